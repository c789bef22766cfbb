package import SisenseClient

/// A cell as programs read it: times with their zone, numbers without the blanks that people read them with.
package struct FileValue: Sendable, Equatable {
    /// The text in a file of texts, as CSV.
    package let text: String
    /// The value in JSON: a number where the cell is one, a text, or null where a number or a time is missing.
    package let json: JSONValue

    /// The id of a record.
    init(id: RecordID) {
        (text, json) = (id.description, .string(id.description))
    }

    /// A cell of a page of rows.
    init(_ page: RowPage, _ row: Int, _ index: Int, _ column: ListColumn) {
        let shown = page.cell(row, index)
        let number = page.number(row, index)
        if column.hasNumbers, number.isFinite, column.kind == .time {
            text = Timestamp(milliseconds: Int64(number)).fileText
            json = .string(text)
        } else if column.hasNumbers, let whole = Int(exactly: number), shown == Quantity.count(whole) {
            text = "\(whole)"
            json = .number(JSONNumber(whole))
        } else {
            text = shown
            // A time that never was has a word for people.
            json = column.kind == .time || column.hasNumbers && shown.isEmpty ? .null : .string(shown)
        }
    }
}
