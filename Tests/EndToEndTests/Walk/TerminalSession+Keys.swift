import TerminalKit
import TestTerminal

extension TerminalSession {
    /// Presses keys together, as the terminal codes them.
    func type(_ keys: [KeyStroke]) throws {
        let isApplication = emulator.modes.applicationCursorKeys
        try terminal.write(keys.compactMap(TerminalKey.init).flatMap { $0.bytes(applicationCursor: isApplication) })
    }
}

extension TerminalKey {
    /// Nil for what a terminal has no code for.
    init?(_ stroke: KeyStroke) {
        switch (stroke.key, stroke.modifiers) {
        case (.character(let character), .control): self = .control(character)
        case (.character(let character), .alt): self = .alt(character)
        case (.character(let character), _): self = .character(character)
        case (.function(let number), _): self = .function(number)
        case (let key, _):
            let codes: [Key: TerminalKey] = [
                .enter: .enter, .tab: .tab, .backTab: .backTab, .escape: .escape, .backspace: .backspace,
                .delete: .delete, .insert: .insert, .up: .up, .down: .down, .left: .left, .right: .right,
                .home: .home, .end: .end, .pageUp: .pageUp, .pageDown: .pageDown,
            ]
            guard let code = codes[key] else { return nil }
            self = code
        }
    }
}
