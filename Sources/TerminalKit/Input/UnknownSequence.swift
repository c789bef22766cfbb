/// The rest of a sequence that nobody understands (ECMA-48, 5.4 and 5.6): which of the characters behind an Esc belong
/// to it.
struct UnknownSequence {
    private enum Form {
        /// `ESC O`: one more character.
        case single
        /// `ESC [`: up to a character from `@` to `~`.
        case control
        /// `ESC ]`, `ESC P`, `ESC _`, `ESC ^`: a text up to BEL or `ESC \`.
        case text
    }

    private let form: Form
    private var isOver = false

    /// Nil when the character after the Esc begins no sequence.
    init?(afterEscape scalar: Unicode.Scalar) {
        switch scalar {
        case "O": form = .single
        case "[": form = .control
        case "]", "P", "_", "^": form = .text
        default: return nil
        }
    }

    /// Whether the character belongs to the sequence; false for all that come after its end.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        if isOver { return false }
        switch form {
        case .single: isOver = true
        case .control:
            // A control character is no part of it: a key was pressed before it was complete.
            if scalar.value < 0x20 || scalar.value > 0x7E { return false }
            isOver = scalar.value >= 0x40
        case .text: isOver = scalar == "\u{7}" || scalar == "\\"
        }
        return true
    }
}
