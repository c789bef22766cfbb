/// A key that comes as the number of its character: `CSI code ; modifiers u` (the kitty keyboard protocol, and xterm's
/// `formatOtherKeys`) or `CSI 27 ; modifiers ; code ~` (xterm's `modifyOtherKeys`).
struct EncodedKey {
    /// The kind of event of a key let go.
    static let release = 3

    private let code: Int
    /// The character with Shift on this keyboard, where the terminal reports it.
    private var shifted: Int?
    /// The character at the same position of a Latin keyboard, where the terminal reports it.
    private var latin: Int?
    /// The text that the key types, where the terminal reports it.
    private var text: [Int] = []
    private let modifiers: KeyStroke.Modifiers

    /// Nil when it is the release of a key, or a combination for somebody else.
    init?(_ sequence: ControlSequence) {
        guard let code = sequence.number(0), sequence.part(1, 1) != Self.release,
            let modifiers = KeyStroke.Modifiers(code: sequence.number(1) ?? 1)
        else { return nil }
        (self.code, self.modifiers) = (code, modifiers)
        shifted = sequence.part(0, 1)
        latin = sequence.part(0, 2)
        if sequence.parameters.count > 2 { text = sequence.parameters[2].compactMap(\.self) }
    }

    init?(otherKeys sequence: ControlSequence) {
        guard let code = sequence.number(2), let modifiers = KeyStroke.Modifiers(code: sequence.number(1) ?? 1)
        else { return nil }
        (self.code, self.modifiers) = (code, modifiers)
    }

    /// The stroke as it would come in the coding without numbers; nil for a key that types nothing, such as Shift alone.
    var stroke: KeyStroke? {
        if let key = Self.named[code] { return Self.normal(key, modifiers) }
        if (57_376...57_398).contains(code) { return KeyStroke(.function(code - 57_363), modifiers) }
        if let character = Self.keypad[code] { return KeyStroke(character, modifiers.subtracting(.shift)) }
        guard let character = Self.character(code) else { return nil }
        return modifiers.contains(.control) ? withControl(character) : typed(character)
    }

    private func withControl(_ character: Character) -> KeyStroke? {
        let other = modifiers.subtracting([.control, .shift])
        let latin = character.isASCII ? nil : latin.flatMap(Self.character)
        guard let letter = (latin ?? character).lowercased().first else { return nil }
        switch letter {
        case "i": return KeyStroke(.tab, other)
        case "m": return KeyStroke(.enter, other)
        case "[": return KeyStroke(.escape, other)
        default: return KeyStroke(.character(letter), other.union(.control))
        }
    }

    private func typed(_ character: Character) -> KeyStroke? {
        let other = modifiers.subtracting(.shift)
        if other.isEmpty, !text.isEmpty {
            let scalars = text.compactMap { UInt32(exactly: $0).flatMap(Unicode.Scalar.init) }
            let typed = String(String.UnicodeScalarView(scalars))
            return typed.count == 1 ? typed.first.map { KeyStroke($0) } : nil
        }
        guard modifiers.contains(.shift) else { return KeyStroke(character, other) }
        if let shifted = shifted.flatMap(Self.character) { return KeyStroke(shifted, other) }
        // xterm sends the character with Shift applied, kitty without: of a letter both make the capital.
        if let capital = character.uppercased().first, character.uppercased().count == 1, character.isLetter {
            return KeyStroke(capital, other)
        }
        // The result of Shift with a digit or sign is known to the keyboard alone, and a wrong key is worse than none;
        // signs that are never typed without it are what they are.
        return "!\"#$%&()*+:<>?@^_{|}~ ".contains(character) ? KeyStroke(character, other) : nil
    }

    private static func normal(_ key: Key, _ modifiers: KeyStroke.Modifiers) -> KeyStroke {
        switch key {
        case .tab where modifiers.contains(.shift): KeyStroke(.backTab, modifiers.subtracting(.shift))
        case .enter, .escape, .backspace: KeyStroke(key, modifiers.subtracting(.shift))
        default: KeyStroke(key, modifiers)
        }
    }

    private static let named: [Int: Key] = [
        8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace, 57_414: .enter, 57_417: .left,
        57_418: .right, 57_419: .up, 57_420: .down, 57_421: .pageUp, 57_422: .pageDown, 57_423: .home, 57_424: .end,
        57_425: .insert, 57_426: .delete,
    ]

    private static let keypad: [Int: Character] = [
        57_399: "0", 57_400: "1", 57_401: "2", 57_402: "3", 57_403: "4", 57_404: "5", 57_405: "6", 57_406: "7",
        57_407: "8", 57_408: "9", 57_409: ".", 57_410: "/", 57_411: "*", 57_412: "-", 57_413: "+", 57_415: "=",
        57_416: ",",
    ]

    /// Nil for control characters and for the private numbers of keys that type nothing.
    private static func character(_ code: Int) -> Character? {
        guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value), value >= 0x20,
            !(0x7F...0x9F).contains(value), !(0xE000...0xF8FF).contains(value)
        else { return nil }
        return Character(scalar)
    }
}
