import ConsoleState

extension Command {
    /// What Home takes.
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
