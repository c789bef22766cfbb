import ConsoleState
import TerminalKit

/// The add-ons of the server.
enum PluginsPane {
    static let pane = ListPane(
        id: .plugins,
        commands: Command.plugins,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 28, grows: true, priority: 9),
            TableView.Column("enabled", title: "ENABLED", minWidth: 8, idealWidth: 8, priority: 8),
            TableView.Column("version", title: "VERSION", minWidth: 8, idealWidth: 10, priority: 6),
            TableView.Column("folder", title: "FOLDER", minWidth: 12, idealWidth: 24, priority: 5),
            TableView.Column("updated", title: "UPDATED", minWidth: 17, idealWidth: 17, priority: 4),
        ],
        look: { cell in TableView.RowLook(role: cell("enabled") == "off" ? .muted : .plain) })
}
