import ConsoleState
import SisenseClient

extension Command {
    /// What `y` offers to copy of the record that is open, or else of the one under the cursor.
    static let copies: [Command] = [
        copy("id", "The id", obstacle: nothing) { $0.subject?.description },
        copy("row", "The row, its columns separated by tabs", obstacle: nothing) { list in
            list.columns.indices.map { list.table.cell(at: list.scroll.cursor, $0) }.joined(separator: "\t")
        },
        copy(
            "json", "The record as JSON, secrets masked",
            obstacle: { record(of: $0) == nil ? "open the record first" : nil }
        ) { list in
            record(of: list).map { JSONWriter.text(Redactor.json($0.json)) }
        },
        copy(
            "rows", "All shown rows, tab separated",
            obstacle: { list in
                list.table.count > mostRows ? "too many rows; \(key: .export) exports them" : nothing(list)
            }
        ) { list in
            let lines = (0..<list.table.count).map { row in
                list.columns.indices.map { list.table.cell(at: row, $0) }.joined(separator: "\t")
            }
            return lines.joined(separator: "\n")
        },
    ]

    /// More rows than a clipboard is for.
    private static let mostRows = 5000

    @Sendable private static func nothing(_ list: ListState) -> String? {
        list.subject == nil ? "nothing selected" : nil
    }

    private static func record(of list: ListState) -> ListRecord? {
        if case .loaded(let record) = list.detail?.content { record } else { nil }
    }

    private static func copy(
        _ name: String, _ help: String, obstacle: @escaping @Sendable (ListState) -> String?,
        text: @escaping @Sendable (ListState) -> String?
    ) -> Command {
        Command(
            "copy.\(name)", .copy, "", help,
            obstacle: { $0.state.list.map(obstacle) ?? "nothing selected" }
        ) { context in
            let copied = context.state.list.flatMap(text)
            return copied.map { [.copied($0, what: help.prefix(1).lowercased() + help.dropFirst())] } ?? []
        }
    }
}
