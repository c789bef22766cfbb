import ConsoleState
import TerminalKit

/// The widgets of a dashboard.
enum WidgetsPane {
    static let pane = ListPane(
        id: .widgets,
        commands: [.back(.widgets)],
        columns: [
            TableView.Column("title", title: "TITLE", minWidth: 16, idealWidth: 30, grows: true, priority: 9),
            TableView.Column("type", title: "TYPE", minWidth: 12, idealWidth: 16, priority: 8),
            TableView.Column("subtype", title: "SUBTYPE", minWidth: 12, idealWidth: 18, priority: 5),
            TableView.Column("source", title: "DATA SOURCE", minWidth: 11, idealWidth: 16, priority: 6),
            TableView.Column("updated", title: "UPDATED", minWidth: 16, idealWidth: 16, priority: 4),
        ],
        look: { _ in TableView.RowLook() })
}
