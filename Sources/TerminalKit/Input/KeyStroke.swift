/// A key with its modifiers, as it arrives and as key configurations write it: `Ctrl-S`, `Space`, `PgUp`, `F1`, `/`.
package struct KeyStroke: Sendable, Hashable {
    package struct Modifiers: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let control = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        /// Only reported for keys that are not characters: arrows, Home and the like.
        package static let shift = Modifiers(rawValue: 4)
    }

    package let key: Key
    package let modifiers: Modifiers

    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    package init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }

    /// The stroke for Ctrl with a letter, written in lower case.
    package static func control(_ character: Character) -> KeyStroke {
        KeyStroke(.character(character), .control)
    }

    /// The character this stroke types into a field, if it types one.
    package var typedCharacter: Character? {
        guard modifiers.isEmpty, case .character(let character) = key else { return nil }
        return character
    }
}

extension KeyStroke: CustomStringConvertible {
    private static let names: [(Key, String)] = [
        (.character(" "), "Space"), (.enter, "Enter"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.escape, "Esc"),
        (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"), (.left, "Left"),
        (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
    ]

    /// Other spellings that ``init(parsing:)`` takes.
    private static let aliases: [String: Key] = [
        "return": .enter, "escape": .escape, "delete": .delete, "insert": .insert, "pageup": .pageUp,
        "pagedown": .pageDown, "backtab": .backTab,
    ]

    /// The stroke as users write it. Letters with Ctrl are written as capitals, as on the keyboard.
    package var description: String {
        var text = ""
        if modifiers.contains(.control) { text += "Ctrl-" }
        if modifiers.contains(.alt) { text += "Alt-" }
        if modifiers.contains(.shift) { text += "Shift-" }
        switch key {
        case .function(let number): return text + "F\(number)"
        case .character(let character) where character != " ":
            return text + (modifiers.contains(.control) ? character.uppercased() : String(character))
        default: return text + (KeyStroke.names.first { $0.0 == key }?.1 ?? "?")
        }
    }

    /// Reads a stroke as users write it; nil when the text names no key. Names and modifiers may be in any case,
    /// and `^S` and `C-s` mean `Ctrl-S`.
    package init?(parsing text: String) {
        var rest = Substring(text)
        var modifiers: Modifiers = []
        let prefixes: [(String, Modifiers)] = [
            ("ctrl-", .control), ("c-", .control), ("alt-", .alt), ("m-", .alt), ("shift-", .shift), ("s-", .shift),
        ]
        while let (prefix, modifier) = prefixes.first(where: {
            rest.lowercased().hasPrefix($0.0) && rest.count > $0.0.count
        }) {
            rest = rest.dropFirst(prefix.count)
            modifiers.insert(modifier)
        }
        if rest.count == 2, rest.hasPrefix("^") {
            rest = rest.dropFirst()
            modifiers.insert(.control)
        }
        guard let key = KeyStroke.key(named: rest) else { return nil }
        self.init(key, modifiers)
        normalise()
    }

    private static func key(named name: Substring) -> Key? {
        if name.count == 1, let character = name.first {
            return Sanitizer.clean(String(character)) == String(character) ? .character(character) : nil
        }
        let lower = name.lowercased()
        if let known = names.first(where: { $0.1.lowercased() == lower })?.0 ?? aliases[lower] { return known }
        if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...63).contains(number) {
            return .function(number)
        }
        return nil
    }

    /// One form for each stroke: Ctrl with a small letter, Shift-Tab as back tab, Shift with a letter as the capital.
    private mutating func normalise() {
        var key = key
        var modifiers = modifiers
        if case .character(let character) = key {
            if modifiers.contains(.control), let lower = character.lowercased().first {
                key = .character(lower)
                modifiers.remove(.shift)
            } else if modifiers.contains(.shift), let upper = character.uppercased().first {
                key = .character(upper)
                modifiers.remove(.shift)
            }
        } else if key == .tab, modifiers.contains(.shift) {
            key = .backTab
            modifiers.remove(.shift)
        }
        self = KeyStroke(key, modifiers)
    }
}

/// A key of the keyboard, as far as terminals distinguish them.
package enum Key: Sendable, Hashable {
    /// A character typed, as one grapheme cluster; letters with Shift come as capitals.
    case character(Character)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `function(1)`.
    case function(Int)
}

extension KeyStroke {
    /// The stroke a single character stands for. Tab, Enter, Esc and Backspace are the keys of these names, the other
    /// control characters are letters with Ctrl; Ctrl-J (line feed) is not Enter, which sends a carriage return.
    init(scalar: Unicode.Scalar) {
        self =
            switch scalar.value {
            case 0: KeyStroke(" ", .control)
            case 8, 127: KeyStroke(.backspace)
            case 9: KeyStroke(.tab)
            case 13: KeyStroke(.enter)
            case 27: KeyStroke(.escape)
            case 1...26: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 96)))
            case 28...31: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 64)))
            default: KeyStroke(Character(scalar))
            }
    }
}
