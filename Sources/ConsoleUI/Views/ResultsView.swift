import ConsoleState
import SisenseClient
import TerminalKit

/// The results of a run, record by record, and the outcomes so far of one that is being sent.
struct ResultsView {
    private let title: String
    private let results: PlanResults
    private let session: SessionState
    /// The lines in their order; nil while it is sent: those are the plans in theirs, and the one that is sent now is in
    /// sight.
    private let rows: [ResultRow]?
    private let scroll: Scroll
    private let span: RunResults.Span?
    private let isStopping: Bool

    init(_ run: RunResults, session: SessionState) {
        (title, results, rows, scroll, span) = (run.title, run.results, run.rows, run.scroll, run.span)
        (self.session, isStopping) = (session, false)
    }

    /// A run that is being sent.
    init(_ confirmation: Confirmation, session: SessionState) {
        (title, results, rows, span) = (confirmation.title, confirmation.results, nil, nil)
        var now = Scroll()
        now.place(at: results.plans.count - results.unsentCount, count: results.plans.count)
        (self.session, scroll) = (session, now)
        isStopping = confirmation.progress == .sending(isStopping: true)
    }

    // MARK: Layout

    /// Lines for what there is to say about the line under the cursor.
    private static func noteRows(in layout: ConsoleLayout) -> Int { layout.headingRows == 0 ? 2 : 3 }

    /// Lines in sight: what the frame, the numbers, the titles of the columns and the note leave.
    static func rows(in layout: ConsoleLayout) -> Int {
        max(layout.dialogs.height - 3 - layout.headingRows - noteRows(in: layout), 1)
    }

    private static let widest = 110

