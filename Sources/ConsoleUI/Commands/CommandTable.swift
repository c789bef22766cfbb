package import ConsoleState
package import TerminalKit

/// Every command, by the scope it belongs to.
package enum CommandTable {
    package static let all: [Command] =
        Command.console + Command.lists + Command.valueCopies + Command.copies + Command.details + Command.outlines
        + Command.prompts + Command.writes + Command.reports + Command.session + Command.forms + Command.token
        + Command.answers + Command.messages + Command.conflicts + Command.trial
        + (Panes.all + Panes.below).flatMap(\.commands)

    private static let byScope = Dictionary(grouping: all, by: \.scope)
    private static let byKey = byScope.mapValues { commands in
        Dictionary(commands.flatMap { command in command.keys.map { ($0, command) } }, uniquingKeysWith: { $1 })
    }

    /// The commands of one scope, in the order they are listed.
    package static func commands(in scope: Scope) -> [Command] { byScope[scope] ?? [] }

    /// The commands that can be reached in a state, the innermost scope first.
    package static func active(in state: ConsoleState) -> [Command] {
        Scope.active(in: state).flatMap(commands(in:))
    }

    /// The command of a key in a state: of several scopes that bind it, the innermost wins.
    package static func command(for key: KeyStroke, in state: ConsoleState) -> Command? {
        Scope.active(in: state).lazy.compactMap { byKey[$0]?[key] }.first
    }
}
