import ConsoleState
import SisenseClient
import TerminalKit

/// The blocks of Home about what needs attention and what was changed.
extension HomeView {
    static func heading(_ text: String, _ rest: String = "") -> StyledLine {
        StyledLine([Span(text, .heading)] + (rest.isEmpty ? [] : [Span("  \(rest)", .muted)]))
    }

    /// As many names as fit, and the number of the others: `Emil Roth, Hana Sato, +2`.
    static func excerpt(_ names: [String], width: Int) -> String {
        var text = ""
        for (index, name) in names.enumerated() {
            let next = text.isEmpty ? name : "\(text), \(name)"
            let rest = names.count - index - 1
            let end = rest > 0 ? ", +\(rest)" : ""
            if TextWidth.cells(of: next + end) > width {
                guard !text.isEmpty else { return "\(name.truncated(to: max(width - end.count, 1)))\(end)" }
                return "\(text), +\(names.count - index)"
            }
            text = next
        }
        return text
    }

    // MARK: What needs attention

    /// Cells that the titles of findings take where they are not longer.
    private static let titleWidth = 28
    /// Cells below which names have a line of their own.
    private static let leastNames = 16

    static func attention(_ state: ConsoleState, _ width: Int) -> Block {
        let findings = state.allFindings
        let list = state.lists[.lint]
        if findings.isEmpty, list?.load.value == nil, let last = state.home.visits.last, !last.findings.isEmpty {
            return remembered(last, state, width)
        }
        let lines = findings.flatMap { Self.lines(of: $0, width) }
        return Block(
            title: heading("Needs attention", findings.isEmpty ? "" : "\(findings.count)"),
            lines: lines.isEmpty ? [state.attentionNote] : lines,
            sum: Line(
                text: heading("Needs attention") + "  "
                    + StyledLine(excerpt(findings.map(\.title), width: width - 18)), opening: [.paneOpened(.lint)]),
            more: [.paneOpened(.lint)])
    }

    /// What was found in the last visit, until it is looked for again.
    private static func remembered(_ last: ShownHome, _ state: ConsoleState, _ width: Int) -> Block {
        let title = heading("Needs attention", "\(last.findings.count) as of \(state.home.visits.baseTime)")
        let lines = last.findings.map { line in
            Line(
                sign: Span(line.severity.sign, .muted),
                text: StyledLine(
                    "\(line.title.padded(to: titleWidth))  \(excerpt(line.names, width: width - titleWidth - 2))",
                    Style(.muted)))
        }
        return Block(title: title, lines: lines, sum: Line(text: title))
    }

    private static func lines(of finding: Finding, _ width: Int) -> [Line] {
        let title = finding.title
        let taken = max(TextWidth.cells(of: title), titleWidth) + 2
        let sign = Span(finding.severity.sign, finding.severity.role)
        let room = width - taken
        guard room < leastNames else {
            let names = Span(excerpt(finding.names, width: room), .muted)
            let padding = String(repeating: " ", count: taken - TextWidth.cells(of: title))
            let text = StyledLine([Span(title), Span(padding), names])
            return [Line(sign: sign, text: text, opening: finding.opening, finding: finding)]
        }
        let names = StyledLine("  " + excerpt(finding.names, width: width - 2), Style(.muted))
        return [
            Line(sign: sign, text: StyledLine(title), opening: finding.opening, finding: finding), Line(text: names),
        ]
    }

    // MARK: What others have changed

    static func news(_ state: ConsoleState, _ width: Int) -> Block {
        let visits = state.home.visits
        let title = heading("Since your last visit" + (visits.baseTime.isEmpty ? "" : ", \(visits.baseTime)"))
        let news = visits.news ?? []
        guard !news.isEmpty else {
            let line = Line(text: StyledLine(emptyNews(state), Style(.muted)))
            return Block(title: title, lines: [line], sum: Line(text: title + "  " + line.text))
        }
        return Block(title: title, lines: news.map { line(of: $0, width) }, sum: sum(of: news, title))
    }

    private static func emptyNews(_ state: ConsoleState) -> String {
        let visits = state.home.visits
        if visits.news != nil { return "Nothing has changed" }
        if !visits.problem.isEmpty { return visits.problem }
        if visits.baseTime.isEmpty { return "No earlier visit is kept" }
        return visits.current == nil ? "Compared once all is read" : "That visit was as another user"
    }

