/// How the rows of a list are written to a file.
package enum ExportFormat: String, Sendable, CaseIterable {
    case csv
    case json
    case jsonLines
    case markdown
    /// The records as the server sends them, each read afresh.
    case records

    var title: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON, the columns"
        case .jsonLines: "JSON lines, the columns"
        case .markdown: "Markdown table"
        case .records: "JSON, whole records"
        }
    }

    /// What a file name without an ending gets.
    var fileExtension: String {
        switch self {
        case .csv: "csv"
        case .json, .records: "json"
        case .jsonLines: "jsonl"
        case .markdown: "md"
        }
    }
}
