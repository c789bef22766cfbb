import ConsoleState
import SisenseClient

extension Command {
    /// What the dialog with a new API token takes.
    static let token: [Command] = [
        Command("token.copy", .newToken, "y", hint: "copy", "Copy new token") { context in
            context.state.newToken.map { [.copied($0.token.exposed, what: "the new token")] } ?? []
        },
        Command("token.close", .newToken, "Esc Ctrl-C", hint: "close", "Close; the token cannot be shown again") { _ in
            [.token(.closed)]
        },
    ]
}
