import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// Copies by the way that is known to work here, and says which it was.
struct Copying {
    let route: Clipboard.Route
    let environment: [String: String]
    /// Of mode 0600; the newest copy replaces the one before.
    let file: URL
    /// Sends a text to the clipboard of the terminal; false for one that is too long.
    let send: @Sendable (String) async -> Bool

    func copy(_ text: String) async -> CopyOutcome {
        switch route {
        case .tmux: if await TmuxBuffer(environment: environment).load(text) { return .inTmux }
        case .terminal: if await send(text) { return .sentToTerminal }
        case .none: break
        }
        do throws(PrivateFileError) {
            try PrivateFile.write(Data(text.utf8), to: file)
            return .written(file.path(percentEncoded: false))
        } catch {
            return .failed("\(error.description) \(error.nextStep)")
        }
    }
}
