package import ConsoleState
import TerminalKit

/// What the dialogue in lines tells of a state, and whether it reaches a command: for those who check both for every
/// state there is.
package enum PlainText {
    private static let size = Size(100, 40)

    /// The first lines that are told.
    package static func lines(of state: ConsoleState) -> [String] {
        let place = PlainPlace.of(CommandContext(state: state, layout: ConsoleLayout(size, showing: state)))
        let lines = (0..<min(place.count, 40)).map(place.line)
        return ([place.heading] + place.remarks + lines + [place.question?.text ?? ""]).filter { !$0.isEmpty }
    }

    /// True when a line with its id runs a command that can be reached in this state.
    package static func reaches(_ command: Command, in state: ConsoleState) -> Bool {
        PlainCommand.named(command.id, in: state)?.id == command.id
    }
}
