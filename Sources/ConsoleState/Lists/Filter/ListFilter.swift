import Glibc

/// A filter as typed: words that must all occur in a row, in any column, whatever their case and accents.
///
/// `!word` must not occur, `a|b` is either, `role:viewer` looks at one column, and `"two words"` belong together.
/// `~word` wants the letters in their order with anything between them, and `re:` a regular expression.
package struct ListFilter: Sendable, Equatable {
    package let text: String
    let terms: [FilterTerm]
    /// The fault of a regular expression in it, which then hides nothing; nil when there is none.
    package let problem: String?

    package static let none = ListFilter("", columns: [])

    package init(_ text: String, columns: [ListColumn]) {
        self.text = text
        var terms: [FilterTerm] = []
        var problem: String?
        for word in Self.words(of: text) {
            do throws(PatternProblem) {
                if let term = try FilterTerm(word, columns: columns) { terms.append(term) }
            } catch {
                problem = problem ?? error.text
            }
        }
        self.terms = terms
        self.problem = problem
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// True when a great many rows take longer than a key may.
    var isSlow: Bool {
        terms.contains { term in
            if case .pattern = term.test { true } else { false }
        }
    }

    /// True when every row that passes this filter also passes `other`, so that only rows already found need a look.
    /// Says no when in doubt.
    package func narrows(_ other: ListFilter) -> Bool {
        if other.isEmpty { return true }
        let shared = other.terms.count - 1
        guard text.hasPrefix(other.text), terms.count >= other.terms.count,
            terms.prefix(shared).elementsEqual(other.terms.prefix(shared))
        else { return false }
        return terms[shared].narrows(other.terms[shared])
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

extension ListFilter {
    /// The column whose value is to be typed next, behind its name and the colon; nil elsewhere.
    package static func awaited(in input: TextInput, columns: [ListColumn]) -> Int? {
        guard input.cursor == input.text.count, var word = input.text.split(separator: " ").last, word.last == ":"
        else {
            return nil
        }
        if word.hasPrefix("!") { word = word.dropFirst() }
        return columns.firstIndex { $0.id == word.dropLast().lowercased() }
    }

    /// The filter that any of several pasted texts passes, a line each or with commas, semicolons or tabs between them.
    package static func any(of lines: [String]) -> String {
        let texts = lines.flatMap { $0.split { ",;\t".contains($0) } }.map { $0.trimmingSpaces }
        return quoted(texts.filter { !$0.isEmpty }.joined(separator: "|"))
    }

    /// A value as it is typed in a filter: in quotes where it has blanks.
    static func quoted(_ value: String) -> String { value.contains(" ") ? "\"\(value)\"" : value }

    /// The text that completes the filter being typed: the rest of a column's name with its colon, as `le:` after
    /// `!ro`. Nil unless the cursor stands behind the beginning of such a name.
    package static func completion(of input: TextInput, columns: [ListColumn]) -> String? {
        let isQuoted = input.text.count { $0 == "\"" } % 2 == 1
        guard input.cursor == input.text.count, !isQuoted,
            var word = input.text.split(separator: " ", omittingEmptySubsequences: false).last
        else { return nil }
        if word.hasPrefix("!") { word = word.dropFirst() }
        let start = word.lowercased()
        guard !start.isEmpty, let column = columns.first(where: { $0.id.hasPrefix(start) }) else { return nil }
        return column.id.dropFirst(start.count) + ":"
    }
}

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

    /// True when a folded text stands in the folded bytes of a cell or row. An empty one stands everywhere.
    static func occurs(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = needle.first else { return true }
        return needle.withUnsafeBytes { wanted in
            guard let wanted = wanted.baseAddress, var start = bytes.baseAddress else { return false }
            // Behind this address the needle no longer fits.
            let end = start + (bytes.count - needle.count + 1)
            while start < end, let hit = memchr(start, Int32(first), end - start) {
                if memcmp(hit, wanted, needle.count) == 0 { return true }
                start = UnsafeRawPointer(hit) + 1
            }
            return false
        }
    }
}

/// A filter at work on many rows: what its patterns learn from one row helps with the next.
struct FilterRun {
    private let terms: [FilterTerm]
    /// One for each pattern, in the order of the terms.
    private var matchers: [PatternMatcher]

    init(_ filter: ListFilter) {
        terms = filter.terms
        matchers = filter.terms.compactMap { term in
            if case .pattern(let pattern) = term.test { PatternMatcher(pattern) } else { nil }
        }
    }

    /// True when a row passes every term of the filter.
    mutating func passes(_ page: RowPage, row: Int) -> Bool {
        var next = 0
        for term in terms {
            let found = page.withFolded(row, column: term.column) { bytes in
                switch term.test {
                case .words(let words): return words.contains { FilterTerm.occurs($0, in: bytes) }
                case .pattern:
                    defer { next += 1 }
                    return matchers[next].occurs(in: bytes)
                }
            }
            if found == term.isNegated { return false }
        }
        return true
    }
}
