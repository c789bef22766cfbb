import ConsoleState
import TerminalKit

/// The message for a key that does nothing.
enum UnboundKey {
    /// Keys that work everywhere without being commands: suspend and draw again.
    private static let elsewhere: Set<KeyStroke> = [.control("z"), .control("l")]

    /// Nil where the key does something, types something, or is not taken at all now.
    static func note(_ stroke: KeyStroke, in context: CommandContext) -> String? {
        let state = context.state
        guard !context.layout.isTooSmall, !elsewhere.contains(stroke) else { return nil }
        if let confirmation = state.writes.confirmation, !confirmation.isShown { return nil }
        let scopes = Scope.active(in: state)
        guard let first = scopes.first, first.editing(in: state) == nil,
            CommandTable.command(for: stroke, in: scopes) == nil
        else { return nil }
        if case .character(let character) = stroke.key, let script = KeyboardScript(of: character) {
            return "\(stroke) is typed with the \(script.name) keyboard layout; commands need Latin letters"
        }
        let help = scopes.contains(.console) ? "; \(key: .help) shows all keys" : ""
        return "\(stroke) does nothing here\(help)"
    }
}
