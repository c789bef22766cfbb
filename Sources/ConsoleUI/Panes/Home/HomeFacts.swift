import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The blocks of Home about the server: as it is, or muted as it was at the last visit.
extension HomeView {
    private static let barWidth = 12
    private static let labelWidth = 11
    /// Cells below which a bar says nothing.
    private static let leastBar = 4

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
                    StyledLine(
                        [Span(seats.kind.padded(to: labelWidth), .muted)] + bar(seats, width - labelWidth, glyphs)),
                    if: isOld),
                opening: { [.paneOpened(.licence)] })
        }
        let counts = seats.map {
            StyledLine("\($0.kind) \(Quantity.count($0.used))\($0.limit.map { "/\(Quantity.count($0))" } ?? "")")
        }
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
        let rest = counted(days, "day")
        let (role, text): (TerminalKit.Role, String) =
            days < 0 ? (.error, "  x ended") : days < 30 ? (.warning, "  ! in \(rest)") : (.muted, "  \(rest)")
        return [Span("until \(day)"), Span(text, role)]
    }

    /// The share of a limit that is used: a bar, the numbers, and a word once it gets tight.
    private static func bar(_ seats: ShownHome.Seats, _ width: Int, _ glyphs: Glyphs) -> [Span] {
        guard let limit = seats.limit, limit > 0 else {
            return [Span(Quantity.count(seats.used)), Span(" in use, limit unknown", .muted)]
        }
        let share = Double(seats.used) / Double(limit)
        let (role, word): (TerminalKit.Role, String) =
            share >= 1 ? (.error, "  x none left") : share >= 0.9 ? (.warning, "  ! almost all") : (.ok, "")
        let numbers = "\(Quantity.count(seats.used)) of \(Quantity.count(limit))"
        // The numbers are never cut for the bar, nor for the word, which the colour says too.
        let room = width - TextWidth.cells(of: numbers) - 1
        let end = TextWidth.cells(of: word) <= room ? word : ""
        let bar = min(barWidth, room - TextWidth.cells(of: end))
        guard bar >= leastBar else { return [Span(numbers, end.isEmpty ? role : .plain), Span(end, role)] }
        return Gauge(seats.used, of: limit).line(width: bar, role, glyphs).spans
            + [Span(" \(numbers)"), Span(end, role)]
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
        let total = facts.users?.text ?? unread(state)
        let seen =
            facts.activity.map { activity in
                let (day, week) = (Quantity.count(activity.day), Quantity.count(activity.week))
                let month = Quantity.count(activity.month)
                return "seen: day \(day)   week \(week)   month \(month)"
            }
            ?? (facts.users == nil ? "" : "activity not counted: too many")
        let counts = [
            ("invited", facts.activity?.invited), ("locked", facts.locked),
            ("deactivated", facts.activity?.deactivated),
        ]
        let states = counts.compactMap { name, count in
            count.flatMap { $0 == 0 ? nil : "\(name) \(Quantity.count($0))" }
        }
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

    /// True while the look through the server, which counts all this, is under way or has yet to begin.
    private static func isLooking(_ state: ConsoleState) -> Bool {
        switch state.lists[.lint]?.load {
        case .notStarted, .loading, nil: true
        case .loaded, .failed, .stopped: false
        }
    }

    /// The word for what nobody has counted.
    private static func unread(_ state: ConsoleState) -> String { isLooking(state) ? "reading" : "not known" }

    static func content(_ state: ConsoleState, _ width: Int) -> Block {
        let known = Facts(state)
        let facts = known.facts
        let amounts: [(PaneID, Amount?)] = [
            (.dashboards, facts.dashboards), (.folders, facts.folders), (.groups, facts.groups),
            (.alerts, facts.alerts),
        ]
        let counted = amounts.compactMap { pane, amount in
            amount.map { Count(pane: pane, text: $0.text(of: pane.title.lowercased()), isMuted: known.isOld) }
        }
        let others = HomeState.counted.compactMap { pane in
            count(state.lists[pane], pane).map { Count(pane: pane, text: $0, isMuted: false) }
        }
        let unknown = amounts.filter { $0.1 == nil }.map { $0.0.title.lowercased() }
        let missing = StyledLine("not known: \(unknown.joined(separator: ", "))", Style(.muted)).wrapped(to: width)
        let lines =
            prose(of: counted + others, width)
            + (unknown.isEmpty || facts.users == nil && isLooking(state) ? [] : missing.map { Line(text: $0) })
        let parts = counted.map { muted(StyledLine($0.text), if: $0.isMuted) }
        let reading = Line(text: StyledLine(unread(state), Style(.muted)))
        return Block(
            title: heading("Content"), lines: lines.isEmpty ? [reading] : lines,
            sum: sum(
                "Content", parts.isEmpty ? [reading.text] : parts, width: width, opens: .dashboards))
    }

    private struct Count {
        let pane: PaneID
        let text: String
        let isMuted: Bool
    }

    /// Counts beside each other, as many in a line as fit. A line leads to what it names first.
    private static func prose(of counts: [Count], _ width: Int) -> [Line] {
        var lines: [(pane: PaneID, text: StyledLine)] = []
        for count in counts {
            let text = muted(StyledLine(count.text), if: count.isMuted)
            if let last = lines.last, last.text.width + 3 + text.width <= width {
                lines[lines.count - 1].text = last.text + "   " + text
            } else {
                lines.append((count.pane, text))
            }
        }
        return lines.map { pane, text in Line(text: text, opening: { [.paneOpened(pane)] }) }
    }

    /// The number of records of a list, as far as it is read; nil where nothing was asked.
    private static func count(_ list: ListState?, _ pane: PaneID) -> String? {
        guard let list else { return nil }
        let noun = pane.title.lowercased()
        let (count, more) = (counted(list.table.total, of: noun), Amount.atLeast(list.table.total).text(of: noun))
        return switch list.load {
        case .notStarted: nil
        case .loading: list.table.total == 0 ? "reading \(noun)" : "\(count) so far"
        case .loaded: list.shortfall.isEmpty ? count : more
        case .failed: "x \(noun) not read"
        case .stopped: more
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
        if trace.isWebPage {
            outcome = "web page"
        } else if let status = trace.status {
            outcome = "\(status)"
        } else {
            outcome = "failed"
        }
        let room = max(width - outcome.count - 2, 1)
        return Line(
            sign: Span("x", .error),
            text: StyledLine([
                Span(trace.line.shortened(to: room).padded(to: room)), Span("  \(outcome)", .error),
            ]), opening: { [.paneOpened(.trace)] })
    }
}
