import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// Home as blocks of lines: beside each other where there is room, else one below the other. Lines that lead to a pane
/// take the cursor.
struct HomeView {
    private struct Line {
        let text: StyledLine
        var target: PaneID?
    }

    private struct Block {
        let title: String
        var lines: [Line]
    }

    private let state: ConsoleState
    /// Columns of blocks from the left.
    private let columns: [[Block]]

    /// From this width on there are two columns.
    private static let wideWidth = 96
    private static let labelWidth = 14

    init(_ state: ConsoleState, glyphs: Glyphs = .unicode) {
        self.state = state
        columns = [
            [Self.server(state), Self.licence(state, glyphs), Self.counts(state)],
            [Self.findings(state), Self.failures(state), Self.messages(state)],
        ]
    }

    /// The panes that lines lead to, in the order the cursor goes.
    var targets: [PaneID] { columns.flatMap(\.self).flatMap(\.lines).compactMap(\.target) }

    // MARK: Drawing

    /// Returns where the cursor is.
    func draw(on canvas: Canvas) -> Point? {
        guard canvas.width >= Self.wideWidth else { return draw(columns.flatMap(\.self), from: 0, on: canvas) }
        let (left, right) = canvas.rect.splitLeft(canvas.width * 9 / 20)
        let first = draw(columns[0], from: 0, on: canvas.sub(left).inset(right: 2))
        let targetsBefore = columns[0].flatMap(\.lines).count { $0.target != nil }
        let second = draw(columns[1], from: targetsBefore, on: canvas.sub(right))
        return first ?? second.map { Point($0.x + right.x, $0.y) }
    }

    /// - Parameter first: How many lines before these take the cursor.
    private func draw(_ blocks: [Block], from first: Int, on canvas: Canvas) -> Point? {
        var lines: [StyledLine] = []
        var cursor: Int?
        var target = first
        for block in blocks {
            if !lines.isEmpty { lines.append("") }
            lines.append(StyledLine(block.title, Style(.heading)))
            for line in block.lines {
                if line.target != nil {
                    if target == state.home.scroll.cursor { cursor = lines.count }
                    target += 1
                }
                lines.append(StyledLine([Span("  ")]) + line.text)
            }
        }
        // Moved no more than needed; the heading of the first block comes back with its first line.
        let top = cursor.map { $0 < canvas.height ? 0 : $0 - canvas.height + 1 } ?? 0
        if let cursor { lines[cursor].spans[0].text = "\(canvas.glyphs.cursor) " }
        return TextView(lines, top: top, cursor: cursor).draw(on: canvas)
    }

    // MARK: Blocks

    private static func row(_ label: String, _ spans: [Span], _ target: PaneID? = nil) -> Line {
        Line(text: StyledLine([Span(label.padded(to: labelWidth), .muted)] + spans), target: target)
    }

    private static func waiting<Value>(_ label: String, _ part: Loadable<Value>, _ target: PaneID?) -> Line? {
        switch part {
        case .loading: row(label, [Span("reading", .muted)], target)
        case .failed(let error): row(label, [Span("x \(error.message)", .error)], target)
        case .loaded: nil
        }
    }

    private static func server(_ state: ConsoleState) -> Block {
        var lines = [row("Address", [Span(state.session.client.server.description, .accent)])]
        if case .ready(let user) = state.session.phase { lines.append(row("You are", [Span(user.label)])) }
        if let line = waiting("Status", state.home.application, .application) { lines.append(line) }
        if let status = state.home.application.value {
            lines.append(row("Sisense", [Span(status.version ?? "of unknown version")], .application))
            lines.append(
                row("Status", [status.isLicenceExpired ? Span("x licence expired", .error) : Span("ok", .ok)]))
        }
        return Block(title: "Server", lines: lines)
    }

    private static func licence(_ state: ConsoleState, _ glyphs: Glyphs) -> Block {
        if let line = waiting("Seats", state.home.licence, .licence) { return Block(title: "Licence", lines: [line]) }
        guard let licence = state.home.licence.value else { return Block(title: "Licence", lines: []) }
        let trial = licence.isTrial ? [Span("  trial", .warning)] : []
        return Block(
            title: "Licence",
            lines: [row("Until", expiry(of: licence, state.home.openedAt) + trial, .licence)]
                + licence.seats.map { seats in
                    row(seats.kind, bar(seats.used, of: seats.limit, glyphs))
                })
    }

