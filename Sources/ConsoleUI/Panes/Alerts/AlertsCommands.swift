import ConsoleState

extension Command {
    /// What the alerts pane takes beside what all lists do.
    static let alerts: [Command] = [
        change("toggle", "t", hint: "on/off", "Switch the alert under the cursor, or all marked ones"),
        change("delete", "", "Delete the alert and its events"),
    ]

    private static func change(_ name: PlanName, _ keys: String, hint: String = "", _ help: String) -> Command {
        Command("alerts.\(name)", .pane(.alerts), keys, hint: hint, help, obstacle: Panes.nothingChosen) { _ in
            [.list(.alerts, .planRequested(name))]
        }
    }
}
