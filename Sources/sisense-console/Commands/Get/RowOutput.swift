import ConsoleState
import Foundation
import SisenseClient

/// Writes the rows of a list to standard output as they come.
actor RowOutput {
    private let format: OutputFormat
    private let columns: [ListReading.Column]
    private var table: TextTable
    private var failure: OutputError?
    /// True until the first row.
    private(set) var isEmpty = true

    /// - Parameter areNamed: True where somebody has named the columns: then all of them are shown.
    init(_ format: OutputFormat, _ columns: [ListReading.Column], areNamed: Bool) {
        (self.format, self.columns) = (format, columns)
        table = TextTable(
            columns.map(\.heading), width: format == .table ? Output.terminalWidth : nil,
            leaving: areNamed ? nil : columns.map { ($0.priority, $0.least) })
    }

    /// The headings of the columns for which the terminal has no room.
    var left: [String] { table.left }

    /// Returns false when standard output takes no more, which `end` throws.
    func write(_ rows: [ListReading.Row]) -> Bool {
        guard failure == nil else { return false }
        var text = isEmpty ? head : ""
        if isTable { text += table.lines(rows.map(\.shown)) }
        for row in rows where !isTable {
            text += self.text(row)
            isEmpty = false
        }
        isEmpty = isEmpty && rows.isEmpty
        put(text)
        return failure == nil
    }

    /// - Throws: What went wrong while rows were written, too.
    func end() throws(OutputError) {
        if isEmpty, format != .table, format != .wide { put(head) }
        switch format {
        case .json: put(isEmpty ? "]\n" : "\n]\n")
        case .yaml: if isEmpty { put("[]\n") }
        case .table, .wide, .jsonLines, .csv, .markdown, .name, .id: break
        }
        if let failure { throw failure }
    }

    private var isTable: Bool { format == .table || format == .wide }

    /// What stands before the first row.
    private var head: String {
        switch format {
        case .json: "["
        case .csv: CSVText.line(columns.map(\.name))
        case .markdown: MarkdownText.tableHead(columns.map(\.heading))
        case .table, .wide, .jsonLines, .yaml, .name, .id: ""
        }
    }

    private func text(_ row: ListReading.Row) -> String {
        switch format {
        case .json: (isEmpty ? "\n" : ",\n") + JSONWriter.text(json(row), layout: .compact)
        case .jsonLines: JSONWriter.text(json(row), layout: .compact) + "\n"
        case .csv: CSVText.line(row.values.map(\.text))
        case .yaml: YAMLText.item(json(row))
        case .markdown: MarkdownText.row(row.shown)
        case .name, .id, .table, .wide: row.shown.joined(separator: " ").replacing(/[\r\n]+/, with: " ") + "\n"
        }
    }

    private func json(_ row: ListReading.Row) -> JSONValue {
        .object(JSONObject(zip(columns.map(\.name), row.values.map(\.json)).map { ($0, $1) }))
    }

    private func put(_ text: String) {
        guard failure == nil, !text.isEmpty else { return }
        do throws(OutputError) {
            try Output.part(text, isJSON: format == .json || format == .jsonLines || format == .yaml)
        } catch {
            failure = error
        }
    }
}
