import ConsoleState
import TerminalKit

/// A set of keys to move by, as other programs have taught them.
package enum KeyPreset: String, Sendable, CaseIterable {
    case vim, arrows, emacs

    package var about: String {
        switch self {
        case .vim: "letters move, as in vi, less and k9s"
        case .arrows: "arrows, pages and ends move; the letters are free"
        case .emacs: "letters with Ctrl and Alt move"
        }
    }

    /// The command with its keys in this set.
    func applied(_ command: Command) -> Command {
        guard let keys = keys(of: command) else { return command }
        var command = command
        command.keys = keys.split(separator: " ").compactMap { KeyStroke(parsing: String($0)) }
        return command
    }

    /// The keys of a command, as people write them; nil for one that keeps those it has.
    private func keys(of command: Command) -> String? {
        switch self {
        case .vim: nil
        case .arrows: movement(of: command).map(Self.arrows)
        case .emacs: command.isNamed(.runCommand) ? ": Alt-x" : movement(of: command).map(Self.emacs)
        }
    }

    private func movement(of command: Command) -> MovementName? {
        // While something is typed the arrows move anyway.
        guard command.isMovement, command.scope != .picker else { return nil }
        return MovementName(rawValue: command.name)
    }

    /// The last parts of the ids of commands that move.
    private enum MovementName: String {
        case up, down, first, last
        case pageUp = "page-up"
        case pageDown = "page-down"
        case halfUp = "half-up"
        case halfDown = "half-down"
        case columnsLeft = "columns-left"
        case columnsRight = "columns-right"
    }

    private static func arrows(_ movement: MovementName) -> String {
        switch movement {
        case .up: "Up"
        case .down: "Down"
        case .first: "Home"
        case .last: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .halfUp: "Ctrl-U"
        case .halfDown: "Ctrl-D"
        case .columnsLeft: "Left"
        case .columnsRight: "Right"
        }
    }

    private static func emacs(_ movement: MovementName) -> String {
        switch movement {
        case .up: "Up Ctrl-P"
        case .down: "Down Ctrl-N"
        case .first: "Home Alt-<"
        case .last: "End Alt->"
        case .pageUp: "PgUp Alt-v"
        case .pageDown: "PgDn Ctrl-V"
        case .halfUp: "Ctrl-U"
        case .halfDown: "Ctrl-D"
        case .columnsLeft: "Left Ctrl-B"
        case .columnsRight: "Right Ctrl-F"
        }
    }
}
