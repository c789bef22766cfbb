import ConsoleState
import TerminalKit

/// The users of the server.
enum UsersPane {
    static let pane = ListPane(
        id: .users,
        commands: Command.users,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 18, grows: true, priority: 9),
            TableView.Column("email", title: "E-MAIL", minWidth: 18, idealWidth: 24, grows: true, priority: 7),
            TableView.Column("role", title: "ROLE", minWidth: 8, idealWidth: 13, priority: 8),
            TableView.Column("groups", title: "GROUPS", minWidth: 8, idealWidth: 12, grows: true, priority: 4),
            TableView.Column("active", title: "ACTIVE", minWidth: 7, idealWidth: 7, priority: 6),
            TableView.Column("origin", title: "ORIGIN", minWidth: 9, idealWidth: 10, priority: 3),
            TableView.Column("login", title: "LAST LOGIN", minWidth: 17, idealWidth: 17, priority: 5),
        ],
        look: { cell in
            cell("active") == "no" ? TableView.RowLook(role: .muted, sign: "x") : TableView.RowLook()
        })
}
