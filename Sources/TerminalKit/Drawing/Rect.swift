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
