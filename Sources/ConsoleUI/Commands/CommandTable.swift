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

    private static let withHint = byScope.mapValues { $0.filter { !$0.hint.isEmpty } }

    package static func commands(in scope: Scope) -> [Command] { byScope[scope] ?? [] }

    /// The commands that can be reached in a state, the innermost scope first.
    package static func active(in state: ConsoleState) -> [Command] {
        Scope.active(in: state).flatMap(commands(in:))
    }

    /// The command of a key in a state: of several scopes that bind it, the innermost wins.
    package static func command(for key: KeyStroke, in state: ConsoleState) -> Command? {
        command(for: key, in: Scope.active(in: state))
    }

    /// The same among scopes, the innermost first.
    static func command(for key: KeyStroke, in scopes: [Scope]) -> Command? {
        scopes.lazy.compactMap { byKey[$0]?[key] }.first
    }

    /// The commands that the line of hints shows in scopes: those whose first key does them there, and not something of
    /// a scope further in.
    static func hinted(in scopes: [Scope]) -> some Sequence<Command> {
        scopes.lazy.flatMap { withHint[$0] ?? [] }.filter { hinted in
            hinted.keys.first.flatMap { command(for: $0, in: scopes)?.id } == hinted.id
        }
    }
}
