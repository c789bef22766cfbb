import ConsoleState
import TerminalKit

/// Who can see what, and by which paths: the people of a dashboard, the dashboards of a user or of a group.
enum AccessPanes {
    static let dashboardViewers = pane(
        .dashboardViewers, "NAME",
        [TableView.Column("unsaved", title: "UNSAVED", minWidth: 8, idealWidth: 8, priority: 6)])
    static let userAccess = pane(.userAccess, "DASHBOARD")
    static let groupAccess = pane(.groupAccess, "DASHBOARD")

    private static func pane(_ id: PaneID, _ subject: String, _ others: [TableView.Column] = []) -> ListPane {
        ListPane(
            id: id, commands: [.back(id)],
            columns: [
                TableView.Column("name", title: subject, minWidth: 18, idealWidth: 30, grows: true, priority: 9),
                TableView.Column("right", title: "RIGHT", minWidth: 6, idealWidth: 7, priority: 8),
                TableView.Column("by", title: "BY", minWidth: 16, idealWidth: 30, grows: true, priority: 7),
                TableView.Column(
                    "paths", title: "PATHS", minWidth: 6, idealWidth: 6, priority: 5, alignment: .trailing),
            ] + others,
            look: { cell in
                switch cell("unsaved") {
                case "gained": TableView.RowLook(role: .added, sign: "+")
                case "lost": TableView.RowLook(role: .removed, sign: "-")
                default: TableView.RowLook()
                }
            })
    }
}
