import ConsoleState
import ConsoleUI
import Foundation
import Glibc
import SisenseClient
import TerminalKit

/// The screen or the dialogue in lines, and what the console does on the person's terminal beside drawing on it.
extension ConsoleCommand {
    /// Where the console is shown.
    enum Front {
        case screen(CursesScreen)
        case dialogue(StandardDialogue)
    }

    /// Programs of the person, on the terminal that the screen gives up meanwhile, or beside it.
    func programs(on front: Front, _ connection: Connection?) -> ProgramRunning {
        let environment = environment
        return { run in
            let secrets = Connection.tokenVariables(connection, environment: environment)
            let runner = ProgramRunner(environment: environment, secretVariables: secrets)
            guard run.usesTerminal else { return await runner.runBeside(run.arguments) }
            switch front {
            case .screen(let screen): return await screen.release { await runner.runOnTerminal(run.arguments) }
            case .dialogue: return await Interrupts.leaving { await runner.runOnTerminal(run.arguments) }
            }
        }
    }

    /// The file for reports of crashes, and their heading.
    var faultReport: (file: String, heading: String)? {
        let locations = Connection.locations(environment: environment)
        let folder = locations.state.url
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
            return nil
        }
        return (locations.faults.path(percentEncoded: false), BuildIdentity.line)
    }

    /// A terminal that says it can do nothing is offered the dialogue; whoever declines gets to know what is missing.
    static func asksForDialogue(_ environment: [String: String]) -> Bool {
        guard ["", "dumb"].contains(environment["TERM"] ?? ""), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1
        else { return false }
        Output.error("This terminal has no cursor that can be moved. Use the dialogue in lines (--plain)? yes or no:")
        return readLine()?.lowercased().hasPrefix("y") == true
    }

    func front(_ theme: Theme) throws -> Front {
        isPlain ? .dialogue(StandardDialogue()) : .screen(try screen(theme))
    }

    func screen(_ theme: Theme) throws -> CursesScreen {
        var screenOptions = CursesScreen.Options()
        screenOptions.theme = theme
        screenOptions.faultNote = "sisense-console crashed. The terminal has been restored.\r\n"
        screenOptions.faultReport = faultReport
        return try CursesScreen(screenOptions)
    }

    /// Copies go to the terminal or to tmux, and else into a file beside the other things the console keeps.
    func copying(on front: Front) -> @Sendable (String) async -> CopyOutcome {
        let file = Connection.locations(environment: environment).copied
        let copying: Copying
        switch front {
        case .screen(let screen):
            copying = Copying(
                route: screen.clipboardRoute, environment: environment, file: file,
                send: { await screen.sendToClipboard($0) })
        // The sequence of a terminal's clipboard is no line of a dialogue.
        case .dialogue: copying = Copying(route: .none, environment: environment, file: file, send: { _ in false })
        }
        return { await copying.copy($0) }
    }

    /// The person's own editor, on the terminal that the screen gives up meanwhile.
    func editing(on front: Front, _ connection: Connection?) -> TextEditing {
        let environment = environment
        return { text in
            let secrets = Connection.tokenVariables(connection, environment: environment)
            let editor = TextEditor(environment: environment, secretVariables: secrets)
            switch front {
            case .screen(let screen): return await screen.release { await editor.edit(text) }
            case .dialogue: return await Interrupts.leaving { await editor.edit(text) }
            }
        }
    }
}
