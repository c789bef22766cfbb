import ConsoleState
import TerminalKit

/// The requests of this session, and how long they took.
struct TracePane: Pane {
    let id = PaneID.trace
    let commands = Command.trace

    private let list = ListPane(
        id: .trace,
        commands: [],
        columns: [
            TableView.Column("time", title: "TIME", minWidth: 10, idealWidth: 10, priority: 8),
            TableView.Column("status", title: "STATUS", minWidth: 7, idealWidth: 7, priority: 9),
            TableView.Column("duration", title: "TOOK", minWidth: 9, idealWidth: 9, priority: 7, alignment: .trailing),
            TableView.Column(
                "received", title: "BYTES", minWidth: 10, idealWidth: 10, priority: 6, alignment: .trailing),
            TableView.Column("request", title: "REQUEST", minWidth: 24, idealWidth: 40, grows: true, priority: 9),
        ],
        look: { cell in
            let isFine = cell("status").hasPrefix("2")
            return isFine ? TableView.RowLook() : TableView.RowLook(role: .error, sign: "x")
        })

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        self.list.mostSkippedColumns(of: list, width: width)
    }

    func title(_ state: ConsoleState) -> StyledLine { list.title(state) }

    func foot(_ state: ConsoleState) -> StyledLine { list.foot(state) }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        // The line of durations takes the last row.
        list.press(at: point, state, size: Size(size.width, size.height - 1))
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        guard let rows = state.lists[id], rows.detail == nil, rows.table.count > 0 else {
            return list.draw(state, on: canvas)
        }
        drawDurations(rows, on: canvas.sub(Rect(0, canvas.height - 1, canvas.width, 1)))
        return list.draw(state, on: canvas.inset(bottom: 1))
    }

    /// How long the newest of the requests shown took, a column each, the newest at the right.
    private func drawDurations(_ rows: ListState, on canvas: Canvas) {
        let label = "   latency "
        let durations = TraceRow.durations(in: rows.table, 0..<max(canvas.width - 30, 1))
        let slowest = durations.max() ?? 0
        canvas.put(label, at: .zero, .muted)
        let width = min(durations.count, max(canvas.width - 30, 0))
        SparklineView(durations.reversed()).draw(on: canvas.sub(Rect(label.count, 0, width, 1)))
        canvas.put("  at most \(slowest) ms", at: Point(label.count + width, 0), .muted)
    }
}
