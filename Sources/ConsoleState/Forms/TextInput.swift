import Foundation

/// A line of text being typed: the text and the position of the cursor in it.
package struct TextInput: Sendable, Equatable {
    package private(set) var text: String
    /// Characters (grapheme clusters) before the cursor.
    package private(set) var cursor: Int

    /// The cursor starts behind the text.
    package init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// True when there is nothing but blanks.
    package var isBlank: Bool { text.trimmingSpaces.isEmpty }

    /// Edits the text at its cursor.
    package mutating func apply(_ edit: TextEdit) {
        switch edit {
        case .insert(let added):
            let before = text.prefix(cursor) + added
            let after = text.dropFirst(cursor)
            // Counted after joining: an added combining mark melts into the character before it.
            let joined = String(before)
            text = joined + after
            cursor = min(joined.count, text.count)
        case .backspace: remove(from: cursor - 1, to: cursor)
        case .delete: remove(from: cursor, to: cursor + 1)
        case .left: cursor = max(cursor - 1, 0)
        case .right: cursor = min(cursor + 1, text.count)
        case .home: cursor = 0
        case .end: cursor = text.count
        case .deleteWord:
            let before = Array(text.prefix(cursor))
            var start = before.count
            while start > 0, before[start - 1].isWhitespace { start -= 1 }
            while start > 0, !before[start - 1].isWhitespace { start -= 1 }
            remove(from: start, to: cursor)
        case .deleteToStart: remove(from: 0, to: cursor)
        }
    }

    private mutating func remove(from start: Int, to end: Int) {
        let lower = max(start, 0)
        let upper = min(end, text.count)
        guard lower < upper else { return }
        text = String(text.prefix(lower) + text.dropFirst(upper))
        cursor = min(lower, text.count)
    }
}

/// One keystroke's worth of editing in a line of text.
package enum TextEdit: Sendable, Equatable {
    case insert(String)
    case backspace
    case delete
    case left
    case right
    case home
    case end
    /// Removes the word before the cursor.
    case deleteWord
    /// Removes everything before the cursor.
    case deleteToStart
}

/// The texts entered in a prompt before, to be recalled.
package struct TextHistory: Sendable, Equatable {
    /// The number that a person would go back through.
    private static let capacity = 50

    /// The newest last; none twice.
    private var entries: [String] = []
    /// The index of the entry recalled last; nil while the person's own text stands in the prompt.
    private var position: Int?
    /// The person's own text, which comes back behind the newest entry.
    private var draft = ""

    package init() {}

    /// The texts, the newest first.
    package var newestFirst: [String] { entries.reversed() }

    /// Keeps a text as the newest, unless it is empty. One that was there already moves.
    package mutating func add(_ text: String) {
        position = nil
        guard !text.isEmpty else { return }
        entries.removeAll { $0 == text }
        entries = entries.suffix(Self.capacity - 1) + [text]
    }

    /// The entry before the one recalled last; nil when there is none.
    /// - Parameter text: The text that stands in the prompt now.
    package mutating func older(than text: String) -> String? {
        let next = (position ?? entries.count) - 1
        guard entries.indices.contains(next) else { return nil }
        if position == nil { draft = text }
        position = next
        return entries[next]
    }

    /// The entry after the one recalled last, in the end the person's own text; nil when nothing was recalled.
    package mutating func newer() -> String? {
        guard let last = position else { return nil }
        position = last + 1 < entries.count ? last + 1 : nil
        return position.map { entries[$0] } ?? draft
    }
}

/// Gives a text to the person's own editor.
///
/// - Returns: The text as they left it, or why there is none.
package typealias TextEditing = @Sendable (_ text: String) async -> Result<String, TextEditingProblem>

/// The reason why an editor gave no text back, for a person.
package struct TextEditingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension StringProtocol {
    /// The text without blanks at both ends.
    package var trimmingSpaces: String { trimmingCharacters(in: .whitespaces) }
}
