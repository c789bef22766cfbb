/// A mouse button or wheel at a cell.
package struct MouseEvent: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        case press, doublePress, release, wheelUp, wheelDown
    }

    package let action: Action
    package let at: Point

    package init(_ action: Action, at point: Point) {
        self.action = action
        at = point
    }
}

/// A report of the mouse in xterm's codings.
struct MouseReport: Equatable {
    let action: MouseEvent.Action
    let at: Point

    /// `ESC [ < button ; column ; row M`, with `m` for a button let go, or the same without the sign (rxvt).
    init?(_ sequence: ControlSequence) {
        guard sequence.parameters.count == 3, sequence.intermediates.isEmpty, let button = sequence.number(0),
            let column = sequence.number(1), let row = sequence.number(2)
        else { return nil }
        switch (sequence.prefix, sequence.final) {
        case ("<", "M"): self.init(button: button, isRelease: false, column: column, row: row)
        case ("<", "m"): self.init(button: button, isRelease: true, column: column, row: row)
        case (nil, "M"): self.init(button: button - 32, isRelease: false, column: column, row: row)
        default: return nil
        }
    }

    /// Button, column and row as three bytes.
    init?(old bytes: [UInt8]) {
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }) else { return nil }
        let numbers = bytes.map { Int($0) - 32 }
        self.init(button: numbers[0], isRelease: false, column: numbers[1], row: numbers[2])
    }

    /// - Parameter button: With the bits for modifiers (4, 8, 16), movement (32), the wheel (64) and further buttons
    ///   (128).
    private init?(button: Int, isRelease: Bool, column: Int, row: Int) {
        guard column > 0, row > 0, button >= 0, button & ~0b1_1100 < 128, button & 32 == 0 else { return nil }
        at = Point(column - 1, row - 1)
        switch (button & 64 != 0, button & 3) {
        case (true, 0): action = .wheelUp
        case (true, 1): action = .wheelDown
        case (false, 0): action = isRelease ? .release : .press
        // The older codings do not say which button was let go.
        case (false, 3): action = .release
        default: return nil
        }
    }
}

/// Recognises the second of two quick presses at the same cell.
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
