import Glibc

/// A filter as typed: words that must all occur in a row, in any column, whatever their case and accents.
///
/// `!word` must not occur, `a|b` is either, `role:viewer` looks at one column, and `"two words"` belong together.
package struct ListFilter: Sendable, Equatable {
    package let text: String
    private let terms: [Term]

    private struct Term: Sendable, Equatable {
        var isNegated = false
        var column: Int?
        /// Folded; one of them must occur.
        var alternatives: [[UInt8]]
    }

    package static let none = ListFilter("", columns: [])

    package init(_ text: String, columns: [ListColumn]) {
        self.text = text
        terms = Self.words(of: text).compactMap { word in
            var rest = word
            var term = Term(alternatives: [])
            if rest.hasPrefix("!") {
                term.isNegated = true
                rest.removeFirst()
            }
            if let colon = rest.firstIndex(of: ":"),
                let column = columns.firstIndex(where: { $0.id == rest[..<colon].lowercased() })
            {
                term.column = column
                rest = String(rest[rest.index(after: colon)...])
            }
            term.alternatives = rest.split(separator: "|").map { FoldedText.bytes(String($0)) }
            // A word still being typed, as `!` or `role:`, must not empty the list.
            return term.alternatives.isEmpty ? nil : term
        }
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// True when every row that passes this filter also passes `other`, so that only rows already found need a look.
    /// Says no when in doubt.
    package func narrows(_ other: ListFilter) -> Bool {
        if other.isEmpty { return true }
        let shared = other.terms.count - 1
        guard text.hasPrefix(other.text), terms.count >= other.terms.count,
            terms.prefix(shared).elementsEqual(other.terms.prefix(shared))
        else { return false }
        let (mine, old) = (terms[shared], other.terms[shared])
        return mine == old
            || !mine.isNegated && !old.isNegated && mine.column == old.column
                && mine.alternatives.count == 1 && old.alternatives.count == 1
                && mine.alternatives[0].starts(with: old.alternatives[0])
    }

    func matches(_ page: RowPage, row: Int) -> Bool {
        terms.allSatisfy { term in
            let found = page.withFolded(row, column: term.column) { bytes in
                term.alternatives.contains { Self.occurs($0, in: bytes) }
            }
            return found != term.isNegated
        }
    }

    static func occurs(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = needle.first else { return true }
        return needle.withUnsafeBytes { wanted in
            guard let wanted = wanted.baseAddress, var place = bytes.baseAddress else { return false }
            // Behind this place the needle no longer fits.
            let end = place + (bytes.count - needle.count + 1)
            while place < end, let hit = memchr(place, Int32(first), end - place) {
                if memcmp(hit, wanted, needle.count) == 0 { return true }
                place = UnsafeRawPointer(hit) + 1
            }
            return false
        }
    }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted:
                words.append(word)
                word = ""
            default: word.append(character)
            }
        }
        return (words + [word]).filter { !$0.isEmpty }
    }
}
