import ConsoleState
import SisenseClient

extension Command {
    /// What `y` offers first in an open record: what is under the cursor there.
    static let valueCopies: [Command] = [
        copy("value", "The value under the cursor") { jsonTree, index in
            switch jsonTree.nodes[index].content {
            case .field(_, let text), .heading(let text), .text(let text): text
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
