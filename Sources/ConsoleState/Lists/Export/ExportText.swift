import Foundation
import SisenseClient

/// The text of an export, made row by row.
struct ExportText {
    /// The heading of the ids, before the columns.
    static let idTitle = "id"

    private let format: ExportFormat
    private let columns: [ListColumn]
    private var text = Data()
    private var count = 0

    init(_ format: ExportFormat, columns: [ListColumn]) {
        self.format = format
        self.columns = columns
        switch format {
        case .csv: append(CSVText.line([Self.idTitle] + columns.map(\.title)))
        case .markdown: append(MarkdownText.tableHead([Self.idTitle] + columns.map(\.title)))
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
            // A column named id says the same.
            let members =
                [(Self.idTitle, JSONValue.string(id.description))] + zip(columns.map(\.id), cells.map(JSONValue.string))
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

    /// Returns all of it, with the end behind the last row.
    mutating func finished() -> Data {
        if format == .json || format == .records { append(count == 0 ? "]\n" : "\n]\n") }
        return text
    }

    private mutating func append(_ part: String) {
        text.append(contentsOf: part.utf8)
    }
}

/// Lines of comma separated values after RFC 4180.
package enum CSVText {
    /// A line with its end. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    package static func line(_ cells: [String]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    /// Characters a formula can begin with: the names in a list are typed by other people. The wide ones count too
    /// where the spreadsheet speaks Chinese or Japanese.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
    static func withoutGuard(_ cell: String) -> String {
        let scalars = cell.unicodeScalars.prefix(2)
        guard scalars.first == "'", let second = scalars.last, formulaStarts.contains(second) else { return cell }
        return String(cell.unicodeScalars.dropFirst())
    }

    private static func field(_ cell: String) -> String {
        let isFormula = cell.unicodeScalars.first.map(formulaStarts.contains) ?? false
        let text = isFormula ? "'" + cell : cell
        let isPlain = text.utf8.allSatisfy { byte in
            byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != 0x0D && byte != 0x0A
        }
        guard !isPlain else { return text }
        return "\"" + String(text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }.map(Character.init)) + "\""
    }
}

/// Tables in Markdown.
package enum MarkdownText {
    /// The headings and the line below them.
    package static func tableHead(_ titles: [String]) -> String {
        row(titles) + "|" + String(repeating: " --- |", count: titles.count) + "\n"
    }

    /// One row of a table; whatever is in the cells, it stays one row, and shows as it is written.
    package static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }

    /// A text whose signs mean nothing in Markdown; line ends and control characters become blanks.
    package static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                result.append(" ")
                continue
            }
            if "\\|`*_[]<>~#".unicodeScalars.contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
