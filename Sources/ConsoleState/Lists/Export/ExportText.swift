import Foundation
import SisenseClient

/// The text of an export, made row by row.
struct ExportText {
    private let format: ExportFormat
    private let columns: [ListColumn]
    private var text = Data()
    private var count = 0

    init(_ format: ExportFormat, columns: [ListColumn]) {
        self.format = format
        self.columns = columns
        switch format {
        case .csv: append(CSVText.line(["id"] + columns.map(\.title)))
        case .markdown: append(MarkdownText.tableHead(["id"] + columns.map(\.title)))
        case .json, .records: append("[")
        case .jsonLines: break
        }
    }

    /// A row; its cells are those of the columns.
    mutating func append(id: RecordID, cells: [String]) {
        switch format {
        case .csv: append(CSVText.line([id.description] + cells))
        case .markdown: append(MarkdownText.row([id.description] + cells))
        case .json, .jsonLines, .records:
            // A column called id says the same.
            let members =
                [("id", JSONValue.string(id.description))] + zip(columns.map(\.id), cells.map(JSONValue.string))
            append(.object(JSONObject(members)))
        }
    }

    /// A record as the server sent it, secrets masked.
    mutating func append(_ record: JSONValue) {
        if format == .jsonLines {
            text.append(JSONWriter.write(record))
            append("\n")
        } else {
            append(count == 0 ? "\n" : ",\n")
            text.append(JSONWriter.write(record))
        }
        count += 1
    }

    /// What is left to be written behind the last row.
    mutating func finished() -> Data {
        if format == .json || format == .records { append(count == 0 ? "]\n" : "\n]\n") }
        return text
    }

    private mutating func append(_ part: String) {
        text.append(contentsOf: part.utf8)
    }
}
