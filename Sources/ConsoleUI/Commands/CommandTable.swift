package import ConsoleState
import Synchronization
import TerminalKit

/// Commands by their ids, scopes and keys.
package struct CommandSet: Sendable {
    package let all: [Command]
    fileprivate let byScope: [Scope: [Command]]
    fileprivate let byID: [String: Command]
    fileprivate let byKey: [Scope: [KeyStroke: Command]]

    package init(_ all: [Command]) {
        self.all = all
        byScope = Dictionary(grouping: all, by: \.scope)
        byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byKey = byScope.mapValues { commands in
            Dictionary(commands.flatMap { command in command.keys.map { ($0, command) } }, uniquingKeysWith: { $1 })
        }
    }
}

/// Every command, by the scope it belongs to: those of the program, with the keys that a person gave them and with
/// commands of the person.
package enum CommandTable {
    /// The commands of the program with their own keys.
    package static let builtIn: [Command] =
        Command.console + Command.lists + Command.valueCopies + Command.copies + Command.details + Command.outlines
        + Command.prompts + Command.menus + Command.writes + Command.results + Command.runs
        + Command.session + Command.forms + Command.pickers
        + Command.token
        + Command.answers + Command.messages + Command.conflicts + Command.autoRevert
        + Command.changes + Command.shareViewers + Panes.commands

    private static let chosen = Mutex(CommandSet(builtIn))

    /// The commands there are.
    private static var current: CommandSet { chosen.withLock { $0 } }

    /// Makes these the commands of the program, once, when it starts.
    package static func choose(_ commands: CommandSet) {
        chosen.withLock { $0 = commands }
        hinted.withLock { $0 = [:] }
    }

    package static var all: [Command] { current.all }

    private static let hinted = Mutex<[[Scope]: [(key: KeyStroke, command: Command)]]>([:])

    /// The commands of one scope, in the order they are listed.
    package static func commands(in scope: Scope) -> [Command] { current.byScope[scope] ?? [] }

    /// The command of an id; nil when there is none.
    package static func command(_ id: String) -> Command? { current.byID[id] }

    /// The commands that can be reached in a state, the innermost scope first.
    package static func active(in state: ConsoleState) -> [Command] {
        Scope.active(in: state).flatMap(commands(in:))
    }

    /// The command of a key: of several scopes that bind it, the innermost wins, which stands first.
    static func command(for key: KeyStroke, in scopes: [Scope]) -> Command? {
        let byKey = current.byKey
        return scopes.lazy.compactMap { byKey[$0]?[key] }.first
    }

    /// The keys that run a command in a state: not those that a scope further in has given another meaning.
    static func keys(of command: Command, in state: ConsoleState) -> [KeyStroke] {
        let scopes = Scope.active(in: state)
        guard scopes.contains(command.scope) else { return command.keys }
        return command.keys.filter { self.command(for: $0, in: scopes)?.id == command.id }
    }

    /// The content of the line of hints: the keys that would do something now, each with the verb for what it would do
    /// it to. While text is typed, letters are no keys.
    static func hints(in scopes: [Scope], _ context: CommandContext) -> [HintBar.Hint] {
        if scopes.first == .confirmation, context.state.writes.confirmation?.isSending == true {
            return [HintBar.Hint("\(key: .cancelWrite)", "stop")]
        }
        let isTyping = scopes.first?.editing(in: context.state) != nil
        return commandsWithHints(in: scopes).compactMap { key, command in
            if isTyping, key.typedCharacter != nil { return nil }
            return command.obstacle(context) == nil
                ? HintBar.Hint(key.description, command.verb(context)) : nil
        }
    }

    /// The commands whose first key does them in these scopes, and not something of a scope further in. Every frame asks,
    /// and there are few answers.
    private static func commandsWithHints(in scopes: [Scope]) -> [(key: KeyStroke, command: Command)] {
        hinted.withLock { known in
            if let commands = known[scopes] { return commands }
            let commands = Scope.byUse(scopes).flatMap(commands(in:)).compactMap { command -> (KeyStroke, Command)? in
                guard !command.hint.isEmpty, !command.isNamed(.help), let key = command.keys.first,
                    self.command(for: key, in: scopes)?.id == command.id,
                    // What concerns the list is no use of an open record.
                    !scopes.contains(.detail) || command.listCommand?.isAboutRecords != false
                else { return nil }
                return (key, command)
            }
            known[scopes] = commands
            return commands
        }
    }
}

extension CommandText {
    /// The text as it is shown: with the keys that the commands have.
    package var shown: String { text { $0.key } }
}

extension NamedCommand {
    /// Its first key as people read it; its name as it is typed where it has none.
    var key: String {
        guard let command = CommandTable.command(rawValue) else { return ":\(rawValue)" }
        return command.keys.first?.description ?? ":\(command.name)"
    }
}

extension DefaultStringInterpolation {
    /// Puts in the key of a command. Not for the texts of the table of commands itself, which is built from them.
    mutating func appendInterpolation(key command: NamedCommand) { appendLiteral(command.key) }
}
