import ConsoleState
import TerminalKit

/// All dashboards of the server, as a list or in their folders.
struct DashboardsPane: Pane {
    let id = PaneID.dashboards
    let commands = Command.dashboards + Command.tree

    private let list = ListPane(
        id: .dashboards,
        commands: [],
        columns: [
            TableView.Column("title", title: "TITLE", minWidth: 18, idealWidth: 26, grows: true, priority: 9),
            TableView.Column("owner", title: "OWNER", minWidth: 10, idealWidth: 18, grows: true, priority: 8),
            TableView.Column("folder", title: "FOLDER", minWidth: 8, idealWidth: 12, priority: 5),
            TableView.Column("shares", title: "SHARES", minWidth: 7, idealWidth: 7, priority: 7, alignment: .trailing),
            TableView.Column("source", title: "DATA SOURCE", minWidth: 11, idealWidth: 14, priority: 3),
            TableView.Column("opened", title: "LAST OPENED", minWidth: 16, idealWidth: 16, priority: 4),
            TableView.Column("updated", title: "UPDATED", minWidth: 16, idealWidth: 16, priority: 6),
        ],
        look: { _ in TableView.RowLook() })

    func arrangement(of list: ListState) -> ColumnArrangement { self.list.arrangement(of: list) }

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        self.list.mostSkippedColumns(of: list, width: width)
    }

    func title(_ state: ConsoleState) -> StyledLine {
        tree(state)?.title ?? list.title(state)
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        tree(state)?.foot ?? list.foot(state)
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        tree(state)?.draw(on: canvas) ?? list.draw(state, on: canvas)
    }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        tree(state) == nil ? list.press(at: point, state, size: size) : []
    }

    /// The tree of folders, unless a record is open over it.
    private func tree(_ state: ConsoleState) -> DashboardTreeView? {
        guard let tree = state.tree, let list = state.lists[id], list.detail == nil else { return nil }
        return DashboardTreeView(tree, marks: list.marks)
    }
}
