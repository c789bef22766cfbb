import ConsoleState
import SisenseClient
import TerminalKit

/// The first pane: what needs attention, what others have changed since the last visit, what was changed from here, and
/// the server in numbers.
struct HomePane: Pane {
    func title(_ state: ConsoleState) -> StyledLine { StyledLine("Home", Style(.heading)) }

    func notes(_ state: ConsoleState) -> [BarView.Part] { [] }

    /// The progress of the look through the server, or the time it ended.
    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part] {
        guard let list = state.lists[.lint] else { return [] }
        return switch list.load {
        case .notStarted: []
        case .loading: [.init(list.progress.isEmpty ? "checking" : list.progress, .accent, priority: 7)]
        case .loaded where state.isLive && !list.isStale: []
        case .loaded:
            [.init(list.loadedAt.map { "updated \($0)" } ?? "", list.isStale ? .warning : .muted, priority: 3)]
        case .failed: [.init("not all checked", .error, priority: 7)]
        case .stopped: [.init("not all checked", .warning, priority: 7)]
        }
    }

    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        HomeView(state, size: canvas.size, glyphs: canvas.glyphs).draw(on: canvas)
    }

    /// A press puts the cursor on a line; on the line under the cursor it opens that.
    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction] {
        let view = HomeView(state, size: layout.content.size)
        guard let index = view.target(at: point) else { return [] }
        guard index == view.cursor else { return [.home(.cursorPlaced(index, lines: view.targets.map(\.name)))] }
        return view.targets[index].opening?() ?? []
    }
}

extension Command {
    /// The commands of Home.
    static let home: [Command] =
        moves("home", in: .pane(.home), noun: "line") { movement, context in
            [.home(.moved(movement, lines: view(context).targets.map(\.name), page: context.layout.textRows))]
        } + [
            Command(
                "home.open", .pane(.home), "Enter", hint: "show", "Show what the line is about",
                help: "Opens the list with exactly the records of the line, marked."
            ) { context in
                line(context)?.opening?() ?? []
            },
            Command(
                "home.fix", .pane(.home), "x", hint: "fix", "Prepare the fix…",
                help: "Opens what settles the finding for all records behind it; nothing is sent unseen.",
                verb: { line($0)?.finding?.rule.fix?.hint ?? "fix" },
                obstacle: { context in
                    guard let finding = line(context)?.finding else { return "This line is no finding" }
                    return finding.rule.fix == nil ? "It needs a decision in each case: open the line" : nil
                }
            ) { context in
                line(context)?.finding.map { [.home(.fixRequested($0.id))] } ?? []
            },
            Command(
                "home.refresh", .pane(.home), "R Ctrl-R", hint: "refresh", "Refresh",
                help: "Checks the server again, and reads licence, counts and requests."
            ) { _ in
                [.home(.refreshRequested)] + (HomeState.counted + [.lint]).map { .list($0, .refreshRequested) }
            },
            Command(
                "home.back", .pane(.home), "Esc", "Clear the message", help: "It stays in :messages."
            ) { _ in [.messageDismissed] },
        ]

    private static func view(_ context: CommandContext) -> HomeView {
        HomeView(context.state, size: context.layout.content.size)
    }

    private static func line(_ context: CommandContext) -> HomeView.Line? {
        let view = view(context)
        return view.targets.indices.contains(view.cursor) ? view.targets[view.cursor] : nil
    }

    /// Chooses the visit that Home compares this one with.
    static let since = Command(
        "console.since", .console,
        Argument("NAME|DATE", isOpen: true) { state in
            let snapshots = state.home.visits.snapshots
            return snapshots.map { Argument.Choice($0, "snapshot") }
                + state.home.visits.days.filter { !snapshots.contains($0) }
                .map { Argument.Choice($0, "the last visit of that day") }
        } actions: { day, _ in
            [.home(.sinceRequested(day.value))]
        }, "Show what has changed since a snapshot or a day",
        help:
            "With a snapshot, line by line, by whom where the audit log knows, to be put back one by one. Without one, Home "
            + "lists what has changed since your visit of that day.")
}