    private static func line(of news: News, _ width: Int) -> Line {
        let title = news.title.padded(to: 14)
        let details = excerpt(news.details, width: width - TextWidth.cells(of: title) - 2)
        return Line(
            sign: Span(news.sign.rawValue, news.sign.role),
            text: StyledLine([Span(title), Span("  "), Span(details, .muted)]), opening: news.opening)
    }

    private static func sum(of news: [News], _ title: StyledLine) -> Line {
        let parts = [News.Sign.added, .removed, .changed].flatMap { sign -> [Span] in
            let count = news.filter { $0.sign == sign }.count
            return count == 0 ? [] : [Span("  \(sign.rawValue) \(count)", sign.role)]
        }
        return Line(text: title + StyledLine(parts), opening: news.first { !$0.opening.isEmpty }?.opening ?? [])
    }

    // MARK: What was changed from here

    static func changes(_ state: ConsoleState, _ width: Int) -> Block {
        let changes = state.home.changes
        let title = heading("Changed from this console")
        let open = changes.count(where: \.isOpen)
        let note = open == 0 ? "\(changes.isEmpty ? "nothing yet" : "")" : "? \(open) outcome not known"
        let lines = changes.map { change in
            let note =
                change.isOpen ? "outcome not known" : state.home.visits.isUnpublished(change) ? "not published yet" : ""
            let text = "\(change.when.padded(to: 7))\(change.title)"
            let room = width - TextWidth.cells(of: note) - 2
            return Line(
                sign: change.sign(isUnpublished: !note.isEmpty),
                text: StyledLine([Span(text.padded(to: max(room, 1))), Span("  \(note)", .warning)]),
                opening: [.paneOpened(.audit), .list(.audit, .recordOpened(change.id, title: change.title))])
        }
        return Block(
            title: title, lines: lines.isEmpty ? [Line(text: StyledLine("Nothing yet", Style(.muted)))] : lines,
            sum: Line(
                text: title + StyledLine("  \(note)", Style(open > 0 ? .warning : .muted)),
                opening: changes.isEmpty ? [] : [.paneOpened(.audit)]))
    }
}

extension HomeChange {
    fileprivate func sign(isUnpublished: Bool) -> Span {
        if isOpen { return Span("?", .warning) }
        return switch ChangeOutcome.Word(rawValue: outcome) {
        case .done: isUnpublished ? Span("!", .warning) : Span("✓", .ok)
        case .refused, .notSent: Span("x", .error)
        case .notKnown: Span("?", .muted)
        case nil: Span("·", .muted)
        }
    }
}

extension ConsoleState {
    /// The line that stands where there are no findings.
    fileprivate var attentionNote: HomeView.Line {
        guard let list = lists[.lint] else { return HomeView.Line(text: StyledLine()) }
        return switch list.load {
        case .notStarted, .loading:
            HomeView.Line(text: StyledLine(list.progress.isEmpty ? "checking" : list.progress, Style(.muted)))
        case .failed(let error): HomeView.Line(sign: Span("x", .error), text: StyledLine(error.message, Style(.error)))
        case .stopped: HomeView.Line(text: StyledLine("not checked: loading was stopped", Style(.muted)))
        case .loaded: HomeView.Line(text: StyledLine("No problems found", Style(.ok)))
        }
    }
}

extension Finding.Severity {
    fileprivate var sign: String {
        switch self {
        case .critical: "x"
        case .major: "!"
        case .minor: "·"
        }
    }

    fileprivate var role: TerminalKit.Role {
        switch self {
        case .critical: .error
        case .major: .warning
        case .minor: .muted
        }
    }
}

extension News {
    /// The actions that lead to its records; none where they are gone.
    fileprivate var opening: [ConsoleAction] {
        guard let first = ids.first else { return [] }
        guard kind == .settings else {
            return [.paneOpened(kind.pane), .list(kind.pane, .recordsChosen(RecordSelection(title, ids)))]
        }
        let hasList = SettingsDocument(rawValue: first.description) != nil
        return hasList
            ? [.paneOpened(.settings), .list(.settings, .recordOpened(first, title: title))] : [.paneOpened(.security)]
    }
}

extension News.Sign {
    fileprivate var role: TerminalKit.Role {
        switch self {
        case .added: .added
        case .removed: .removed
        case .changed: .changed
        }
    }
}
