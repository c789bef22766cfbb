/// One record as a list shows it.
package struct RowContent: Sendable, Equatable {
    package let id: RecordID
    /// One text for each column of the list, in their order.
    package let cells: [String]
    package let look: RowLook

    package init(id: RecordID, cells: [String], look: RowLook = .plain) {
        self.id = id
        self.cells = cells
        self.look = look
    }
}
