/// A cursor in a list of rows and the first row in sight.
package struct Scroll: Sendable, Equatable {
    package private(set) var cursor = 0
    private var storedTop = 0

    package init() {}

    /// Moves the cursor among `count` rows, of which `page` are in sight.
    package mutating func move(_ movement: Movement, count: Int, page: Int) {
        let page = max(page, 1)
        let top = top(count: count, page: page)
        let old = cursor
        cursor = movement.target(from: cursor, count: count, page: page)
        switch movement {
        case .pageUp, .pageDown, .halfPageUp, .halfPageDown:
            // A page moves the view with the cursor, so that the eye keeps its position.
            storedTop = min(max(top + cursor - old, 0), max(count - page, 0))
        default:
            storedTop = top
        }
        storedTop = self.top(count: count, page: page)
    }

    /// Puts the cursor on a row, or on the nearest there is.
    package mutating func place(at index: Int, count: Int) {
        cursor = min(max(index, 0), max(count - 1, 0))
    }

    /// Moves the rows in sight along with the row of the cursor, which has become that of another index.
    mutating func shift(to index: Int) {
        storedTop = max(storedTop + index - cursor, 0)
        cursor = index
    }

    /// Makes the rows in sight stay there when the cursor is put on one of them.
    package mutating func keepTop(count: Int, page: Int) {
        storedTop = top(count: count, page: page)
    }

    /// The first row in sight when `page` rows fit: as scrolled, moved as little as needed to show the cursor and to
    /// leave no gap below the last row.
    package func top(count: Int, page: Int) -> Int {
        let page = max(page, 1)
        var top = min(storedTop, max(count - page, 0))
        top = min(top, cursor)
        if cursor >= top + page { top = cursor - page + 1 }
        return max(top, 0)
    }
}

/// A movement of the cursor in a list or a text.
package enum Movement: Sendable, Equatable {
    case up
    case down
    case halfPageUp
    case halfPageDown
    case pageUp
    case pageDown
    case first
    case last

    /// The new index, never outside `0..<count`.
    package func target(from index: Int, count: Int, page: Int) -> Int {
        let page = max(page, 1)
        let wanted =
            switch self {
            case .up: index - 1
            case .down: index + 1
            case .halfPageUp: index - max(page / 2, 1)
            case .halfPageDown: index + max(page / 2, 1)
            case .pageUp: index - page
            case .pageDown: index + page
            case .first: 0
            case .last: count - 1
            }
        return min(max(wanted, 0), max(count - 1, 0))
    }
}
