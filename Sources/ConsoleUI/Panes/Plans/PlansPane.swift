import ConsoleState
import TerminalKit

/// The changes that dry runs kept from being sent.
enum PlansPane {
    static let pane = ListPane(
        id: .plans,
        commands: Command.plans,
        columns: [
            TableView.Column("time", title: "TIME", minWidth: 17, idealWidth: 17, priority: 6),
            TableView.Column("title", title: "CHANGE", minWidth: 20, idealWidth: 40, grows: true, priority: 9),
            TableView.Column("danger", title: "CLASS", minWidth: 6, idealWidth: 6, priority: 7),
            TableView.Column("request", title: "REQUEST", minWidth: 24, idealWidth: 40, grows: true, priority: 8),
        ],
        look: { _ in TableView.RowLook() })
}
