import ConsoleState
import TerminalKit

/// The accounts that are locked now after failed logins.
enum LockoutsPane {
    static let pane = ListPane(
        id: .lockouts,
        commands: Command.lockouts,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 24, grows: true, priority: 8),
            TableView.Column("email", title: "E-MAIL", minWidth: 18, idealWidth: 30, grows: true, priority: 9),
            TableView.Column("until", title: "LOCKED UNTIL", minWidth: 17, idealWidth: 17, priority: 7),
        ],
        look: { _ in TableView.RowLook(sign: "x") })
}
