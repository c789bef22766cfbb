import ConsoleState

extension Command {
    /// What the users pane takes beside what all lists do.
    static let users: [Command] = [
        change("toggle", "t", hint: "on/off", "Deactivate an active user, activate an inactive one"),
        change("deactivate", "", "Deactivate: the account stays, nobody can log in with it"),
        change("activate", "", "Activate: the account can be used again"),
    ]

    private static func change(_ name: PlanName, _ keys: String, hint: String = "", _ help: String) -> Command {
        Command("users.\(name)", .pane(.users), keys, hint: hint, help, obstacle: Panes.nothingChosen) { _ in
            [.list(.users, .planRequested(name))]
        }
    }
}
