/// How often and after what pause a read is tried again.
package struct RetryPolicy: Sendable, Equatable {
    /// The first try included.
    package var attempts: Int
    /// Before the second try; it doubles for each further one.
    package var firstPause: Duration
    package var longestPause: Duration

    package init(attempts: Int = 3, firstPause: Duration = .milliseconds(250), longestPause: Duration = .seconds(8)) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// The pause after try `attempt`, counted from 1. `chance` from 0 to 1 shortens it by up to a half, so that many
    /// clients that failed together do not come back together.
    func pause(after attempt: Int, chance: Double) -> Duration {
        let doubled = (1..<max(attempt, 1)).reduce(firstPause) { pause, _ in min(pause * 2, longestPause) }
        return min(doubled, longestPause) * (1 - 0.5 * chance)
    }

    /// Statuses that may go away by themselves (RFC 9110 section 15.6, RFC 6585 section 4).
    func retries(_ status: Int) -> Bool { [429, 502, 503, 504].contains(status) }

    /// Failures that may go away by themselves.
    func retries(_ kind: TransportError.Kind) -> Bool {
        switch kind {
        case .connectionLost, .refused, .unreachable, .cannotResolve: true
        default: false
        }
    }
}
