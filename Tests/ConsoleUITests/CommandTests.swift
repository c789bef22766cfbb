import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("The command table")
struct CommandTests {
    @Test("Every command has an id of its own and a help text")
    func ids() {
        let ids = CommandTable.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(CommandTable.all.allSatisfy { !$0.help.isEmpty })
    }

    @Test("Whatever can be typed after the colon, and is no movement, has a sentence beside its label")
    func sentences() {
        for command in CommandTable.all where !command.isMovement {
            switch command.scope {
            case .console, .list, .pane:
                #expect(command.help != command.label, "\(command.id)")
                #expect(
                    [".", "?"].contains(command.help.last.map(String.init) ?? ""), "\(command.id): \(command.help)")
            default: break
            }
        }
    }

    @Test("What is typed after the colon names one command of a scope")
    func names() {
        for (scope, commands) in Dictionary(grouping: CommandTable.all, by: \.scope) {
            let twice = Dictionary(grouping: commands, by: \.name).filter { $0.value.count > 1 }
            #expect(twice.keys.sorted() == [], "\(scope)")
        }
    }

    @Test("Every command that a text names is in the table, with a key", arguments: NamedCommand.allCases)
    func named(_ command: NamedCommand) {
        #expect(CommandTable.command(command.rawValue)?.keys.isEmpty == false)
    }

    @Test("A text shows the key that the table has, and in a file the command's id")
    func keysInTexts() {
        let text: CommandText = "Unsaved shares of \("Sales"): \(key: .saveShares) saves"
        #expect(text.shown == "Unsaved shares of Sales: Ctrl-S saves")
        #expect(text.plain == "Unsaved shares of Sales: :shares.save saves")
    }

    @Test("No scope binds a key twice")
    func keys() {
        for (scope, commands) in Dictionary(grouping: CommandTable.all, by: \.scope) {
            let keys = commands.flatMap(\.keys)
            let twice = Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }.keys
            #expect(twice.map(\.description) == [], "\(scope)")
        }
    }

    @Test("A command without a key is no hint: it is found in a menu")
    func keyless() {
        for command in CommandTable.all where command.keys.isEmpty { #expect(command.hint.isEmpty, "\(command.id)") }
    }

    @Test("Keys that scroll elsewhere never change anything")
    func harmlessKeys() {
        for key in ["Ctrl-D", "Ctrl-U", "Ctrl-F", "Ctrl-B", "Ctrl-R", "Enter", "Space", "j", "k", "g", "G"] {
            for command in CommandTable.all where KeyStroke(parsing: key).map(command.keys.contains) == true {
                let isWrite = ["toggle", "deactivate", "activate", "save"].contains { command.id.hasSuffix(".\($0)") }
                // A form and the draft of the settings keep what they hold until it is approved.
                let isDraft = [.pane(.cors), .form, .pane(.shares)].contains(command.scope)
                #expect(!isWrite || isDraft, "\(key) is \(command.id)")
            }
        }
    }

    @Test("Ctrl-A is left to tmux and screen")
    func prefixes() {
        #expect(CommandTable.all.allSatisfy { !$0.keys.contains(.control("a")) })
    }
}
