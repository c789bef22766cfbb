/// Tells the second of two quick presses at the same place.
struct ClickCounter {
    /// Two presses within this time are a double one.
    static let interval = Duration.milliseconds(400)

    private var last: (point: Point, time: ContinuousClock.Instant)?

    mutating func isSecond(at point: Point, now: ContinuousClock.Instant) -> Bool {
        if let last, last.point == point, now - last.time <= Self.interval {
            self.last = nil
            return true
        }
        last = (point, now)
        return false
    }
}