    private var count: Int { rows?.count ?? results.plans.count }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let shown = min(Self.rows(in: layout), count)
        let notes = Self.noteRows(in: layout)
        let size = Size(layout.dialogWidth(Self.widest), shown + 3 + layout.headingRows + notes)
        let window = canvas.sub(layout.dialog(size)).on(.overlay)
        window.fill()
        let style = Style(results.failedCount + results.unknownCount > 0 ? .error : .focus)
        let inside = window.box(
            title: heading(width: size.width), footer: footer, below: below(shown: shown), style: style)
        drawPlace(on: window)
        drawSummary(on: inside)
        let list = inside.inset(top: 1, bottom: notes)
        let cursor = table(shown: shown, layout).draw(on: list)
        // Apart from the lines, where there is room.
        let gap = layout.headingRows
        drawNote(on: inside.inset(left: 1, top: inside.height - notes + gap, right: 1))
        return cursor.map { canvas.place($0, of: list) }
    }

    // MARK: The frame

    /// The server, at its own end of the border.
    private var position: StyledLine {
        let name = [session.purpose?.title, session.profile].compactMap(\.self).joined(separator: " ")
        return StyledLine(" \(name) ", Style(session.isProduction ? .danger : .accent))
    }

    private func heading(width: Int) -> StyledLine {
        StyledLine(title.truncated(to: max(width - position.width - 10, 10)), Style(.heading))
    }

    private func drawPlace(on window: Canvas) {
        window.put(
            position, at: Point(max(window.width - position.width - 2, 2), 0), maxWidth: max(window.width - 4, 0))
    }

    private var footer: StyledLine {
        guard isStopping else { return StyledLine() }
        return StyledLine("no more is sent; again cuts off what is under way", Style(.warning))
    }

    private func below(shown: Int) -> Int {
        rows == nil ? 0 : count - shown - scroll.top(count: count, page: shown)
    }

    private func drawSummary(on inside: Canvas) {
        let line = inside.inset(left: 1, right: 1)
        guard rows != nil else {
            ProgressView("Sending", done: results.doneCount, of: results.plans.count, hint: troubles).draw(on: line)
            return
        }
        let done = StyledLine([Span("\(results.doneCount) of \(results.plans.count) done", .ok)])
        line.put(done + (troubles.width > 0 ? StyledLine("   ") + troubles : ""), at: .zero, maxWidth: line.width)
        guard let span else { return }
        let time = StyledLine("\(span.began), \(span.seconds) s", Style(.muted))
        let start = line.width - time.width
        if start > done.width + troubles.width + 5 { line.put(time, at: Point(start, 0)) }
    }

    /// The outcomes that are not what was wanted, with their numbers.
    private var troubles: StyledLine {
        let notSent = rows == nil ? 0 : results.notSentCount
        let parts = [
            results.refusedCount > 0 ? Span("\(results.refusedCount) refused", .error) : nil,
            results.unknownCount > 0 ? Span("\(results.unknownCount) not known", .error) : nil,
            notSent > 0 ? Span("\(notSent) not sent", .warning) : nil,
        ].compactMap(\.self)
        return StyledLine(Array(parts.map { [$0] }.joined(separator: [Span("   ")])))
    }

    // MARK: The records

    private var columns: [TableView.Column] {
        // A shared reason begins with the number of those it is the reason for.
        let name = min(max(results.nameWidth { TextWidth.cells(of: $0) } + 2, 16), 40)
        return [
            TableView.Column("record", title: "RECORD", minWidth: 16, usualWidth: name, priority: 9, isName: true),
            TableView.Column("result", title: "RESULT", minWidth: 20, usualWidth: 40, maxWidth: 200, priority: 8),
        ]
    }

    private func row(_ index: Int) -> ResultRow { rows?[index] ?? .record(index, isBelowReason: false) }

    private func table(shown: Int, _ layout: ConsoleLayout) -> TableView {
        var table = TableView(
            columns: columns, rowCount: count, top: scroll.top(count: count, page: shown), cursor: scroll.cursor
        ) { index, column in
            switch row(index) {
            case .reason(let word, let reason, let count):
                TableView.Entry(column == 0 ? "\(count) \(word.rawValue)" : reason, Style(Self.role(of: word)))
            case .record(let plan, let isBelowReason):
                column == 0
                    ? TableView.Entry((isBelowReason ? "  " : "") + results.name(at: plan))
                    : TableView.Entry(isBelowReason ? "" : text(of: plan))
            }
        }
        table.look = { index in
            guard case .record(let plan, _) = row(index) else { return TableView.RowLook() }
            return TableView.RowLook(role: Self.role(of: results.states[plan]), sign: sign(of: results.states[plan]))
        }
        table.showsHeading = layout.headingRows > 0
        table.hasFocus = rows != nil
        return table
    }

    /// The outcome of a plan in a line: what was changed, or why it was not.
    private func text(of plan: Int) -> String {
        switch results.states[plan] {
        case .unsent where rows == nil: return ""
        case .sending: return "sending"
        case .done: return results.plans[plan].doneText
        case .unsent, .failed, .notKnown:
            let outcome = results.outcome(at: plan)
            return outcome.explanation.isEmpty
                ? outcome.word.rawValue : "\(outcome.word.rawValue): \(outcome.explanation)"
        }
    }

    private func sign(of state: PlanResults.State) -> String? {
        switch state {
        case .unsent, .sending: nil
        case .done: "+"
        case .failed: "x"
        case .notKnown: "?"
        }
    }

    private static func role(of state: PlanResults.State) -> TerminalKit.Role {
        switch state {
        case .unsent: .muted
        case .sending: .accent
        case .done: .plain
        case .failed, .notKnown: .error
        }
    }

    private static func role(of word: ChangeOutcome.Word) -> TerminalKit.Role {
        switch word {
        case .done: .ok
        case .refused, .notKnown: .error
        case .notSent: .warning
        }
    }

    /// The line under the cursor in full.
    private func drawNote(on canvas: Canvas) {
        guard let rows, rows.indices.contains(scroll.cursor) else { return }
        let note: String =
            switch rows[scroll.cursor] {
            case .reason(_, let reason, _): reason
            case .record(let plan, _): "\(results.name(at: plan)): \(text(of: plan))"
            }
        for (y, line) in StyledLine(note, Style(.muted)).wrapped(to: canvas.width).prefix(canvas.height).enumerated() {
            canvas.put(line, at: Point(0, y), maxWidth: canvas.width)
        }
    }
}
