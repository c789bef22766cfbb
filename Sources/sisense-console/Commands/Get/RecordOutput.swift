import ConsoleState
import SisenseClient

/// Writes one record to standard output.
struct RecordOutput {
    private let format: OutputFormat

    init(_ format: OutputFormat) {
        self.format = format
    }

    func write(_ record: ReadRecord, _ found: RecordSearch.Found) throws(OutputError) -> ExitStatus {
        switch format {
        case .json: return try Output.json(JSONWriter.text(record.json))
        case .jsonLines: return try Output.json(JSONWriter.text(record.json, layout: .compact))
        case .yaml: return try Output.part(YAMLText.document(record.json), isJSON: true)
        case .name: return try Output.lines(found.name)
        case .id: return try Output.lines(found.id.description)
        case .csv:
            return try Output.part(
                CSVText.line(["id", "name"] + record.facts.map(\.name))
                    + CSVText.line([found.id.description, found.name] + record.facts.map(\.value)), isJSON: false)
        case .markdown:
            return try Output.part(
                MarkdownText.tableHead(["", found.name])
                    + facts(record, found).map { MarkdownText.row([$0.0, $0.1]) }.joined(), isJSON: false)
        case .table, .wide:
            let facts = facts(record, found)
            let width = facts.reduce(0) { max($0, $1.0.count) } + 2
            let lines = facts.map { $0.0 + String(repeating: " ", count: width - $0.0.count) + $0.1 }
            return try Output.lines(lines.joined(separator: "\n"))
        }
    }

    private func facts(_ record: ReadRecord, _ found: RecordSearch.Found) -> [(String, String)] {
        [("Name", found.name), ("Id", found.id.description)] + record.facts.map { ($0.name, $0.value) }
    }
}
