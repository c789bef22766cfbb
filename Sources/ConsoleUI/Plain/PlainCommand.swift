import ConsoleState
import SisenseClient
import TerminalKit

/// Finds the command that a typed line names, among those that can be reached: by its id, its name or its key.
///
/// Whatever the table of commands holds is found here, so none can be forgotten.
enum PlainCommand {
    /// The command of a line without its argument; nil when the line names none.
    static func named(_ name: String, in state: ConsoleState) -> Command? {
        let active = CommandTable.active(in: state)
        if let command = active.first(where: { $0.id == name }) ?? active.first(where: { $0.name == name }) {
            return command
        }
        return KeyStroke(parsing: name).flatMap { CommandTable.command(for: $0, in: Scope.active(in: state)) }
    }

    /// The actions of a line: those of the command it names, or what is to be said where it names none.
    static func actions(_ line: String, _ context: CommandContext) -> [ConsoleAction] {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = words.first else { return [] }
        guard let command = named(first, in: context.state) else {
            let names = CommandTable.active(in: context.state).map(\.name)
            let question = NearestName.question(first, among: names)
            let isPane = Scope.active(in: context.state).contains(.console)
            let way = isPane ? "\(NamedCommand.help.key) lists them." : "There are \(names.joined(separator: ", "))."
            return [.posted(Message(.warning, "No command \(first) here.\(question) \(way)"))]
        }
        if words.count > 1, command.argument != nil {
            // As it is typed behind the colon: what is meant is looked up there.
            return [.menu(.opened(.commands, "\(command.name) \(words[1])"))]
        }
        if let obstacle = command.obstacle(context) { return [.posted(Message(.warning, obstacle))] }
        return command.actions(context)
    }

    static func actions(of command: NamedCommand, _ context: CommandContext) -> [ConsoleAction] {
        CommandTable.command(command.rawValue)?.actions(context) ?? []
    }

    /// The commands that a name can reach, each once.
    static func distinct(_ commands: [Command]) -> [Command] {
        var seen: Set<String> = []
        return commands.filter { seen.insert($0.name).inserted }
    }

    /// The actions of the argument that was typed behind a command, once it is looked up: those of the only thing that
    /// is meant. Nil where somebody has to choose, or nothing is found.
    static func settled(_ context: CommandContext) -> [ConsoleAction]? {
        guard let menu = context.state.menu, menu.kind == .commands, menu.filter.text.contains(" ") else { return nil }
        let entries = CommandMenu.entries(for: context)
        let typed = menu.filter.text.lowercased()
        let isClear = entries.count == 1 || entries.first.map { CommandMenu.typed($0).lowercased() } == typed
        return isClear && !entries.isEmpty ? [.menu(.closed)] + CommandMenu.run(context) : nil
    }
}
