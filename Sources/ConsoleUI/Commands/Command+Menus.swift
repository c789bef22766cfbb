import ConsoleState

extension Command {
    /// The commands of the lists in which commands are chosen, and of the page of keys.
    static let menus: [Command] = typedMenu + actionMenu + keyPage

    /// Those of a list narrowed by typing.
    private static let typedMenu =
        [
            ("up", "Up", Movement.up, "Up"), ("down", "Down", .down, "Down"), ("page-up", "PgUp", .pageUp, "A page up"),
            ("page-down", "PgDn", .pageDown, "A page down"),
        ].map { name, keys, movement, label in
            Command("help.\(name)", .menu, keys, label) { context in
                let count = CommandMenu.entries(for: context).count
                return [.menu(.moved(movement, count: count, page: context.layout.textRows))]
            }
        } + [
            Command("help.run", .menu, "Enter", hint: "run", "Run") { context in
                CommandMenu.run(context)
            },
            Command(
                "help.complete", .menu, "Tab", hint: "complete", "Complete the command name", obstacle: uncompletable
            ) { context in
                CommandMenu.completion(in: context).map { [.menu(.completed($0))] } ?? []
            },
            Command("help.older", .menu, "Ctrl-P", "Earlier command") { _ in [.menu(.recalled(isOlder: true))] },
            Command("help.newer", .menu, "Ctrl-N", "Later command") { _ in [.menu(.recalled(isOlder: false))] },
            Command("help.close", .menu, "Esc F1 Ctrl-C", hint: "close", "Close") { _ in [.menu(.closed)] },
        ]

    private static let actionMenu =
        moves("actions", in: .actions, noun: "action") { movement, context in
            [.menu(.moved(movement, count: ActionMenu(context).shown.count, page: context.layout.textRows))]
        } + [
            Command("actions.run", .actions, "Enter", hint: "run", "Run the action") { ActionMenu($0).runCursor() },
            Command("actions.search", .actions, "/", hint: "search", "Search", obstacle: isSearching) { _ in
                [.menu(.searchOpened)]
            },
            Command("actions.close", .actions, "Esc q Ctrl-C", hint: "close", "Close", actions: closing),
        ]

    private static let keyPage =
        moves("keys", in: .keyPage, noun: "line") { movement, context in
            let (lines, page) = KeyPage(context).extent
            // The first line in sight moves, down to where the last one is in sight.
            return [.menu(.moved(movement, count: max(lines - page + 1, 1), page: page))]
        } + [
            Command("keys.search", .keyPage, "/", hint: "search", "Search", obstacle: isSearching) { _ in
                [.menu(.searchOpened)]
            },
            Command("keys.close", .keyPage, "Esc q ? F1 Ctrl-C", hint: "close", "Close", actions: closing),
        ]

    @Sendable private static func uncompletable(_ context: CommandContext) -> String? {
        context.state.menu?.kind == .commands ? nil : "There is no name to complete"
    }

    @Sendable private static func isSearching(_ context: CommandContext) -> String? {
        context.state.menu?.isTyping == true ? "A search is open" : nil
    }

    /// Ends the search first.
    @Sendable private static func closing(_ context: CommandContext) -> [ConsoleAction] {
        [.menu(context.state.menu?.isTyping == true ? .searchClosed : .closed)]
    }
}
