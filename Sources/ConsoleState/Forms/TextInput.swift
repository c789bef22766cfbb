/// A line of text being typed: the text and the place of the cursor in it.
package struct TextInput: Sendable, Equatable {
    package private(set) var text: String
    /// Characters (grapheme clusters) before the cursor.
    package private(set) var cursor: Int

    /// The cursor starts behind the text.
    package init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Whether there is nothing but blanks.
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
