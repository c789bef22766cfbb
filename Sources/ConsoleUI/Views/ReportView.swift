import ConsoleState
import SisenseClient
import TerminalKit

/// The outcome for each of several records, while they are sent and afterwards.
struct ReportView {
    private let title: String
    private let results: PlanResults
    /// Nil while they are sent: the row that is sent now is in sight.
    private let scroll: Scroll?
    private let isStopping: Bool

    init(_ report: WriteReport) {
        (title, results, scroll, isStopping) = (report.title, report.results, report.scroll, false)
    }

    /// A change that is being sent.
    init(_ confirmation: Confirmation) {
        (title, results, scroll) = (confirmation.title, confirmation.results, nil)
        isStopping = confirmation.progress == .sending(isStopping: true)
    }

    /// Rows in sight.
    static func rows(in layout: ConsoleLayout) -> Int { max(layout.dialog.height - 5 - reasonRows, 1) }

    /// Lines for what there is to say about the row under the cursor, and the one above them.
    private static let reasonRows = 3

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let rows = min(Self.rows(in: layout), results.plans.count)
        let place = layout.dialog(Size(layout.dialog.width, rows + 5 + Self.reasonRows))
        let window = canvas.sub(place).on(.overlay)
        window.fill()
        let inside = window.box(
            title: StyledLine(title, Style(.heading)), footer: footer,
            style: Style(results.failedCount + results.unknownCount > 0 ? .error : .focus))
        ProgressView(
            scroll == nil ? "Sending" : "Done", done: results.doneCount, of: results.plans.count, hint: summary
        ).draw(on: inside)
        let list = inside.inset(top: 2, bottom: Self.reasonRows)
        let cursor = table(rows: rows).draw(on: list)
        drawReason(on: inside.inset(left: 1, top: inside.height - Self.reasonRows + 1, right: 1))
        return cursor.map { canvas.place($0, of: list) }
    }

    private func drawReason(on canvas: Canvas) {
        guard let row = scroll?.cursor, results.states.indices.contains(row) else { return }
        let reason = StyledLine(results.states[row].text.reason, Style(.error))
        for (y, line) in reason.wrapped(to: canvas.width).prefix(canvas.height).enumerated() {
            canvas.put(line, at: Point(0, y), maxWidth: canvas.width)
        }
    }

    private var summary: StyledLine {
        let isOver = scroll != nil
        let parts = [
            results.unknownCount > 0 ? Span("\(results.unknownCount) not known", .error) : nil,
            results.failedCount > 0 ? Span("\(results.failedCount) failed", .error) : nil,
            isOver && results.unsentCount > 0 ? Span("\(results.unsentCount) not sent", .warning) : nil,
        ].compactMap(\.self)
        return StyledLine(Array(parts.map { [$0] }.joined(separator: [Span(", ", .muted)])))
    }

    private var footer: StyledLine {
        if isStopping { return StyledLine("stopping: no more is sent", Style(.warning)) }
        if let scroll { return StyledLine("\(scroll.cursor + 1)/\(results.plans.count)", Style(.muted)) }
        return StyledLine("\(key: .cancelWrite) stops: what is under way is cut off", Style(.muted))
    }

    private static let columns = [
        TableView.Column("result", title: "RESULT", minWidth: 9, usualWidth: 9, priority: 9),
        TableView.Column("change", title: "CHANGE", minWidth: 16, usualWidth: 40, maxWidth: 80, priority: 8),
        TableView.Column("reason", title: "WHY", minWidth: 12, usualWidth: 20, maxWidth: 200, priority: 7),
    ]

    private func table(rows: Int) -> TableView {
        let count = results.plans.count
        var now = Scroll()
        now.place(at: results.plans.count - results.unsentCount, count: count)
        let view = scroll ?? now
        var table = TableView(
            columns: Self.columns, rowCount: count, top: view.top(count: count, page: rows), cursor: view.cursor
        ) { row, column in
            let result = results.states[row].text
            switch Self.columns[column].id {
            case "result": return TableView.Entry(result.word, Style(role(of: results.states[row])))
            case "change": return TableView.Entry(results.plans[row].title)
            default: return TableView.Entry(result.reason)
            }
        }
        table.hasFocus = scroll != nil
        return table
    }

    private func role(of state: PlanResults.State) -> TerminalKit.Role {
        switch state {
        case .unsent: .muted
        case .sending: .accent
        case .done: .ok
        case .failed, .notKnown: .error
        }
    }
}
