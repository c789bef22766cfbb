import ConsoleState
import SisenseClient

extension Command {
    /// What `y` offers to copy of the record that is open, or else of the one under the cursor.
    static let copies: [Command] = [
        copy("id", "The id") { list, _ in list.subject?.description },
        copy("row", "The row, its columns separated by tabs") { list, _ in
            list.columns.indices.map { list.table.cell(at: list.scroll.cursor, $0) }.joined(separator: "\t")
        },
        copy("json", "The whole record as JSON, secrets masked") { list, _ in
            guard case .loaded(let record) = list.detail?.content else { return nil }
            return JSONWriter.text(Redactor.json(record.json))
        },
        copy("rows", "All rows that are shown, as tab separated lines") { list, _ in
            let lines = (0..<list.table.count).map { row in
                list.columns.indices.map { list.table.cell(at: row, $0) }.joined(separator: "\t")
            }
            return lines.joined(separator: "\n")
        },
    ]

    private static func copy(
        _ name: String, _ help: String, text: @escaping @Sendable (ListState, CommandContext) -> String?
    ) -> Command {
        Command(
            "copy.\(name)", .copy, "", help,
            obstacle: { context in
                let isThere = context.state.list.flatMap { text($0, context) } != nil
                return isThere ? nil : name == "json" ? "open the record first" : "there is no record here"
            }
        ) { context in
            let copied = context.state.list.flatMap { text($0, context) }
            return copied.map { [.copied($0, what: help.prefix(1).lowercased() + help.dropFirst())] } ?? []
        }
    }
}
