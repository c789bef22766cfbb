import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The content of the blocks of Home.
extension HomeView {
    private static let labelWidth = 14

    private static func row(_ label: String, _ spans: [Span], _ target: PaneID? = nil) -> Line {
        Line(text: StyledLine([Span(label.padded(to: labelWidth), .muted)] + spans), target: target)
    }

    private static func waiting<Value>(_ label: String, _ part: Loadable<Value, APIError>, _ target: PaneID?) -> Line? {
        switch part {
        case .notStarted, .loading, .stopped: row(label, [Span("reading", .muted)], target)
        case .failed(let error): row(label, [Span("x \(error.message)", .error)], target)
        case .loaded: nil
        }
    }

    /// The server, the user logged in there, and the status of the server.
    static func server(_ state: ConsoleState) -> Block {
        var lines = [row("Address", [Span(state.session.client.server.description, .accent)])]
        if case .ready(let user) = state.session.phase { lines.append(row("You are", [Span(user.label)])) }
        if let line = waiting("Status", state.home.application, .application) { lines.append(line) }
        if let status = state.home.application.value {
            lines.append(row("Sisense", [Span(status.version ?? "of unknown version")], .application))
            lines.append(
                row("Status", [hasLicenceEnded(state) ? Span("x licence ended", .error) : Span("ok", .ok)]))
        }
        return Block(title: "Server", lines: lines)
    }

    /// True when the server says so, or the last day is over.
    private static func hasLicenceEnded(_ state: ConsoleState) -> Bool {
        if state.home.application.value?.isLicenceExpired == true { return true }
        guard let expires = state.home.licence.value?.expires, let now = state.home.openedAt else { return false }
        return expires.date < now
    }

    /// The day the licence expires, and the number of seats of each kind that are taken.
    static func licence(_ state: ConsoleState, _ glyphs: Glyphs) -> Block {
        if let line = waiting("Seats", state.home.licence, .licence) { return Block(title: "Licence", lines: [line]) }
        guard let licence = state.home.licence.value else { return Block(title: "Licence", lines: []) }
        let trial = licence.isTrial ? [Span("  trial", .warning)] : []
        return Block(
            title: "Licence",
            lines: [row("Expires", expiry(of: licence, state.home.openedAt) + trial, .licence)]
                + licence.seats.map { seats in
                    row(seats.kind, bar(seats.used, of: seats.limit, glyphs))
                })
    }

    /// The last day, in colour once it comes near.
    private static func expiry(of licence: Licence, _ now: Date?) -> [Span] {
        guard let expires = licence.expires else { return [Span("unknown", .muted)] }
        let day = String(expires.description.prefix(10))
        guard let now else { return [Span(day)] }
        let days = Int((expires.date.timeIntervalSince(now) / 86_400).rounded(.down))
        let (role, text): (TerminalKit.Role, String) =
            days < 0
            ? (.error, "  x ended") : days < 30 ? (.warning, "  ! in \(days) days") : (.muted, "  in \(days) days")
        return [Span(day), Span(text, role)]
    }

    /// The share of a limit that is used: a bar, the numbers, and a word once it gets tight.
    private static func bar(_ used: Int, of limit: Int?, _ glyphs: Glyphs) -> [Span] {
        guard let limit, limit > 0 else { return [Span("\(used)"), Span(" in use, limit unknown", .muted)] }
        let share = Double(used) / Double(limit)
        let (role, word): (TerminalKit.Role, String) =
            share >= 1 ? (.error, "  x none left") : share >= 0.9 ? (.warning, "  ! almost all") : (.ok, "")
        return Gauge(used, of: limit).line(width: 12, role, glyphs).spans
            + [Span(" \(used) of \(limit)"), Span(word, role)]
    }

    /// The number of records of each kind.
    static func counts(_ state: ConsoleState) -> Block {
        let lines = HomeState.counted.map { pane in
            row(pane.title, state.lists[pane].map(count) ?? [], pane)
        }
        return Block(title: "Totals", lines: lines)
    }

    private static func count(_ list: ListState) -> [Span] {
        let count = "\(list.table.total)"
        return switch list.load {
        case .notStarted: [Span("not loaded", .muted)]
        case .loading: list.table.total == 0 ? [Span("reading", .muted)] : [Span(count), Span(" so far", .muted)]
        case .loaded where !list.shortfall.isEmpty: [Span(count), Span(" or more; may be incomplete", .warning)]
        case .loaded: [Span(count)]
        case .failed(let error): [Span("x \(error.message)", .error)]
        case .stopped: [Span(count), Span(" or more; loading was stopped", .warning)]
        }
    }

    /// The last requests of this session that failed.
    static func failures(_ state: ConsoleState) -> Block {
        guard !state.home.failures.isEmpty else {
            return Block(
                title: "Failed requests",
                lines: [Line(text: StyledLine("none in this session", Style(.muted)), target: .trace)])
        }
        let lines = state.home.failures.map { trace in
            let outcome = trace.status.map(String.init) ?? "failed"
            return Line(text: StyledLine([Span(outcome.padded(to: 8), .error), Span(trace.line)]), target: .trace)
        }
        return Block(title: "Failed requests", lines: lines)
    }

    /// The last errors of this session.
    static func messages(_ state: ConsoleState) -> Block {
        let errors = state.messages.all.map(\.message).filter { $0.level == .error }.suffix(5).reversed()
        let lines = errors.map { Line(text: StyledLine("x \($0.text)", Style(.error))) }
        return Block(
            title: "Errors",
            lines: lines.isEmpty ? [Line(text: StyledLine("none in this session", Style(.muted)))] : lines)
    }
}

extension HomeView {
    /// The first findings in the order they came: the gravest kinds are looked for first. Before anybody has had the
    /// whole server looked through, those in its settings.
    static func findings(_ state: ConsoleState) -> Block {
        let lines: [Line]
        if let list = state.lists[.lint], list.isLoading || list.loadedAt != nil {
            lines = findings(list)
        } else {
            switch state.home.findings {
            case .notStarted, .loading, .stopped: lines = [note("looking", .muted)]
            case .failed(let error): lines = [note("x \(error.message)", .error)]
            case .loaded(let findings):
                let rest = "accounts, dashboards: not checked; \(key: .openFinding) checks"
                lines = findings.prefix(shownFindings).map(row) + [note(rest, .muted)]
            }
        }
        return Block(title: "Findings", lines: lines)
    }

    private static let shownFindings = 8

    private static func findings(_ list: ListState) -> [Line] {
        let count = list.table.total
        let rows = (0..<min(count, shownFindings)).compactMap { list.table.id(at: $0).flatMap(FindingRow.finding) }
        let rest = count > shownFindings ? [note("and \(count - shownFindings) more", .muted)] : []
        let outcome: [Line] =
            switch list.load {
            case .loading: [note("looking", .muted)]
            case .failed(let error): [note("x \(error.message)", .error)]
            case .loaded where count == 0: [note("no problems found", .ok)]
            case .notStarted, .loaded, .stopped: []
            }
        return rows.map(row) + rest + outcome
    }

    private static func row(_ finding: Finding) -> Line {
        let role: TerminalKit.Role = finding.severity == .critical ? .error : .warning
        let text = StyledLine([Span("! \(finding.rule.title)", role), Span("  \(finding.subject)")])
        return Line(text: text, target: .lint)
    }

    private static func note(_ text: String, _ role: TerminalKit.Role) -> Line {
        Line(text: StyledLine([Span(text, role)]), target: .lint)
    }
}
