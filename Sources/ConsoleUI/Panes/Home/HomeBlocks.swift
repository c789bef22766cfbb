import ConsoleState
import SisenseClient
import TerminalKit

/// The blocks of Home about what needs attention and what was changed.
extension HomeView {
    static func heading(_ text: String, _ rest: String = "") -> StyledLine {
        StyledLine([Span(text, .heading)] + (rest.isEmpty ? [] : [Span("  \(rest)", .muted)]))
    }

    /// As many names as fit, and the number of the others: `Emil Roth, Hana Sato, +2`.
    /// - Parameter count: The number of all, where `names` are only the first.
    static func excerpt(_ names: [String], of count: Int? = nil, width: Int) -> String {
        let count = count ?? names.count
        var text = ""
        for (index, name) in names.enumerated() {
            let next = text.isEmpty ? name : "\(text), \(name)"
            let rest = count - index - 1
            let end = rest > 0 ? ", +\(rest)" : ""
            if TextWidth.cells(of: next + end) > width {
                guard !text.isEmpty else { return "\(name.truncated(to: max(width - end.count, 1)))\(end)" }
                return "\(text), +\(count - index)"
            }
            text = next
        }
        return count > names.count ? "\(text), +\(count - names.count)" : text
    }

    // MARK: What needs attention

    /// Cells that the titles of findings take where they are not longer.
    private static let titleWidth = 28

    static func attention(_ state: ConsoleState, _ width: Int) -> Block {
        let findings = state.allFindings
        // What the last visit found stays, muted, until this one has looked for it.
        let last = state.lists[.lint]?.loadedAt == nil ? state.home.visits.last : nil
        let found = Set(findings.map(\.rule))
        let old = last?.findings.filter { !found.contains($0.rule) } ?? []
        let count = findings.count + old.count
        let age = old.isEmpty ? "" : " as of \(state.home.visits.baseTime)"
        let since = state.home.visits.since
        let lines =
            findings.flatMap { Self.lines(of: $0, since: since[$0.id]?.text ?? "", width) }
            + old.map { line(of: $0, width) }
        return Block(
            title: heading("Needs attention", count == 0 ? "" : "\(count)\(age)"),
            lines: lines.isEmpty ? [state.attentionNote] : lines,
            sum: Line(
                text: heading("Needs attention") + "  "
                    + StyledLine(excerpt(findings.map(\.title), width: width - 18)), opening: { [.paneOpened(.lint)] }),
            more: { [.paneOpened(.lint)] })
    }

    private static func line(of line: ShownHome.Line, _ width: Int) -> Line {
        let start = line.title.padded(to: max(titleWidth, TextWidth.cells(of: line.title))) + "  "
        let names = excerpt(line.names, width: width - TextWidth.cells(of: start))
        return Line(
            sign: Span(line.rule.severity.sign, .muted), text: StyledLine("\(start)\(names)", Style(.muted)))
    }

    private static func lines(of finding: Finding, since: String, _ width: Int) -> [Line] {
        let title = finding.title
        let taken = max(TextWidth.cells(of: title), titleWidth) + 2
        let sign = Span(finding.severity.sign, finding.severity.role)
        let room = width - taken
        let fits = finding.names.first.map { TextWidth.cells(of: $0) <= room } ?? true
        guard !fits else {
            let names = Span(excerpt(finding.names, of: finding.count, width: room), .muted)
            let padding = String(repeating: " ", count: taken - TextWidth.cells(of: title))
            let text = Self.dated(StyledLine([Span(title), Span(padding), names]), since: since, width)
            return [
                Line(
                    sign: sign, text: text, opening: { finding.opening }, finding: finding,
                    record: finding.id.description)
            ]
        }
        let names = StyledLine("  " + excerpt(finding.names, of: finding.count, width: width - 2), Style(.muted))
        return [
            Line(
                sign: sign, text: dated(StyledLine(title), since: since, width), opening: { finding.opening },
                finding: finding, record: finding.id.description),
            Line(text: names),
        ]
    }

    /// The line of a finding with the time it was found first, at the right end where there is room.
    private static func dated(_ line: StyledLine, since: String, _ width: Int) -> StyledLine {
        let text = "since \(since)"
        let room = width - line.width - TextWidth.cells(of: text)
        guard !since.isEmpty, room >= 2 else { return line }
        return line + StyledLine([Span(String(repeating: " ", count: room)), Span(text, .muted)])
    }

    // MARK: What others have changed

    static func news(_ state: ConsoleState, _ width: Int) -> Block {
        let visits = state.home.visits
        let title = heading("Since your last visit" + (visits.baseTime.isEmpty ? "" : ", \(visits.baseTime)"))
        let news = visits.news ?? []
        let snapshot = visits.snapshotNews.map { [line(of: $0, width)] } ?? []
        let kept = visits.snapshotNews?.names.isEmpty == false ? snapshot : []
        guard !news.isEmpty else {
            let line = Line(text: StyledLine(emptyNews(state), Style(.muted)))
            return Block(
                title: title, lines: [line] + snapshot, sum: Line(text: title + "  " + line.text), kept: kept)
        }
        return Block(
            title: title, lines: news.map { line(of: $0, width) } + snapshot, sum: sum(of: news, title, width),
            kept: kept)
    }

