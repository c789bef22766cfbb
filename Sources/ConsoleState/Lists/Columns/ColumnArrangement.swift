/// Which columns of a list are drawn, and in which order.
package struct ColumnArrangement: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package let id: String
        package var isShown: Bool

        package init(_ id: String, isShown: Bool) {
            self.id = id
            self.isShown = isShown
        }
    }

    package private(set) var items: [Item]

    package init(_ items: [Item]) {
        self.items = items
    }

    /// The columns as they are without a choice: those that show of themselves, then the hidden ones.
    package init(_ columns: [ListColumn]) {
        items =
            columns.filter(\.isShown).map { Item($0.id, isShown: true) }
            + columns.filter { !$0.isShown }.map { Item($0.id, isShown: false) }
    }

    /// The ids of the columns that are drawn, in their order.
    package var shown: [String] { items.filter(\.isShown).map(\.id) }

    /// Shows or hides a column. The last one stays.
    mutating func toggle(at index: Int) {
        guard items.indices.contains(index), !items[index].isShown || shown.count > 1 else { return }
        items[index].isShown.toggle()
    }

    /// Moves a column by one place. - Returns: where it is now.
    mutating func move(at index: Int, by step: Int) -> Int {
        guard items.indices.contains(index), items.indices.contains(index + step) else { return index }
        items.swapAt(index, index + step)
        return index + step
    }
}
