/// A rectangle of cells. Splitting and insetting never yield negative sizes, so layouts need no checks of their own.
package struct Rect: Sendable, Hashable {
    package let origin: Point
    package let size: Size

    package init(origin: Point = .zero, size: Size) {
        self.origin = origin
        self.size = size
    }

    package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        self.init(origin: Point(x, y), size: Size(width, height))
    }

    package var x: Int { origin.x }
    package var y: Int { origin.y }
    package var width: Int { size.width }
    package var height: Int { size.height }
    /// The first column to the right.
    package var endX: Int { x + width }
    /// The first row below.
    package var endY: Int { y + height }
    package var isEmpty: Bool { size.isEmpty }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < endX && point.y >= y && point.y < endY
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(left, top, min(endX, other.endX) - left, min(endY, other.endY) - top)
    }

    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        let left = min(max(0, left), width)
        let top = min(max(0, top), height)
        return Rect(x + left, y + top, width - left - right, height - top - bottom)
    }

    package func inset(_ by: Int) -> Rect {
        inset(left: by, top: by, right: by, bottom: by)
    }

    /// A rectangle of at most `size` in the middle of this one.
    package func centred(_ size: Size) -> Rect {
        let width = min(size.width, self.width)
        let height = min(size.height, self.height)
        return Rect(x + (self.width - width) / 2, y + (self.height - height) / 2, width, height)
    }

    /// Cuts off the `rows` at the top.
    package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let rows = min(max(0, rows), height)
        return (Rect(x, y, width, rows), Rect(x, y + rows, width, height - rows))
    }

    /// Cuts off the `rows` at the bottom.
    package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let rows = min(max(0, rows), height)
        return (Rect(x, y, width, height - rows), Rect(x, endY - rows, width, rows))
    }

    /// Cuts off the `columns` at the left.
    package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let columns = min(max(0, columns), width)
        return (Rect(x, y, columns, height), Rect(x + columns, y, width - columns, height))
    }
}

/// The position of a cell: column and row, from 0 at the top left.
package struct Point: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }

    package static let zero = Point(0, 0)
}

/// Columns and rows of a screen or a part of it; never negative.
package struct Size: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package static let zero = Size(0, 0)
    package var isEmpty: Bool { width == 0 || height == 0 }
}

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
