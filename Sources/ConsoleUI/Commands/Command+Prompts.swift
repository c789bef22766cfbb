import ConsoleState

extension Command {
    /// The commands that the filter and the list of keys take beside text.
    static let prompts: [Command] = filterPrompt + help

    private static let filterPrompt = [
        Command("filter.keep", .filter, "Enter", hint: "keep", "Keep the filter and go to the list") { context in
            [.list(context.state.pane, .filterKept)]
        },
        Command("filter.complete", .filter, "Tab", "Complete the column name, choose its value, or keep the filter") {
            context in
            let pane = context.state.pane
            guard let list = context.state.list, let input = list.filterInput else { return [] }
            if let column = ListFilter.awaited(in: input, columns: list.columns) {
                return [.list(pane, .valuesRequested(column: column))]
            }
            let rest = ListFilter.completion(of: input, columns: list.columns)
            return [.list(pane, rest.map { .filterEdited(.insert($0)) } ?? .filterKept)]
        },
        Command("filter.older", .filter, "Ctrl-P", hint: "older", "Older filter") { context in
            [.list(context.state.pane, .filterRecalled(isOlder: true))]
        },
        Command("filter.newer", .filter, "Ctrl-N", "Newer filter") { context in
            [.list(context.state.pane, .filterRecalled(isOlder: false))]
        },
        Command("filter.clear", .filter, "Esc Ctrl-C", hint: "clear", "Clear the filter") { context in
            [.list(context.state.pane, .filterCleared)]
        },
        Command("filter.up", .filter, "Up", "Up, while typing") { context in
            [.list(context.state.pane, .moved(.up, page: context.layout.listRows))]
        },
        Command("filter.down", .filter, "Down", "Down, while typing") { context in
            [.list(context.state.pane, .moved(.down, page: context.layout.listRows))]
        },
    ]

    private static let help =
        [
            ("up", "Up", Movement.up, "Up"), ("down", "Down", .down, "Down"), ("page-up", "PgUp", .pageUp, "A page up"),
            ("page-down", "PgDn", .pageDown, "A page down"),
        ].map { name, keys, movement, help in
            Command("help.\(name)", .menu, keys, help) { context in
                let count = CommandMenu.entries(for: context).count
                return [.menu(.moved(movement, count: count, page: context.layout.textRows))]
            }
        } + [
            Command("help.complete", .menu, "Tab", "Complete the command name") { context in
                CommandMenu.completion(in: context).map { [.menu(.completed($0))] } ?? []
            },
            Command("help.run", .menu, "Enter", hint: "run", "Run") { context in
                [.menu(.closed)] + CommandMenu.run(context)
            },
            Command("help.close", .menu, "Esc F1 Ctrl-C", hint: "close", "Close") { _ in
                [.menu(.closed)]
            },
        ]
}
