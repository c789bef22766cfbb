package import ConsoleState
import TerminalKit

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
