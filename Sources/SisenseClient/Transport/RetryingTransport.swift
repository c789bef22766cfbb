import Foundation

/// Tries plain reads again when the failure may go away by itself. Changes, and reads by POST, pass through once.
package struct RetryingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let policy: RetryPolicy
    private let sleep: @Sendable (Duration) async throws -> Void
    private let jitter: @Sendable () -> Double

    /// `sleep` and `chance` (a number from 0 to 1) are passed in for tests.
    package init(
        _ transport: any HTTPTransport, policy: RetryPolicy = RetryPolicy(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.transport = transport
        self.policy = policy
        self.sleep = sleep
        self.jitter = jitter
    }

    package func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        guard !isChange, request.method == .get || request.method == .head else {
            return try await transport.send(request, isChange: isChange)
        }
        var attempt = 1
        while true {
            var pause = policy.pause(after: attempt, jitter: jitter())
            do {
                var response = try await transport.send(request, isChange: false)
                response.attempts = attempt
                guard policy.retries(response.status), attempt < policy.attempts else { return response }
                if let asked = response.retryAfter {
                    // A server that asks for more patience than a person has gets its answer shown instead.
                    guard asked <= policy.longestPause else { return response }
                    pause = max(pause, asked)
                }
            } catch {
                // What a sink was given cannot be taken back, and would be there twice.
                guard policy.retries(error.kind), attempt < policy.attempts, request.sink?.received ?? 0 == 0 else {
                    var error = error
                    error.attempts = attempt
                    throw error
                }
            }
            do {
                try await sleep(pause)
            } catch {
                throw TransportError(.cancelled, server: request.url.host() ?? "")
            }
            attempt += 1
        }
    }
}

/// The rules for trying a read again: how often, and after what pause.
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
    func pause(after attempt: Int, jitter: Double) -> Duration {
        let doubled = (1..<max(attempt, 1)).reduce(firstPause) { pause, _ in min(pause * 2, longestPause) }
        return min(doubled, longestPause) * (1 - 0.5 * jitter)
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
