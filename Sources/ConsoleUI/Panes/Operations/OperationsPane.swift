import ConsoleState
import TerminalKit

/// Every operation of the API.
enum OperationsPane {
    static let pane = ListPane(
        id: .api,
        commands: Command.operations,
        columns: [
            TableView.Column("method", title: "METHOD", minWidth: 7, idealWidth: 8, priority: 9),
            TableView.Column("path", title: "PATH", minWidth: 28, idealWidth: 44, grows: true, priority: 9),
            TableView.Column("danger", title: "CLASS", minWidth: 6, idealWidth: 6, priority: 7),
            TableView.Column("group", title: "GROUP", minWidth: 10, idealWidth: 16, priority: 4),
            TableView.Column("summary", title: "WHAT IT DOES", minWidth: 18, idealWidth: 30, grows: true, priority: 6),
        ],
        look: { cell in
            switch cell("danger") {
            case "D": TableView.RowLook(role: .error, sign: "!")
            case "C": TableView.RowLook(role: .warning)
            default: TableView.RowLook()
            }
        })
}
