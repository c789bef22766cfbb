import ConsoleState
import TerminalKit

/// The groups of the server.
enum GroupsPane {
    static let pane = ListPane(
        id: .groups,
        commands: Command.groups,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 28, grows: true, priority: 9),
            TableView.Column(
                "members", title: "MEMBERS", minWidth: 8, idealWidth: 8, priority: 8, alignment: .trailing),
            TableView.Column("role", title: "DEFAULT ROLE", minWidth: 12, idealWidth: 14, priority: 5),
            TableView.Column("origin", title: "ORIGIN", minWidth: 9, idealWidth: 10, priority: 7),
            TableView.Column("updated", title: "UPDATED", minWidth: 16, idealWidth: 16, priority: 4),
        ],
        look: { cell in TableView.RowLook(role: cell("origin") == "system" ? .muted : .plain) })
}