    /// What differs from the last snapshot: its own way to look at it, line by line.
    private static func line(of news: SnapshotNews, _ width: Int) -> Line {
        let start = "since snapshot \(news.snapshot)  "
        guard !news.names.isEmpty else {
            return Line(sign: Span(" "), text: StyledLine(start + "nothing differs", Style(.muted)))
        }
        let count = "\(counted(news.names.count, "line")): "
        let names = excerpt(news.names, width: width - TextWidth.cells(of: start + count))
        return Line(
            sign: Span(News.Sign.changed.rawValue, News.Sign.changed.role),
            text: StyledLine([Span(start), Span(count + names, .muted)]), opening: { news.opening },
            record: "snapshot")
    }

    private static func emptyNews(_ state: ConsoleState) -> String {
        let visits = state.home.visits
        if visits.news != nil { return "Nothing has changed" }
        if !visits.problem.isEmpty { return visits.problem }
        if visits.baseTime.isEmpty { return "No earlier visit is kept" }
        return visits.current == nil ? "Compared once all is read" : "That visit was as another user"
    }

    private static func line(of news: News, _ width: Int) -> Line {
        let title = news.title.padded(to: max(14, TextWidth.cells(of: news.title)))
        let details = excerpt(news.details, width: width - TextWidth.cells(of: title) - 2)
        return Line(
            sign: Span(news.sign.rawValue, news.sign.role),
            text: StyledLine([Span(title), Span("  "), Span(details, .muted)]),
            opening: news.ids.isEmpty ? nil : { news.opening },
            record: "\(news.sign.rawValue)\(news.title)")
    }

    /// As many of the changes as there is room for, and the number of the others; where there is room for none, the
    /// numbers of each kind.
    private static func sum(of all: [News], _ title: StyledLine, _ width: Int) -> Line {
        let count = all.count
        var text = title
        for (index, news) in all.enumerated() {
            let next = StyledLine([Span("   \(news.sign.rawValue) ", news.sign.role), Span(news.title)])
            let isLast = index == count - 1
            guard text.width + next.width + (isLast ? 0 : restWidth) <= width else {
                text = text + (index == 0 ? counts(of: all) : StyledLine("   +\(count - index)", Style(.muted)))
                break
            }
            text = text + next
        }
        return Line(text: text, opening: all.first { !$0.ids.isEmpty }.map { first in { first.opening } })
    }

    private static func counts(of news: [News]) -> StyledLine {
        StyledLine(
            [News.Sign.added, .removed, .changed].flatMap { sign -> [Span] in
                let count = news.count { $0.sign == sign }
                return count == 0 ? [] : [Span("  \(sign.rawValue) \(count)", sign.role)]
            })
    }

    /// Cells of the number of those that have no room.
    private static let restWidth = 7

    // MARK: What was changed from here

    static func changes(_ state: ConsoleState, _ width: Int) -> Block {
        let changes = state.home.changes
        let title = heading("Changed from this console")
        let open = changes.count(where: \.isOpen)
        let count = state.home.changeCount ?? .exactly(changes.count)
        let last = changes.first.map { "\(count.text(of: "changes")), the last: \($0.title)" } ?? "nothing yet"
        let note = open == 0 ? last : "? \(open) outcome not known"
        let lines = changes.map { change in
            let note =
                change.isOpen ? "outcome not known" : state.home.visits.isUnpublished(change) ? "not published yet" : ""
            let text = "\(change.when.padded(to: 7))\(change.title)"
            let room = width - TextWidth.cells(of: note) - 2
            return Line(
                sign: change.sign(isUnpublished: !note.isEmpty),
                text: StyledLine([Span(text.padded(to: max(room, 1))), Span("  \(note)", .warning)]),
                opening: { [.paneOpened(.audit), .list(.audit, .recordOpened(change.id, title: change.title))] },
                record: change.id.description)
        }
        return Block(
            title: title, lines: lines.isEmpty ? [Line(text: StyledLine("Nothing yet", Style(.muted)))] : lines,
            sum: Line(
                text: title + StyledLine("  \(note)", Style(open > 0 ? .warning : .muted)),
                opening: changes.isEmpty ? nil : { [.paneOpened(.audit)] }))
    }
}

extension HomeChange {
    fileprivate func sign(isUnpublished: Bool) -> Span {
        if isOpen { return Span("?", .warning) }
        return switch outcome {
        case .done: isUnpublished ? Span("!", .warning) : Span("✓", .ok)
        case .refused, .notSent: Span("x", .error)
        case .notKnown: Span("?", .muted)
        case .sending, .failed, .damaged: Span("·", .muted)
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
            ? [.paneOpened(.settings), .list(.settings, .recordOpened(first, title: title))] : [.paneOpened(.cors)]
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
