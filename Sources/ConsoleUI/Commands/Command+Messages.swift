import ConsoleState
import Foundation

extension Command {
    /// What the list of all messages takes.
    static let messages: [Command] =
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the newest"), ("last", "G End", .last, "To the oldest"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"),
            ("page-down", "PgDn Ctrl-F Space", .pageDown, "A page down"),
            ("half-up", "Ctrl-U", .halfPageUp, "Half a page up"),
            ("half-down", "Ctrl-D", .halfPageDown, "Half a page down"),
        ].map { name, keys, movement, help in
            Command("messages.\(name)", .messages, keys, help) { context in
                let (lines, page) = MessagesView(context.state.messages).extent(in: context.layout)
                return [.messages(.scrolled(movement, lines: lines, page: page))]
            }
        } + [
            Command("messages.copy", .messages, "y", hint: "copy", "Copy all messages") { context in
                [.copied(text(of: context.state.messages), what: "all messages")]
            },
            Command("messages.close", .messages, "Esc q Ctrl-C", hint: "close", "Close the messages") { _ in
                [.messages(.closed)]
            },
        ]

    /// A line a message, the oldest first, as a log has them.
    private static func text(of log: MessageLog) -> String {
        log.all.map { entry in
            "\(entry.time.formatted(.iso8601)) \(entry.message.level) \(entry.message.text)"
        }.joined(separator: "\n")
    }
}
