import ConsoleState
import SisenseClient

extension Command {
    /// The copies that `y` offers of the record that is open, or else of the one under the cursor.
    static let copies: [Command] = [
        copy("id", "The id", obstacle: nothing) { $0.subject?.description },
        copy(
            "emails", "The email, or the emails of all marked",
            obstacle: { $0.showsEmails ? nothing($0) : "no emails here" }
        ) { list in
            let emails = list.emails
            return emails.isEmpty ? nil : emails.joined(separator: ", ")
        },
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

extension Command {
    /// The copies that `y` offers first in an open record: what is under the cursor there.
    static let valueCopies: [Command] = [
        copy("value", "The value under the cursor") { jsonTree, index in
            switch jsonTree.nodes[index].content {
            case .name(let text), .document(let text), .text(let text): text
            case .fact(let fact): fact.value
            case .block(let heading): heading.id.title
            case .line(let line): line.text.isEmpty ? line.note : line.text
            case .value(_, .string(let text)): text
            case .value(_, let value): JSONWriter.text(value)
            case .gap: nil
            }
        },
        copy("path", "The path of that value") { jsonTree, index in
            jsonTree.path(of: index).map { "\($0)" }.flatMap { $0.isEmpty ? nil : $0 }
        },
    ]

    private static func copy(
        _ name: String, _ help: String, text: @escaping @Sendable (JSONTree, Int) -> String?
    ) -> Command {
        @Sendable func copied(_ context: CommandContext) -> String? {
            guard let state = context.state.jsonTree, let index = state.cursorNode else { return nil }
            return text(state.jsonTree, index)
        }
        return Command(
            "copy.\(name)", .valueCopy, "", help,
            obstacle: { copied($0) == nil ? "this line has no value" : nil }
        ) { context in
            copied(context).map { [.copied($0, what: help.prefix(1).lowercased() + help.dropFirst())] } ?? []
        }
    }
}
