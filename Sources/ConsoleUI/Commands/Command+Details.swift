import ConsoleState

extension Command {
    /// What an open record takes.
    static let details: [Command] =
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the first line"), ("last", "G End", .last, "To the last line"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"),
            ("page-down", "PgDn Ctrl-F Space", .pageDown, "A page down"),
            ("half-up", "Ctrl-U", .halfPageUp, "Half a page up"),
            ("half-down", "Ctrl-D", .halfPageDown, "Half a page down"),
        ].map { name, keys, movement, help in
            Command("detail.\(name)", .detail, keys, help) { context in
                let state = context.state
                guard let detail = state.list?.detail else { return [] }
                let lines = DetailText.lines(of: detail, pane: state.pane).count
                return [
                    .list(state.pane, .detailScrolled(movement, lines: lines, page: context.layout.textRows))
                ]
            }
        } + [
            Command("detail.back", .detail, "Esc q Backspace", hint: "back", "Back to the list") { context in
                [.list(context.state.pane, .detailClosed)]
            },
            Command("detail.copy", .detail, "y", hint: "copy", "Choose what to copy of this record") { _ in
                [.menu(.opened(.copies))]
            },
            Command("detail.actions", .detail, "x", hint: "actions", "Choose what to do to this record") { _ in
                [.menu(.opened(.actions))]
            },
            Command("detail.refresh", .detail, "R Ctrl-R", hint: "refresh", "Read the record again") { context in
                [.list(context.state.pane, .recordsChanged(context.state.list?.targets ?? []))]
            },
        ]
}
