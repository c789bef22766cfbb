import ConsoleState
import TerminalKit

/// The alerts of the server.
enum AlertsPane {
    static let pane = ListPane(
        id: .alerts,
        commands: Command.alerts,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 26, grows: true, priority: 9),
            TableView.Column("state", title: "STATE", minWidth: 6, idealWidth: 6, priority: 8),
            TableView.Column("type", title: "TYPE", minWidth: 6, idealWidth: 6, priority: 7),
            TableView.Column("source", title: "SOURCE", minWidth: 12, idealWidth: 14, priority: 6),
            TableView.Column("parties", title: "RECEIVERS", minWidth: 12, idealWidth: 24, grows: true, priority: 5),
            TableView.Column("mine", title: "YOU GET IT", minWidth: 10, idealWidth: 10, priority: 4),
            TableView.Column("owner", title: "OWNER", minWidth: 10, idealWidth: 16, priority: 3),
        ],
        look: { cell in TableView.RowLook(role: cell("state") == "off" ? .muted : .plain) })
}
