import ConsoleState

extension Command {
    /// What an open record takes beside what all outlines do.
    static let details: [Command] = [
        Command("detail.back", .detail, "Esc q Backspace", hint: "back", "Clear the search, or go back to the list") {
            context in
            if context.state.jsonTree?.search != nil { return [.jsonTree(.searchCleared)] }
            return [.list(context.state.pane, .detailClosed)]
        },
        Command("detail.copy", .detail, "y", hint: "copy", "Copy…") { _ in
            [.menu(.opened(.copies))]
        },
        Command("detail.actions", .detail, "x", hint: "actions", "Choose an action…") { _ in
            [.menu(.opened(.actions))]
        },
        Command(
            "detail.calls", .detail, "c", "Call the API with this record…", obstacle: noCalls
        ) { _ in
            [.menu(.opened(.calls))]
        },
        Command("detail.refresh", .detail, "R Ctrl-R", hint: "refresh", "Refresh") { context in
            [.list(context.state.pane, .recordsChanged([context.state.list?.detail?.id].compactMap(\.self)))]
        },
    ]
}
