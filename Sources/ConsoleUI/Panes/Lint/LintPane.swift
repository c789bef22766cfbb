import ConsoleState
import TerminalKit

/// What should worry an administrator of this server.
enum LintPane {
    static let pane = ListPane(
        id: .lint,
        commands: Command.lint,
        columns: [
            TableView.Column("severity", title: "SEVERITY", minWidth: 9, idealWidth: 9, priority: 9),
            TableView.Column("finding", title: "FINDING", minWidth: 24, idealWidth: 34, priority: 8),
            TableView.Column("subject", title: "CONCERNS", minWidth: 18, idealWidth: 30, grows: true, priority: 7),
            TableView.Column("advice", title: "WHAT TO DO", minWidth: 24, idealWidth: 40, grows: true, priority: 5),
        ],
        look: { cell in
            switch cell("severity") {
            case "critical": TableView.RowLook(role: .danger, sign: "x")
            case "major": TableView.RowLook(role: .warning, sign: "!")
            default: TableView.RowLook()
            }
        })
}
