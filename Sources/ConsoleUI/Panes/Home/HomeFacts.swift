import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The blocks of Home about the server: as it is, or muted as it was at the last visit.
extension HomeView {
    private static let barWidth = 12
    private static let labelWidth = 11

    private static func muted(_ line: StyledLine, if isOld: Bool) -> StyledLine {
        isOld ? StyledLine(line.spans.map { Span($0.text, .muted) }) : line
    }

    /// The line that stands for a block: its name and as many of its parts as fit whole.
    private static func sum(
        _ name: String, _ parts: [StyledLine], width: Int, opens pane: PaneID
    ) -> Line {
        var text = StyledLine(name.padded(to: labelWidth), Style(.heading))
        for part in parts where part.width > 0 && text.width + part.width <= width + gutter - 3 {
            text = text + part + "  "
        }
        return Line(text: text, opening: { [.paneOpened(pane)] })
    }

    // MARK: Server

    static func server(_ state: ConsoleState, _ width: Int, _ glyphs: Glyphs) -> Block {
        let requests = state.home.requests
        var status: [Span] =
            switch state.home.application {
            case .notStarted, .loading, .stopped: [Span(state.home.visits.last?.version ?? "reading", .muted)]
            case .failed(let error): [Span("x \(error.message)", .error)]
            case .loaded(let status): [Span(status.version ?? "version unknown")]
            }
        if state.home.application.value != nil {
            status += hasLicenceEnded(state) ? [Span("  x licence ended", .error)] : [Span("  ok", .ok)]
        }
        let last = requests.durations.last.map { "answers in \($0) ms" } ?? "no answer yet"
        let slowest = requests.durations.max().map { "  slowest \($0)" } ?? ""
        let bars = min(max(width - last.count - slowest.count - 2, 0), barWidth)
        let speed = StyledLine([
            Span("\(last)  ", .muted), Span(sparkline(requests.durations.suffix(bars), glyphs), .accent),
            Span(slowest, .muted),
        ])
        return Block(
            title: heading("Server") + "  " + StyledLine(status),
            lines: [Line(text: speed, opening: { [.paneOpened(.application)] })],
            sum: sum(
                "Server", [StyledLine(status), StyledLine(last, Style(.muted))], width: width, opens: .application))
    }

    private static func sparkline(_ values: ArraySlice<Int>, _ glyphs: Glyphs) -> String {
        let highest = max(values.max() ?? 1, 1)
        return values.map { value in
            let level = Int((Double(value) / Double(highest) * Double(glyphs.levels.count)).rounded(.up))
            return glyphs.levels[max(1, min(level, glyphs.levels.count)) - 1]
        }.joined()
    }

    /// True when the server says so, or the last day is over.
    private static func hasLicenceEnded(_ state: ConsoleState) -> Bool {
        if state.home.application.value?.isLicenceExpired == true { return true }
        guard let expires = state.home.licence.value?.expires, let now = state.home.openedAt else { return false }
        return expires.date < now
    }

    // MARK: Licence

    static func licence(_ state: ConsoleState, _ width: Int, _ glyphs: Glyphs) -> Block {
        let last = state.home.visits.last
        let licence = state.home.licence.value
        let seats = licence?.seats.map(ShownHome.Seats.init) ?? last?.seats ?? []
        let isOld = licence == nil
        var end: [Span] =
            (licence?.expires?.date ?? (isOld ? last?.licenceEnds : nil)).map { expiry(of: $0, state.home.openedAt) }
            ?? []
        if licence?.isTrial == true { end.append(Span("  trial", .warning)) }
        switch state.home.licence {
        case .failed(let error): end = [Span("x \(error.message)", .error)]
        case .notStarted, .loading, .stopped: if end.isEmpty { end = [Span("reading", .muted)] }
        case .loaded: break
        }
        let lines = seats.map { seats in
            Line(
                text: muted(
                    StyledLine([Span(seats.kind.padded(to: labelWidth), .muted)] + bar(seats, glyphs)), if: isOld),
                opening: { [.paneOpened(.licence)] })
        }
        let counts = seats.map { StyledLine("\($0.kind) \(Quantity.count($0.used))\($0.limit.map { "/\(Quantity.count($0))" } ?? "")") }
        return Block(
            title: heading("Licence") + "  " + muted(StyledLine(end), if: isOld), lines: lines,
            sum: sum(
                "Licence", (counts + [StyledLine(end)]).map { muted($0, if: isOld) }, width: width, opens: .licence))
    }

    /// The last day, in colour once it comes near.
    private static func expiry(of date: Date, _ now: Date?) -> [Span] {
        let day = String(Timestamp(date).description.prefix(10))
        guard let now else { return [Span("until \(day)")] }
        let days = Int((date.timeIntervalSince(now) / 86_400).rounded(.down))
        let (role, text): (TerminalKit.Role, String) =
            days < 0
            ? (.error, "  x ended") : days < 30 ? (.warning, "  ! in \(days) days") : (.muted, "  \(days) days")
        return [Span("until \(day)"), Span(text, role)]
    }

