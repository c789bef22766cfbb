package import ConsoleState

/// The argument a command takes behind its name, as the name of a theme in `:theme midnight`.
package struct Argument: Sendable {
    /// A value that can be chosen, with a line about it.
    package struct Choice: Sendable {
        package let value: String
        package let about: String
        /// The text the command is given: the value, or the id of the record that has this name.
        let id: String

        package init(_ value: String, _ about: String, id: String? = nil) {
            self.value = value
            self.about = about
            self.id = id ?? value
        }
    }

    /// The argument as lists of commands name it: `NAME`, `on|off`.
    package let name: String
    package let choices: @Sendable (ConsoleState) -> [Choice]
    /// True when something else than the choices may be typed.
    package let isOpen: Bool
    /// True when the choices are found for what is typed, and need no comparing with it.
    let isFound: Bool
    /// True for a command that does something without it, too.
    let isOptional: Bool
    package let actions: @Sendable (Choice, CommandContext) -> [ConsoleAction]

    package init(
        _ name: String, isOpen: Bool = false, isFound: Bool = false, isOptional: Bool = false,
        choices: @escaping @Sendable (ConsoleState) -> [Choice],
        actions: @escaping @Sendable (Choice, CommandContext) -> [ConsoleAction]
    ) {
        self.name = name
        self.isOpen = isOpen
        self.isFound = isFound
        self.isOptional = isOptional
        self.choices = choices
        self.actions = actions
    }

    /// The commands that can be run when `typed` stands behind the name: the choice that is named so, then those that
    /// begin so.
    func commands(of command: Command, typed: String, in state: ConsoleState) -> [Command] {
        let wanted = typed.lowercased()
        let matches = choices(state).filter { wanted.isEmpty || isFound || $0.value.lowercased().contains(wanted) }
        let rank = { (choice: Choice) in
            let value = choice.value.lowercased()
            return value == wanted ? 0 : value.hasPrefix(wanted) ? 1 : 2
        }
        // Sorted without changing the order of equals.
        var offered = (0...2).flatMap { wanted in matches.filter { rank($0) == wanted } }
        if isOpen, !typed.isEmpty, !offered.contains(where: { $0.value == typed }) {
            offered.append(Choice(typed, command.label))
        }
        return offered.map { choice in
            Command(
                "\(command.id).\(choice.value)", command.scope, "", choice.about, choice: (command.name, choice.value)
            ) {
                context in
                actions(choice, context)
            }
        }
    }
}
