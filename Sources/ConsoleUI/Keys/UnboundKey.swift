import ConsoleState
import TerminalKit

/// The message for a key that does nothing.
enum UnboundKey {
    /// Keys that work everywhere without being commands: suspend and draw again.
    private static let elsewhere: Set<KeyStroke> = [.control("z"), .control("l")]

    /// True for a key that is about the terminal alone: what the console shows stays as it is, messages too.
    static func isElsewhere(_ stroke: KeyStroke) -> Bool { elsewhere.contains(stroke) }

    /// Nil where the key does something, types something, or is not taken at all now.
    /// - Parameter scopes: Those that take keys in this state.
    static func note(_ stroke: KeyStroke, in context: CommandContext, _ scopes: [Scope]) -> String? {
        let state = context.state
        guard !context.layout.isTooSmall else { return nil }
        if let confirmation = state.writes.confirmation, !confirmation.isShown { return nil }
        guard let first = scopes.first, first.editing(in: state) == nil,
            CommandTable.command(for: stroke, in: scopes) == nil,
            first != .actions || !ActionMenu(context).hasLetter(stroke)
        else { return nil }
        if case .character(let character) = stroke.key, let script = KeyboardScript(of: character) {
            return "\(stroke) is typed with the \(script.name) keyboard layout; commands need Latin letters"
        }
        let help = scopes.contains(.console) ? "; \(key: .help) shows all keys" : ""
        return "\(stroke) does nothing here\(help)"
    }
}

/// The script of a keyboard layout that types no Latin letters.
enum KeyboardScript: CaseIterable {
    case arabic, armenian, cyrillic, devanagari, georgian, greek, hebrew, japanese, korean, thai

    /// The script a letter belongs to; nil for Latin letters and for scripts without a layout of their own.
    init?(of character: Character) {
        guard let scalar = character.unicodeScalars.first?.value else { return nil }
        let script = Self.allCases.first { script in script.ranges.contains { $0.contains(scalar) } }
        guard let script else { return nil }
        self = script
    }

    /// The name as it stands in a sentence.
    var name: String {
        switch self {
        case .arabic: "Arabic"
        case .armenian: "Armenian"
        case .cyrillic: "Cyrillic"
        case .devanagari: "Devanagari"
        case .georgian: "Georgian"
        case .greek: "Greek"
        case .hebrew: "Hebrew"
        case .japanese: "Japanese"
        case .korean: "Korean"
        case .thai: "Thai"
        }
    }

    private var ranges: [ClosedRange<UInt32>] {
        switch self {
        case .arabic: [0x0600...0x06FF]
        case .armenian: [0x0530...0x058F]
        case .cyrillic: [0x0400...0x052F]
        case .devanagari: [0x0900...0x097F]
        case .georgian: [0x10A0...0x10FF, 0x1C90...0x1CBF]
        case .greek: [0x0370...0x03FF]
        case .hebrew: [0x0590...0x05FF]
        case .japanese: [0x3040...0x30FF]
        case .korean: [0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3]
        case .thai: [0x0E00...0x0E7F]
        }
    }
}
