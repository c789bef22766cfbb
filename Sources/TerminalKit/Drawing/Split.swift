/// Two areas side by side or one above the other. When there is no room for both, the second is nil and the first has
/// everything.
package struct Split: Sendable, Equatable {
    package enum Direction: Sendable { case columns, rows }

    package var direction: Direction
    /// The share of the first area, 0...1.
    package var share: Double
    package var minFirst: Int
    package var minSecond: Int

    package init(_ direction: Direction, share: Double = 0.5, minFirst: Int = 1, minSecond: Int = 1) {
        self.direction = direction
        self.share = share
        self.minFirst = minFirst
        self.minSecond = minSecond
    }

    package func areas(in rect: Rect) -> (first: Rect, second: Rect?) {
        let room = direction == .columns ? rect.width : rect.height
        guard room >= minFirst + minSecond else { return (rect, nil) }
        let wanted = Int((Double(room) * min(max(0, share), 1)).rounded())
        let first = min(max(minFirst, wanted), room - minSecond)
        switch direction {
        case .columns:
            let (left, rest) = rect.splitLeft(first)
            return (left, rest)
        case .rows:
            let (top, rest) = rect.splitTop(first)
            return (top, rest)
        }
    }
}
