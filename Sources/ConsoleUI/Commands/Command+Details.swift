import ConsoleState

extension Command {
    /// What an open record takes beside what all outlines do.
    static let details: [Command] = [
        Command("detail.back", .detail, "Esc q Backspace", hint: "back", "Clear the search, or back to the list") {
            context in
            if context.state.jsonTree?.search != nil { return [.jsonTree(.searchCleared)] }
            return [.list(context.state.pane, .detailClosed)]
        },
        Command("detail.copy", .detail, "y", hint: "copy", "Choose what to copy of this record") { _ in
            [.menu(.opened(.copies))]
        },
        Command("detail.actions", .detail, "x", hint: "actions", "Choose what to do to this record") { _ in
            [.menu(.opened(.actions))]
        },
        Command(
            "detail.calls", .detail, "c", "Choose from the calls of the API that take this record", obstacle: noCalls
        ) { _ in
            [.menu(.opened(.calls))]
        },
        Command("detail.refresh", .detail, "R Ctrl-R", hint: "refresh", "Read the record again") { context in
            [.list(context.state.pane, .recordsChanged([context.state.list?.detail?.id].compactMap(\.self)))]
        },
    ]
}
