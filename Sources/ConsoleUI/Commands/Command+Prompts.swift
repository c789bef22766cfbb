import ConsoleState

extension Command {
    /// The commands that the filter takes beside text.
    static let prompts: [Command] = filterPrompt

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

}
