import ConsoleState
import TerminalKit

/// The folders of the server with their dashboards.
struct DashboardTreeView: ListCover {
    private let state: DashboardTreeState
    private let marks: Set<RecordID>

    init(_ state: DashboardTreeState, marks: Set<RecordID>) {
        self.state = state
        self.marks = marks
    }

    var title: StyledLine {
        let count = state.tree.map { " \($0.dashboardCount)" } ?? ""
        let marked = marks.isEmpty ? [] : [Span("  \(marks.count) marked", .marked)]
        return StyledLine([Span("Dashboards in folders", .heading), Span(count)] + marked)
    }

    var footer: StyledLine {
        StyledLine(state.rows.isEmpty ? "" : "\(state.scroll.cursor + 1)/\(state.rows.count)", Style(.muted))
    }

    func draw(on canvas: Canvas) -> Point? {
        switch state.load {
        case .notStarted, .loading, .stopped:
            canvas.put("Reading the folders", at: Point(1, 0), .muted)
            return .zero
        case .failed(let error):
            ErrorText.draw(error, hint: "\(key: .refreshTree) tries again", on: canvas)
            return .zero
        case .loaded:
            let count = state.rows.count
            var view = TreeView(
                rowCount: count, top: state.scroll.top(count: count, page: canvas.height),
                cursor: count == 0 ? nil : state.scroll.cursor, row: row)
            view.emptyText = StyledLine("No folders and no dashboards", Style(.muted))
            return view.draw(on: canvas) ?? .zero
        }
    }

    func press(at point: Point) -> [ConsoleAction] { [] }

    private func row(_ index: Int) -> TreeView.Row {
        guard let node = state.node(at: index) else { return TreeView.Row(level: 0, label: StyledLine()) }
        let level = state.rows[index].level
        let note = StyledLine(node.note, Style(.muted))
        guard node.folder == nil else {
            let isOpen = state.open.contains(node.id)
            return TreeView.Row(
                level: level, isOpen: isOpen, label: StyledLine(node.title, Style(.heading)), note: note)
        }
        let isMarked = marks.contains(node.id)
        let label = StyledLine([Span(isMarked ? "* " : "", .marked), Span(node.title, isMarked ? .marked : .plain)])
        return TreeView.Row(level: level, label: label, note: note)
    }
}
