/// Where the cursor of a list or a text goes.
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
