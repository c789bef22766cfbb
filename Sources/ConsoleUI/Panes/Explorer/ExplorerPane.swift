import ConsoleState
import TerminalKit

/// Every operation of the API, or the answer to a call on top of them.
struct ExplorerPane: Pane {
    let id = PaneID.api
    let commands = Command.operations

    private let list = ListPane(
        id: .api,
        commands: [],
        columns: [
            TableView.Column("method", title: "METHOD", minWidth: 7, idealWidth: 8, priority: 9),
            TableView.Column("path", title: "PATH", minWidth: 28, idealWidth: 44, grows: true, priority: 9),
            TableView.Column("danger", title: "CLASS", minWidth: 6, idealWidth: 6, priority: 7),
            TableView.Column("group", title: "GROUP", minWidth: 10, idealWidth: 16, priority: 4),
            TableView.Column("summary", title: "WHAT IT DOES", minWidth: 18, idealWidth: 30, grows: true, priority: 6),
        ],
        look: { cell in
            if cell("group") == "kept" { return TableView.RowLook(role: .accent, sign: "*") }
            switch cell("danger") {
            case "D": return TableView.RowLook(role: .error, sign: "!")
            case "C": return TableView.RowLook(role: .warning)
            default: return TableView.RowLook()
            }
        })

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        self.list.mostSkippedColumns(of: list, width: width)
    }

    func title(_ state: ConsoleState) -> StyledLine {
        state.shownAnswer.map { StyledLine($0.title, Style(.heading)) } ?? list.title(state)
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        guard state.shownAnswer != nil else { return list.foot(state) }
        return state.jsonTree.map { JSONTreeView($0).foot } ?? StyledLine()
    }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        state.shownAnswer == nil ? list.press(at: point, state, size: size) : []
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        guard state.shownAnswer != nil else { return list.draw(state, on: canvas) }
        return state.jsonTree.flatMap { JSONTreeView($0).draw(on: canvas) }
    }
}
