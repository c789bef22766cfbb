/// One record as a list shows it.
package struct RowContent: Sendable, Equatable {
    package let id: RecordID
    /// One text for each column of the list, in their order.
    package let cells: [String]

    package init(id: RecordID, cells: [String]) {
        self.id = id
        self.cells = cells
    }
}
