package import SisenseClient

/// A cell as programs read it.
package struct FileValue: Sendable, Equatable {
    /// The text in a file of texts, as CSV.
    package let text: String
    /// The value in JSON, of the type that the column has.
    package let json: JSONValue

    /// The id of a record.
    init(id: RecordID) {
        (text, json) = (id.description, .string(id.description))
    }

    /// A cell of a page of rows.
    init(_ page: RowPage, _ row: Int, _ index: Int, _ column: ListColumn) {
        let shown = page.cell(row, index)
        let number = page.number(row, index)
        switch column.value {
        case .text: self.init(shown, .string(shown))
        // A time that never was has a word for people.
        case .time where !number.isFinite: self.init("", .null)
        case .time:
            let text = Timestamp(milliseconds: Int64(number)).fileText
            self.init(text, .string(text))
        case .countOr(let word) where shown == word: self.init(word, .string(word))
        case .count, .countOr: self.init(integer: number)
        case .megabytes: self.init(integer: number * 1_048_576)
        }
    }

    private init(integer number: Double) {
        let whole = Int(exactly: number.rounded())
        self.init(whole.map { "\($0)" } ?? "", whole.map { .number(JSONNumber($0)) } ?? .null)
    }

    private init(_ text: String, _ json: JSONValue) { (self.text, self.json) = (text, json) }
}
