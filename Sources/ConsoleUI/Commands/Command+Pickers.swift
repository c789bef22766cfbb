import ConsoleState

extension Command {
    /// The commands that a picker takes beside text.
    static let pickers: [Command] =
        [
            ("up", "Up Ctrl-P", Movement.up, "Up"), ("down", "Down Ctrl-N", .down, "Down"),
            ("page-up", "PgUp", .pageUp, "A page up"), ("page-down", "PgDn", .pageDown, "A page down"),
        ].map { name, keys, movement, help in
            var command = picker(name, keys, help) { context in
                guard case .picker(let picker)? = context.state.overlay else { return nil }
                let page = PickerDialog(picker, context.state).rows(context.layout)
                return .moved(movement, page: page)
            }
            command.isMovement = true
            return command
        } + [
            picker("mark", "Tab", hint: "mark", "Mark or unmark this line", obstacle: onlyOne) { _ in .toggled },
            picker(
                "accept", "Enter", hint: "accept", "Take what is marked, or the line under the cursor",
                verb: { $0.state.picker?.allowsMany == true ? "accept" : "choose" }
            ) { _ in .accepted },
            picker("close", "Esc Ctrl-C", hint: "close", "Close without a choice") { _ in .closed },
            columns("raise", "Shift-Up Ctrl-Left", hint: "move left", "Move the column left", .shifted(-1)),
            columns("lower", "Shift-Down Ctrl-Right", hint: "move right", "Move the column right", .shifted(1)),
            columns("reset", "Ctrl-R", hint: "reset", "Reset the columns", .reset),
        ]

    private static func picker(
        _ name: String, _ keys: String, hint: String = "", _ help: String,
        verb: (@Sendable (CommandContext) -> String)? = nil,
        obstacle: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
        action: @escaping @Sendable (CommandContext) -> PickerAction?
    ) -> Command {
        Command("picker.\(name)", .picker, keys, hint: hint, help, verb: verb, obstacle: obstacle) { context in
            action(context).map { [.picker($0)] } ?? []
        }
    }

    private static func columns(
        _ name: String, _ keys: String, hint: String, _ help: String, _ action: PickerAction
    ) -> Command {
        Command("columns.\(name)", .columnPicker, keys, hint: hint, help) { _ in [.picker(action)] }
    }

    @Sendable private static func onlyOne(_ context: CommandContext) -> String? {
        context.state.picker?.allowsMany == true ? nil : "Only one can be chosen here"
    }
}
