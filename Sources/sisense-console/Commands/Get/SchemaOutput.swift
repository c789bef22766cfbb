import ConsoleState
import SisenseClient

/// Writes what a list consists of: its columns with the types of their values, or the names of all lists. Scripts can
/// rely on it: a test reads every list and compares its values with this.
struct SchemaOutput {
    private let format: OutputFormat

    init(_ format: OutputFormat) {
        self.format = format
    }

    func write(_ list: ReadableList, named word: String) throws -> ExitStatus {
        guard let feature = list.feature else {
            throw UsageError("\(word) is one record, which comes as the server has it.")
        }
        let columns = feature.schema
        return try write(
            ["NAME", "TYPE", "UNIT", "ON REQUEST", "TITLE"],
            columns.map { [$0.name, $0.value.type, $0.value.unit, $0.isOnRequest ? "yes" : "no", $0.title] },
            JSONObject([("list", .string(word)), ("columns", .array(columns.map(\.json)))]))
    }

    func writeNames() throws -> ExitStatus {
        let lists = ReadableList.all
        return try write(
            ["NAME", "WHAT"], lists.map { [$0.name, $0.about] },
            JSONObject([
                (
                    "lists",
                    .array(
                        lists.map { list in
                            .object(JSONObject([("name", .string(list.name)), ("about", .string(list.about))]))
                        })
                )
            ]))
    }

    private func write(_ heads: [String], _ rows: [[String]], _ json: JSONObject) throws -> ExitStatus {
        switch format {
        case .json: return try Output.json(JSONWriter.text(.object(json)))
        case .jsonLines: return try Output.json(JSONWriter.text(.object(json), layout: .compact))
        case .yaml: return try Output.part(YAMLText.document(.object(json)), isJSON: true)
        case .csv: return try Output.part(([heads] + rows).map(CSVText.line).joined(), isJSON: false)
        case .markdown:
            return try Output.part(
                MarkdownText.tableHead(heads) + rows.map(MarkdownText.row).joined(), isJSON: false)
        case .name, .id: return try Output.lines(rows.map { $0[0] }.joined(separator: "\n"))
        case .table, .wide:
            var table = TextTable(heads, width: format == .table ? Output.terminalWidth : nil)
            return try Output.part(table.lines(rows), isJSON: false)
        }
    }
}
