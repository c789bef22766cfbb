/// How reading a list has gone, which says how often it may be read without anybody asking.
package struct ListPace: Sendable, Equatable {
    /// The beginning of the last read, which may be under way.
    private var began: ContinuousClock.Instant?
    /// The end of the last read, or of the try to; nil before.
    private(set) var ended: ContinuousClock.Instant?
    /// The time that reading all of it takes.
    private var cost = Duration.zero
    /// The tries since it was read last.
    private(set) var failures = 0

    /// Reading takes a twentieth of the time at most.
    private static let share = 20
    /// The longest wait after a failure, unless reading takes so long anyway.
    private static let longestRetry = Duration.seconds(5 * 60)
    /// The intervals of what takes longer than the one that was chosen. Without steps each read would make for another
    /// one, and so for a line that changes all the time.
    private static let steps = [10, 15, 20, 30, 45, 60, 120, 300, 600, 1200, 1800, 3600].map(Duration.seconds)

    mutating func begin(at time: ContinuousClock.Instant) { began = time }

    mutating func end(at time: ContinuousClock.Instant, hasFailed: Bool) {
        ended = time
        failures = hasFailed ? failures + 1 : 0
        guard !hasFailed, let began else { return }
        let cost = time - began
        // What takes about as long as before leaves the interval as it is.
        if cost > self.cost || cost < self.cost / 2 { self.cost = cost }
    }

    /// Notes that reading was given up, for other rows than it would have brought.
    mutating func drop(at time: ContinuousClock.Instant) { ended = time }

    /// The time from the end of a read to the next: the one that was chosen where reading is cheap enough for it, and
    /// twice as long after each failure.
    func interval(_ chosen: Duration) -> Duration {
        let least = cost * Self.share
        let usual = least <= chosen ? chosen : Self.steps.first { $0 >= least } ?? least
        guard failures > 0 else { return usual }
        let doubled = usual * (1 << min(failures, 10))
        return max(usual, min(doubled, Self.longestRetry))
    }
}
