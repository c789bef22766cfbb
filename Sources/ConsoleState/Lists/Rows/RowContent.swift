/// One record as a list shows it.
package struct RowContent: Sendable {
    package let id: RecordID
    /// One text for each column of the list, in their order.
    package let cells: [String]
    /// By column what the row sorts by, where that is not the text; not a number when it has none.
    package let numbers: [Int: Double]
    package let look: RowLook

    package init(id: RecordID, cells: [String], numbers: [Int: Double] = [:], look: RowLook = .plain) {
        self.id = id
        self.cells = cells
        self.numbers = numbers
        self.look = look
    }
}
