import ConsoleState
import TerminalKit

/// The documents of settings of the server.
enum SettingsPane {
    static let pane = ListPane(
        id: .settings,
        commands: Command.settings,
        columns: [
            TableView.Column("name", title: "SETTINGS", minWidth: 24, idealWidth: 26, priority: 9),
            TableView.Column("state", title: "AS THEY ARE", minWidth: 20, idealWidth: 60, grows: true, priority: 8),
        ],
        look: { cell in TableView.RowLook(role: cell("state") == "not set up" ? .muted : .plain) })
}
