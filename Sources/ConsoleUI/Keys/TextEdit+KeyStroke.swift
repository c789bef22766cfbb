import ConsoleState
import TerminalKit

extension TextEdit {
    /// What a key does to a line of text; nil when it does nothing there.
    init?(_ stroke: KeyStroke) {
        if let character = stroke.typedCharacter {
            self = .insert(String(character))
            return
        }
        switch (stroke.modifiers, stroke.key) {
        case ([], .backspace): self = .backspace
        case ([], .delete): self = .delete
        case ([], .left): self = .left
        case ([], .right): self = .right
        case ([], .home): self = .home
        case ([], .end), (.control, .character("e")): self = .end
        case (.control, .character("u")): self = .deleteToStart
        case (.control, .character("w")): self = .deleteWord
        default: return nil
        }
    }
}