    /// The share of a limit that is used: a bar, the numbers, and a word once it gets tight.
    private static func bar(_ seats: ShownHome.Seats, _ glyphs: Glyphs) -> [Span] {
        guard let limit = seats.limit, limit > 0 else {
            return [Span(Quantity.count(seats.used)), Span(" in use, limit unknown", .muted)]
        }
        let share = Double(seats.used) / Double(limit)
        let (role, word): (TerminalKit.Role, String) =
            share >= 1 ? (.error, "  x none left") : share >= 0.9 ? (.warning, "  ! almost all") : (.ok, "")
        return Gauge(seats.used, of: limit).line(width: barWidth, role, glyphs).spans
            + [Span(" \(Quantity.count(seats.used)) of \(Quantity.count(limit))"), Span(word, role)]
    }

    // MARK: People and content

    private struct Facts {
        let facts: ServerFacts
        let isOld: Bool

        init(_ state: ConsoleState) {
            isOld = state.home.facts == nil
            facts = state.home.facts ?? state.home.visits.last?.facts ?? ServerFacts()
        }
    }

    static func people(_ state: ConsoleState, _ width: Int) -> Block {
        let known = Facts(state)
        let facts = known.facts
        let total = facts.users?.text ?? "reading"
        let seen =
            facts.activity.map { "seen: day \(Quantity.count($0.day))  week \(Quantity.count($0.week))  month \(Quantity.count($0.month))" }
            ?? (facts.users == nil ? "" : "activity not counted: too many")
        var states = facts.activity.map { ["invited \(Quantity.count($0.invited))", "deactivated \(Quantity.count($0.deactivated))"] } ?? []
        if let locked = facts.locked { states.insert("locked \(Quantity.count(locked))", at: states.isEmpty ? 0 : 1) }
        let lines = [seen, states.joined(separator: "   ")].filter { !$0.isEmpty }
        return Block(
            title: heading("People") + "  " + muted(StyledLine(total), if: known.isOld || facts.users == nil),
            lines: lines.map { line in
                Line(text: muted(StyledLine(line), if: known.isOld), opening: { [.paneOpened(.users)] })
            },
            sum: sum(
                "People", ([total] + states + [seen]).map { muted(StyledLine($0), if: known.isOld) }, width: width,
                opens: .users))
    }

    static func content(_ state: ConsoleState, _ width: Int) -> Block {
        let known = Facts(state)
        let facts = known.facts
        let amounts: [(PaneID, Amount?)] = [
            (.dashboards, facts.dashboards), (.folders, facts.folders), (.groups, facts.groups),
            (.alerts, facts.alerts),
        ]
        let counted = amounts.map { pane, amount in
            Count(pane: pane, text: amount?.text ?? "not known", isMuted: known.isOld || amount == nil)
        }
        let others = HomeState.counted.map { Count(pane: $0, text: count(state.lists[$0]), isMuted: false) }
        let lines = (counted + others).map { count in
            let label = Span(count.pane.title.padded(to: labelWidth), .muted)
            let text = StyledLine([label, Span(" \(count.text)")])
            return Line(text: muted(text, if: count.isMuted), opening: { [.paneOpened(count.pane)] })
        }
        let parts = amounts.compactMap { pane, amount in amount.map { "\($0.text) \(pane.title.lowercased())" } }
        return Block(
            title: heading("Content"), lines: lines,
            sum: sum(
                "Content", (parts.isEmpty ? ["reading"] : parts).map { muted(StyledLine($0), if: known.isOld) },
                width: width, opens: .dashboards))
    }

    private struct Count {
        let pane: PaneID
        let text: String
        let isMuted: Bool
    }

    private static func count(_ list: ListState?) -> String {
        guard let list else { return "" }
        let count = Quantity.count(list.table.total)
        return switch list.load {
        case .notStarted: "not loaded"
        case .loading: list.table.total == 0 ? "reading" : "\(count) so far"
        case .loaded: list.shortfall.isEmpty ? count : "\(count) or more"
        case .failed(let error): "x \(error.message)"
        case .stopped: "\(count) or more"
        }
    }

    // MARK: Requests

    static func requests(_ state: ConsoleState, _ width: Int) -> Block {
        let requests = state.home.requests
        let failed = requests.failureCount > 0 ? "\(requests.failureCount) failed" : ""
        let slow = requests.slow > 0 ? "\(requests.slow) slow" : ""
        let note = [failed, slow].filter { !$0.isEmpty }.joined(separator: ", ")
        let role: TerminalKit.Role = failed.isEmpty ? .muted : .error
        let lines = requests.failures.map { line(of: $0, width) }
        let outcome = StyledLine(note.isEmpty ? "none failed" : note, Style(role))
        return Block(
            title: heading("Requests of this session", "\(requests.count)"),
            lines: lines + [Line(text: outcome, opening: { [.paneOpened(.trace)] })],
            sum: sum("Requests", [StyledLine("\(requests.count)"), outcome], width: width, opens: .trace))
    }

    /// Kept out of line: the optimiser of Swift 6.3.1 fails on it inside the closure of a map.
    @inline(never)
    private static func line(of trace: RequestTrace, _ width: Int) -> Line {
        let outcome: String
        if let status = trace.status { outcome = "\(status)" } else { outcome = "failed" }
        let room = max(width - outcome.count - 2, 1)
        return Line(
            sign: Span("x", .error),
            text: StyledLine([
                Span(trace.line.shortened(to: room).padded(to: room)), Span("  \(outcome)", .error),
            ]), opening: { [.paneOpened(.trace)] })
    }
}
