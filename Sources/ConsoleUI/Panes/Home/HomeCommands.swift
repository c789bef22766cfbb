import ConsoleState

extension Command {
    /// What Home takes.
    static let home: [Command] =
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the first line"), ("last", "G End", .last, "To the last line"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"), ("page-down", "PgDn Ctrl-F", .pageDown, "A page down"),
        ].map { name, keys, movement, help in
            Command("home.\(name)", .pane(.home), keys, help) { context in
                let count = HomeView(context.state).targets.count
                return [.home(.moved(movement, count: count, page: context.layout.textRows))]
            }
        } + [
            Command("home.open", .pane(.home), "Enter", hint: "open", "Open the pane this line is about") { context in
                let targets = HomeView(context.state).targets
                let cursor = context.state.home.scroll.cursor
                return targets.indices.contains(cursor) ? [.paneOpened(targets[cursor])] : []
            },
            Command("home.refresh", .pane(.home), "R Ctrl-R", hint: "refresh", "Read everything again") { _ in
                [.home(.refreshRequested)] + HomeState.read.map { .list($0, .refreshRequested) }
            },
            Command("home.back", .pane(.home), "Esc", "Clear the message") { _ in [.messageDismissed] },
        ]
}
