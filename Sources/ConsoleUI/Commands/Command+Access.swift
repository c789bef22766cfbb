import ConsoleState

extension Command {
    /// What the list of who can see what takes.
    static let access: [Command] =
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the first row"), ("last", "G End", .last, "To the last row"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"), ("page-down", "PgDn Ctrl-F", .pageDown, "A page down"),
        ].map { step, keys, movement, help in
            Command("access.\(step)", .access, keys, help) { context in
                [.access(.moved(movement, page: context.layout.listRows))]
            }
        } + [
            Command("access.back", .access, "Esc Backspace w", hint: "back", "Back to where it was asked") { _ in
                [.access(.closed)]
            }
        ]
}
