import ConsoleState
import Foundation

extension Command {
    /// What the list of all messages takes.
    static let messages: [Command] =
        moves("messages", in: .messages, noun: "line") { movement, context in
            let (lines, page) = MessagesView(context.state.messages).extent(in: context.layout)
            return [.messages(.scrolled(movement, lines: lines, page: page))]
        } + [
            Command("messages.on", .messages, "Space", "A page down") { context in
                let (lines, page) = MessagesView(context.state.messages).extent(in: context.layout)
                return [.messages(.scrolled(.pageDown, lines: lines, page: page))]
            },
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
            "\(entry.time.formatted(.iso8601)) \(entry.message.level) \(entry.message.text.shown)"
        }.joined(separator: "\n")
    }
}
