import ConsoleState
import TerminalKit

/// The changes sent from this machine.
enum AuditPane {
    static let pane = ListPane(
        id: .audit,
        commands: Command.audit,
        columns: [
            TableView.Column("time", title: "TIME", minWidth: 17, idealWidth: 17, priority: 8),
            TableView.Column("outcome", title: "OUTCOME", minWidth: 8, idealWidth: 12, priority: 7),
            TableView.Column("title", title: "CHANGE", minWidth: 20, idealWidth: 40, grows: true, priority: 9),
            TableView.Column("profile", title: "PROFILE", minWidth: 8, idealWidth: 14, priority: 6),
            TableView.Column("account", title: "ACCOUNT", minWidth: 12, idealWidth: 22, priority: 5),
            TableView.Column("danger", title: "CLASS", minWidth: 6, idealWidth: 6, priority: 4),
            TableView.Column("reason", title: "REASON", minWidth: 12, idealWidth: 24, priority: 3),
        ],
        look: { cell in
            cell("outcome") == "done" ? TableView.RowLook() : TableView.RowLook(role: .warning, sign: "!")
        })
}
