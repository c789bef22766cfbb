/// The keys of sequences in all codings in use: those of xterm, VT220, the Linux console, PuTTY and rxvt do not
/// collide, so that none depends on the terminal's type being named rightly.
enum KeyTable {
    /// Numbers before a tilde (VT220, and rxvt's for Home and End).
    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
        29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
    ]

    private static let lettered: [Unicode.Scalar: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "P": .function(1), "Q": .function(2),
        "S": .function(4),
    ]

    /// Arrows of rxvt, with Shift behind `ESC [` and with Ctrl behind `ESC O`.
    private static let small: [Unicode.Scalar: Key] = ["a": .up, "b": .down, "c": .right, "d": .left]

    /// The keypad in its application mode (VT100).
    private static let keypad: [Unicode.Scalar: Key] = [
        "M": .enter, "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"),
        "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
        "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
        "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
        "x": .character("8"), "y": .character("9"), "R": .function(3),
    ]

    /// The key of a control sequence; nil when it is none, such as a report, or the release of a key.
    static func stroke(for sequence: ControlSequence) -> KeyStroke? {
        guard sequence.prefix == nil, sequence.intermediates.isEmpty else { return nil }
        switch sequence.final {
        case "~" where sequence.number(0) == 27 && sequence.parameters.count == 3:
            return EncodedKey(otherKeys: sequence)?.stroke
        case "u": return EncodedKey(sequence)?.stroke
        case "~": return modified(sequence.number(0).flatMap { numbered[$0] }, sequence)
        case "^": return rxvt(sequence, .control)
        case "$": return rxvt(sequence, .shift)
        case "@": return rxvt(sequence, [.control, .shift])
        case "Z": return KeyStroke(.backTab)
        case "a", "b", "c", "d":
            return sequence.parameters.isEmpty ? small[sequence.final].map { KeyStroke($0, .shift) } : nil
        default:
            guard sequence.parameters.count <= 2, sequence.number(0) ?? 1 == 1 else { return nil }
            return modified(lettered[sequence.final], sequence)
        }
    }

    /// The key of `ESC O … final`.
    static func stroke(single sequence: ControlSequence) -> KeyStroke? {
        if let key = small[sequence.final], sequence.parameters.isEmpty { return KeyStroke(key, .control) }
        guard let key = lettered[sequence.final] ?? keypad[sequence.final] else { return nil }
        // The modifier is the only number or the second one.
        let code = sequence.number(1) ?? sequence.number(0) ?? 1
        return KeyStroke.Modifiers(code: code).map { KeyStroke(key, $0) }
    }

    /// The first five function keys of the Linux console.
    static func stroke(linuxFunction final: Unicode.Scalar) -> KeyStroke? {
        guard ("A"..."E").contains(final) else { return nil }
        return KeyStroke(.function(Int(final.value) - 0x40))
    }

    private static func modified(_ key: Key?, _ sequence: ControlSequence) -> KeyStroke? {
        guard let key, sequence.parameters.count <= 2, sequence.part(1, 1) != EncodedKey.release else { return nil }
        return KeyStroke.Modifiers(code: sequence.number(1) ?? 1).map { KeyStroke(key, $0) }
    }

    private static func rxvt(_ sequence: ControlSequence, _ modifiers: KeyStroke.Modifiers) -> KeyStroke? {
        guard sequence.parameters.count == 1, let key = sequence.number(0).flatMap({ numbered[$0] }) else { return nil }
        return KeyStroke(key, modifiers)
    }
}

extension KeyStroke.Modifiers {
    /// The modifiers as terminals number them: 1 plus 1 for Shift, 2 for Alt, 4 for Ctrl and 32 for Meta. The locks count
    /// for nothing; nil with a key (Super, Hyper) that makes it a stroke for somebody else.
    init?(code: Int) {
        guard (1...256).contains(code) else { return nil }
        let bits = code - 1
        guard bits & 0b1_1000 == 0 else { return nil }
        self = []
        if bits & 1 != 0 { insert(.shift) }
        if bits & (2 | 32) != 0 { insert(.alt) }
        if bits & 4 != 0 { insert(.control) }
    }
}
