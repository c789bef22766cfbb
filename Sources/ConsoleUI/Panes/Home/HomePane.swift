import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The whole server on one screen: what it is, how much of the licence is used, how much there is of everything, and
/// what went wrong.
struct HomePane: Pane {
    func title(_ state: ConsoleState) -> StyledLine { StyledLine("Home", Style(.heading)) }

    func notes(_ state: ConsoleState) -> [BarView.Part] { [] }

    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part] { [] }

    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        let inside = canvas.inset(left: 1, right: 1)
        return HomeView(state, glyphs: canvas.glyphs).draw(on: inside).map { canvas.place($0, of: inside) }
    }

    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction] { [] }
}

/// Home as blocks of lines: beside each other where there is room, else one below the other. Lines that lead to a pane
/// take the cursor.
struct HomeView {
    /// A line of a block, and the pane it leads to.
    struct Line {
        let text: StyledLine
        var target: PaneID?
    }

    /// Lines under a heading.
    struct Block {
        let title: String
        var lines: [Line]
    }

    private let state: ConsoleState
    /// Columns of blocks from the left.
    private let columns: [[Block]]

    /// From this width on there are two columns.
    private static let wideWidth = 96

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
        let beside = canvas.sub(right)
        let second = draw(columns[1], from: targetsBefore, on: beside)
        return first ?? second.map { canvas.place($0, of: beside) }
    }

    /// - Parameter first: The number of lines before these that take the cursor.
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
}

extension Command {
    /// The commands of Home.
    static let home: [Command] =
        moves("home", in: .pane(.home), noun: "line") { movement, context in
            let count = HomeView(context.state).targets.count
            return [.home(.moved(movement, count: count, page: context.layout.textRows))]
        } + [
            Command("home.open", .pane(.home), "Enter", hint: "open", "Open") { context in
                let targets = HomeView(context.state).targets
                let cursor = context.state.home.scroll.cursor
                return targets.indices.contains(cursor) ? [.paneOpened(targets[cursor])] : []
            },
            Command("home.refresh", .pane(.home), "R Ctrl-R", hint: "refresh", "Refresh") { context in
                // A look through the whole server is not begun unasked.
                let isLookedThrough = context.state.lists[.lint]?.loadedAt != nil
                let panes = HomeState.counted + (isLookedThrough ? [.lint] : [])
                return [.home(.refreshRequested)] + panes.map { .list($0, .refreshRequested) }
            },
            Command("home.back", .pane(.home), "Esc", "Clear the message") { _ in [.messageDismissed] },
        ]
}
