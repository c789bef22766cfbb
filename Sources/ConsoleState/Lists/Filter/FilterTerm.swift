import Glibc

/// One word of a filter: what is looked for, in which column, and whether it must be there or not.
struct FilterTerm: Sendable, Equatable {
    enum Test: Sendable, Equatable {
        /// Folded texts, one of which must occur.
        case words([[UInt8]])
        case pattern(Pattern)
    }

    var isNegated = false
    var column: Int?
    var test: Test

    /// - Returns: nil for a word that is still being typed, as `!` or `role:`: it must not empty the list.
    /// - Throws: `PatternProblem` for `re:` with something that is no regular expression.
    init?(_ word: String, columns: [ListColumn]) throws(PatternProblem) {
        var rest = word[...]
        if rest.first == "!" {
            isNegated = true
            rest.removeFirst()
        }
        if let colon = rest.firstIndex(of: ":"),
            let column = columns.firstIndex(where: { $0.id == rest[..<colon].lowercased() })
        {
            self.column = column
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("re:") {
            let text = String(rest.dropFirst(3))
            guard !text.isEmpty else { return nil }
            test = .pattern(try Pattern(text))
            return
        }
        let isFuzzy = rest.first == "~"
        let alternatives = (isFuzzy ? rest.dropFirst() : rest).split(separator: "|").map(String.init)
        guard !alternatives.isEmpty else { return nil }
        test =
            isFuzzy
            ? .pattern(try Pattern(.choice(alternatives.map(PatternNode.fuzzy))))
            : .words(alternatives.map(FoldedText.bytes))
    }

    /// True when every row that passes this one also passes `other`; no when in doubt.
    func narrows(_ other: FilterTerm) -> Bool {
        if self == other { return true }
        guard !isNegated, !other.isNegated, column == other.column, case .words(let mine) = test,
            case .words(let old) = other.test
        else { return false }
        return mine.count == 1 && old.count == 1 && mine[0].starts(with: old[0])
    }

    /// Whether a folded text stands in the folded bytes of a cell or row. An empty one stands everywhere.
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
}
