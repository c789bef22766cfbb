import ConsoleState

extension Command {
    /// The commands that the filter and the column picker take beside text.
    static let prompts: [Command] = filterPrompt + sortPicker + columnPicker

    private static let filterPrompt = [
        Command("filter.keep", .filter, "Enter", hint: "keep", "Keep the filter and go to the list") { context in
            [.list(context.state.pane, .filterKept)]
        },
        Command("filter.complete", .filter, "Tab", "Complete the column name, or keep the filter") { context in
            guard let list = context.state.list, let input = list.filterInput,
                let rest = ListFilter.completion(of: input, columns: list.columns)
            else { return [.list(context.state.pane, .filterKept)] }
            return [.list(context.state.pane, .filterEdited(.insert(rest)))]
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

    private static let sortPicker =
        [("up", "k Up", Movement.up), ("down", "j Down", .down)].map { name, keys, movement in
            Command("sort.\(name)", .sortPicker, keys, movement == .up ? "Up" : "Down") { context in
                [.list(context.state.pane, .sortPickerMoved(movement, page: context.layout.listRows))]
            }
        } + [
            Command("sort.choose", .sortPicker, "Enter s", hint: "sort", "Sort by this column; twice reverses") {
                context in
                [.list(context.state.pane, .sortChosen(column: context.state.list?.sortPicker?.cursor ?? 0))]
            },
            Command("sort.close", .sortPicker, "Esc q Ctrl-C", hint: "close", "Keep the order") { context in
                [.list(context.state.pane, .sortPickerClosed)]
            },
        ]

    private static let columnPicker =
        [("up", "k Up", Movement.up), ("down", "j Down", .down)].map { name, keys, movement in
            Command("columns.\(name)", .columnPicker, keys, movement == .up ? "Up" : "Down") { context in
                [.list(context.state.pane, .columnPickerMoved(movement, page: context.layout.listRows))]
            }
        } + [
            columns("show", "Space x", hint: "show/hide", "Show or hide column") { _ in .columnToggled },
            columns("left", "K Left", hint: "move left", "Move column left") { _ in .columnMoved(-1) },
            columns("right", "J Right", hint: "move right", "Move column right") { _ in .columnMoved(1) },
            columns("reset", "0", hint: "reset", "Reset the columns") { _ in
                .columnsReset
            },
            columns("close", "Enter Esc q C Ctrl-C", hint: "close", "Save the columns") { _ in .columnPickerClosed },
        ]

    private static func columns(
        _ name: String, _ keys: String, hint: String, _ help: String,
        action: @escaping @Sendable (CommandContext) -> ListAction
    ) -> Command {
        Command("columns.\(name)", .columnPicker, keys, hint: hint, help) { context in
            [.list(context.state.pane, action(context))]
        }
    }
}
