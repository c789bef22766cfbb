import ConsoleState
import SisenseClient
import TerminalKit

/// Who a dashboard is shared with, with the unsaved changes.
struct SharesPane: Pane {
    let id = PaneID.shares
    let commands = Command.shares

    private let list = ListPane(
        id: .shares, commands: [],
        columns: [
            TableView.Column("type", title: "TYPE", minWidth: 6, idealWidth: 6, priority: 7),
            TableView.Column("name", title: "NAME", minWidth: 18, idealWidth: 28, grows: true, priority: 9),
            TableView.Column("rule", title: "RIGHT", minWidth: 16, idealWidth: 18, priority: 8),
            TableView.Column("mail", title: "REPORT BY MAIL", minWidth: 14, idealWidth: 14, priority: 5),
        ],
        look: { cell in
            switch cell("unsaved") {
            case ShareRow.Change.added.rawValue: TableView.RowLook(role: .added, sign: "+")
            case ShareRow.Change.removed.rawValue: TableView.RowLook(role: .removed, sign: "-")
            case ShareRow.Change.changed.rawValue: TableView.RowLook(role: .changed, sign: "~")
            default: TableView.RowLook()
            }
        }, none: "It is shared with nobody; a adds somebody")

    func arrangement(of list: ListState) -> ColumnArrangement { self.list.arrangement(of: list) }

    func title(_ state: ConsoleState) -> StyledLine {
        guard let shares = state.shares, state.list?.detail == nil else { return list.title(state) }
        let isPublic = shares.document.list.isPublic ? [Span("  public: everybody sees it", .warning)] : []
        let changed = shares.isChanged ? [Span("  unsaved changes", .warning)] : []
        return list.title(state) + StyledLine(changed + isPublic + owner(of: shares))
    }

    private func owner(of shares: SharesState) -> [Span] {
        guard let owner = shares.document.dashboard.owner else { return [] }
        return [Span("  owner \(owner.name ?? shares.name(owner.id))", .muted)]
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        guard state.shares?.isChanged == true, state.list?.detail == nil else { return list.foot(state) }
        return list.foot(state) + StyledLine("  + added  - removed  ~ changed", Style(.muted))
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? { list.draw(state, on: canvas) }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        list.press(at: point, state, size: size)
    }
}
