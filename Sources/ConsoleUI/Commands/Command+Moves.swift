import ConsoleState

extension Command {
    /// The keys that move a cursor, the same wherever there is one.
    ///
    /// - Parameters:
    ///   - prefix: The first part of their ids.
    ///   - noun: What the cursor stands on.
    static func moves(
        _ prefix: String, in scope: Scope, noun: String = "row",
        _ actions: @escaping @Sendable (Movement, CommandContext) -> [ConsoleAction]
    ) -> [Command] {
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the first \(noun)"), ("last", "G End", .last, "To the last \(noun)"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"), ("page-down", "PgDn Ctrl-F", .pageDown, "A page down"),
            ("half-up", "Ctrl-U", .halfPageUp, "Half a page up"),
            ("half-down", "Ctrl-D", .halfPageDown, "Half a page down"),
        ].map { name, keys, movement, help in
            Command("\(prefix).\(name)", scope, keys, help) { actions(movement, $0) }
        }
    }
}
