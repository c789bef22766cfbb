import ConsoleState
import Foundation
import SisenseClient

extension Command {
    /// The commands of the sign-in and of a failed connection.
    static let session: [Command] = [
        Command("signin.next", .signIn, "Tab Down", hint: "next field", "Next field") {
            context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            return [.session(.fieldChosen(form.focus.next))]
        },
        Command("signin.previous", .signIn, "Shift-Tab Up", "Previous field") { context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            return [.session(.fieldChosen(form.focus.previous))]
        },
        Command("signin.submit", .signIn, "Enter", hint: "log in", "Log in") { context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            // Enter leads through the fields before it sends them.
            if form.focus == .user, form.password.text.isEmpty, form.token.text.isEmpty {
                return [.session(.fieldChosen(.password))]
            }
            return [.session(.submitted)]
        },
        Command("signin.server", .signIn, "Ctrl-O", hint: "other server", "Switch to another server…") { _ in
            [.servers(.switcherOpened)]
        },
        Command("signin.quit", .signIn, "Ctrl-C Esc", hint: "quit", "Quit") { _ in [.quitRequested] },
        Command(
            "session.logout", .console, "", "Log out of this session",
            help: "Ends the token this console logged in with. Other devices stay logged in."
        ) { _ in
            [.token(.logoutRequested)]
        },
        Command(
            "session.logout-everywhere", .console, "", "Log out on all devices",
            help: "Ends every session and revokes every API token of yours: scripts that use one are refused."
        ) { _ in
            [.token(.logoutEverywhereRequested)]
        },
        Command(
            "session.logout-everyone", .console, "", "Log out everyone…",
            help: "Ends every session of every user and revokes all their tokens, yours included."
        ) { _ in
            [.token(.everyoneLogoutRequested)]
        },
        Command("session.retry", .connectionFailed, "R Ctrl-R Enter", hint: "try again", "Connect again") { _ in
            [.session(.connectRequested)]
        },
    ]
}

extension Command {
    /// The commands of the dialog with a new API token.
    static let token: [Command] = [
        Command("token.save", .newToken, "s", hint: "save", "Save new token to a file that only you can read") { _ in
            [.token(.saveRequested)]
        },
        Command("token.copy", .newToken, "y", hint: "copy", "Copy new token") { _ in [.token(.copyRequested)] },
        Command("token.reveal", .newToken, "v", hint: "show", "Show new token, or mask it again") { _ in
            [.token(.revealToggled)]
        },
        Command("token.close", .newToken, "Esc Ctrl-C", hint: "close", "Close; the token cannot be shown again") { _ in
            [.token(.closed)]
        },
    ]
}

extension Command {
    /// The commands of the list of all messages.
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