    /// The last day, in colour once it comes near.
    private static func expiry(of licence: Licence, _ now: Date?) -> [Span] {
        guard let expires = licence.expires else { return [Span("not told", .muted)] }
        let day = String(expires.description.prefix(10))
        guard let now else { return [Span(day)] }
        let days = Int((expires.date.timeIntervalSince(now) / 86_400).rounded(.down))
        let (role, text): (TerminalKit.Role, String) =
            days < 0
            ? (.error, "  x over") : days < 30 ? (.warning, "  ! in \(days) days") : (.muted, "  in \(days) days")
        return [Span(day), Span(text, role)]
    }

    /// How much of a limit is used: a bar, the numbers, and a word once it gets tight.
    private static func bar(_ used: Int, of limit: Int?, _ glyphs: Glyphs) -> [Span] {
        guard let limit, limit > 0 else { return [Span("\(used)"), Span(" in use, no limit told", .muted)] }
        let width = 12
        let full = min(max(used * width / limit, used > 0 ? 1 : 0), width)
        let share = used * 100 / limit
        let (role, word): (TerminalKit.Role, String) =
            share >= 100 ? (.error, "  x none left") : share >= 90 ? (.warning, "  ! almost all") : (.ok, "")
        return [
            Span(String(repeating: glyphs.barFull, count: full), role),
            Span(String(repeating: glyphs.barEmpty, count: width - full), .muted),
            Span(" \(used) of \(limit)"), Span(word, role),
        ]
    }

    private static func counts(_ state: ConsoleState) -> Block {
        let lines = HomeState.counted.map { pane in
            row(pane.title, state.lists[pane].map(count) ?? [], pane)
        }
        return Block(title: "What there is", lines: lines)
    }

    private static func count(_ list: ListState) -> [Span] {
        let count = "\(list.table.total)"
        return switch list.load {
        case .notStarted: [Span("not read", .muted)]
        case .loading: list.table.total == 0 ? [Span("reading", .muted)] : [Span(count), Span(" so far", .muted)]
        case .complete: [Span(count)]
        case .failed(let error): [Span("x \(error.message)", .error)]
        case .stopped: [Span(count), Span(" and more; reading was stopped", .warning)]
        }
    }

    /// The first findings of the look through the server, in the order they came: the gravest kinds are looked for first.
    private static func findings(_ state: ConsoleState) -> Block {
        guard let list = state.lists[.health] else { return Block(title: "Findings", lines: []) }
        let shown = 8
        func note(_ text: String, _ role: TerminalKit.Role) -> Line {
            Line(text: StyledLine([Span(text, role)]), target: .health)
        }
        func cell(_ row: Int, _ id: String) -> String {
            list.columns.firstIndex { $0.id == id }.map { list.table.cell(at: row, $0) } ?? ""
        }
        let rows = (0..<min(list.table.total, shown)).map { row in
            let isCritical = cell(row, "severity") == Finding.Severity.critical.rawValue
            let finding = Span("! \(cell(row, "finding"))", isCritical ? .error : .warning)
            return Line(text: StyledLine([finding, Span("  \(cell(row, "subject"))")]), target: .health)
        }
        let rest = list.table.total > shown ? [note("and \(list.table.total - shown) more", .muted)] : []
        let outcome: [Line] =
            switch list.load {
            case .loading: [note("looking", .muted)]
            case .failed(let error): [note("x \(error.message)", .error)]
            case .complete where rows.isEmpty: [note("nothing to worry about", .ok)]
            case .notStarted, .complete, .stopped: []
            }
        return Block(title: "Findings", lines: rows + rest + outcome)
    }

    private static func failures(_ state: ConsoleState) -> Block {
        guard !state.home.failures.isEmpty else {
            return Block(
                title: "Requests that failed",
                lines: [Line(text: StyledLine("none in this session", Style(.muted)), target: .trace)])
        }
        let lines = state.home.failures.map { trace in
            let outcome = trace.status.map(String.init) ?? "failed"
            return Line(text: StyledLine([Span(outcome.padded(to: 8), .error), Span(trace.line)]), target: .trace)
        }
        return Block(title: "Requests that failed", lines: lines)
    }

    private static func messages(_ state: ConsoleState) -> Block {
        let errors = state.messages.all.map(\.message).filter { $0.level == .error }.suffix(5).reversed()
        let lines = errors.map { Line(text: StyledLine("x \($0.text)", Style(.error))) }
        return Block(
            title: "Errors",
            lines: lines.isEmpty ? [Line(text: StyledLine("none in this session", Style(.muted)))] : lines)
    }
}
