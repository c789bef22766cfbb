/// A column of a list, whatever its records are: its names and how it is drawn.
package struct ListColumn: Sendable, Equatable, Identifiable {
    package enum Alignment: Sendable { case leading, trailing }

    /// The name used in filters, as in `role:viewer`.
    package let id: String
    /// The name a person reads, as in `Last login`.
    package let title: String
    /// Cells: below the lower bound the column is left away, the upper one it takes when there is room.
    package let width: ClosedRange<Int>
    /// True when it also takes a share of what room is left over.
    package let grows: Bool
    /// Columns of the lowest priority go first when room is short.
    package let priority: Int
    package let alignment: Alignment
    /// False for a column that is drawn only once a person chooses it.
    package let isShown: Bool
    /// True for the column by which a record is called.
    package let isName: Bool

    package init(
        _ id: String, _ title: String, _ width: ClosedRange<Int> = 10...16, grows: Bool = false, priority: Int = 0,
        alignment: Alignment = .leading, isShown: Bool = true, isName: Bool = false
    ) {
        (self.id, self.title, self.width, self.grows) = (id, title, width, grows)
        (self.priority, self.alignment, self.isShown, self.isName) = (priority, alignment, isShown, isName)
    }

    /// The heading above the cells.
    package var heading: String { title.uppercased() }
}
