package import ConsoleState
import TerminalKit

/// What the dialogue in lines tells of a state, and whether it reaches a command: for those who check both for every
/// state there is.
package enum PlainText {
    private static let size = Size(100, 40)

    /// The first lines that are shown.
    package static func lines(of state: ConsoleState) -> [String] {
        let screen = PlainScreen.of(CommandContext(state: state, layout: ConsoleLayout(size, showing: state)))
        let lines = (0..<min(screen.count, 40)).map(screen.line)
        return ([screen.heading] + screen.notes + lines + [screen.question?.text ?? ""]).filter { !$0.isEmpty }
    }

    /// True when a line with its id runs a command that can be reached in this state.
    package static func reaches(_ command: Command, in state: ConsoleState) -> Bool {
        PlainCommand.named(command.id, in: state)?.id == command.id
    }
}
