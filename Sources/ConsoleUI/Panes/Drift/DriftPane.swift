import ConsoleState
import TerminalKit

/// This server and another one side by side.
struct DriftPane: Pane {
    private let list = ListPane(
        id: .drift,
        commands: Command.drift,
        columns: [
            TableView.Column("area", title: "AREA", minWidth: 14, idealWidth: 18, priority: 6),
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 34, priority: 9),
            TableView.Column("here", title: "HERE", minWidth: 10, idealWidth: 26, grows: true, priority: 8),
            TableView.Column("there", title: "THERE", minWidth: 10, idealWidth: 26, grows: true, priority: 7),
        ],
        look: { cell in
            switch cell("state") {
            case "differs": TableView.RowLook(role: .changed, sign: "~")
            case "unknown": TableView.RowLook(role: .muted, sign: "?")
            default: TableView.RowLook()
            }
        })

    var id: PaneID { list.id }
    var commands: [Command] { list.commands }

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        self.list.mostSkippedColumns(of: list, width: width)
    }

    func title(_ state: ConsoleState) -> StyledLine {
        guard let other = state.comparison, state.list?.detail == nil else { return list.title(state) }
        return list.title(state)
            + StyledLine([
                Span("  here: ", .muted), Span(state.session.profile), Span("  there: ", .muted), Span(other),
            ])
    }

    func foot(_ state: ConsoleState) -> StyledLine { list.foot(state) }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        list.press(at: point, state, size: size)
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? { list.draw(state, on: canvas) }
}
