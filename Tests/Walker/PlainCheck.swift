import ConsoleState
import ConsoleUI

/// Looks at what the dialogue in lines tells of a state, and whether it reaches every command there.
enum PlainCheck {
    static func problems(of state: ConsoleState) -> [String] {
        guard state.quit != .yes else { return [] }
        let lines = PlainText.lines(of: state)
        let empty = lines.isEmpty ? ["the dialogue in lines tells nothing"] : []
        let missed = CommandTable.active(in: state).filter { !PlainText.reaches($0, in: state) }
        return empty + missed.map { "the dialogue in lines does not reach \($0.id)" }
    }
}
