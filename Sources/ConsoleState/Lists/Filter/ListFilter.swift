package import Foundation
package import SisenseClient

/// A filter as typed: words that must all occur in a row, in any column, whatever their case and accents.
///
/// `!word` must not occur, `a|b` is either, `role:viewer` looks at one column, and `"two words"` belong together.
/// `~word` wants the letters in their order with anything between them, and `re:` a regular expression. `members>50`,
/// `login>90d` and `created<2026-01-01` compare numbers and times.
package struct ListFilter: Sendable, Equatable {
    package let text: String
    let terms: [FilterTerm]
    /// The fault of a word that is understood to mean something else than its text, and then hides nothing; nil when
    /// there is none.
    package let problem: String?
    /// The only records that may pass, whatever is typed; nil where all may.
    package let selection: RecordSelection?

    package static let none = ListFilter("", columns: [], now: Timestamp(milliseconds: 0), timeZone: .gmt)

    /// - Parameters:
    ///   - now: The time that ages such as `90d` count from.
    ///   - timeZone: The one of the dates in it.
    package init(
        _ text: String, columns: [ListColumn], selection: RecordSelection? = nil, now: Timestamp, timeZone: TimeZone
    ) {
        (self.text, self.selection) = (text, selection)
        var terms: [FilterTerm] = []
        var problem: String?
        for word in Self.words(of: text) {
            do throws(FilterProblem) {
                let term = try FilterTerm(word, columns: columns, now: now, timeZone: timeZone)
                if let term { terms.append(term) }
            } catch {
                problem = problem ?? error.text
            }
        }
        self.terms = terms
        self.problem = problem
    }

    package var isEmpty: Bool { terms.isEmpty && selection == nil }

    /// True when a great many rows take longer than a key may.
    var isSlow: Bool {
        selection != nil
            || terms.contains { term in
                switch term.test {
                case .pattern: true
                case .words(let words): words.count > 20
                case .text, .numbers, .ages: false
                }
            }
    }

    /// True when every row that passes this filter also passes `other`, so that only rows already found need a look.
    /// Says no when in doubt.
    package func narrows(_ other: ListFilter) -> Bool {
        if other.isEmpty { return true }
        guard other.selection == nil || other.selection == selection else { return false }
        if other.terms.isEmpty { return true }
        let shared = other.terms.count - 1
        guard text.hasPrefix(other.text), terms.count >= other.terms.count,
            terms.prefix(shared).elementsEqual(other.terms.prefix(shared))
        else { return false }
        return terms[shared].narrows(other.terms[shared])
    }

    private static func words(of text: String) -> [FilterWord] {
        var words: [FilterWord] = []
        var word = FilterWord()
        var isQuoted = false
        for character in text {
            switch character {
            case "\"":
                if word.text.isEmpty { word.isQuoted = true }
                isQuoted.toggle()
            case " " where !isQuoted:
                words.append(word)
                word = FilterWord()
            default: word.text.append(character)
            }
        }
        return (words + [word]).filter { !$0.text.isEmpty }
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
        return ColumnTerm.column(String(word.dropLast()), among: columns)
    }

    /// The filter for rows that hold any of these lines.
    package static func alternatives(of lines: [String]) -> String {
        lines.map(quoted).joined(separator: "|")
    }

    /// A value as it is typed in a filter: in quotes where it has blanks.
    static func quoted(_ value: String) -> String { value.contains(" ") ? "\"\(value)\"" : value }

    /// The text that completes the filter being typed: the rest of a column's name or heading with its colon, as `le:`
    /// after `!ro`, `-login:` after `last`. Nil unless the cursor stands behind the beginning of such a name.
    package static func completion(of input: TextInput, columns: [ListColumn]) -> String? {
        let isQuoted = input.text.count { $0 == "\"" } % 2 == 1
        guard input.cursor == input.text.count, !isQuoted,
            var word = input.text.split(separator: " ", omittingEmptySubsequences: false).last
        else { return nil }
        if word.hasPrefix("!") { word = word.dropFirst() }
        let start = word.lowercased()
        guard !start.isEmpty else { return nil }
        let names = columns.map(\.id) + columns.map { ColumnTerm.typed($0.title) }
        return names.first { $0.hasPrefix(start) }.map { $0.dropFirst(start.count) + ":" }
    }
}

/// Records that somebody was led to, as those behind a finding: a list shows them alone until that is cleared.
package struct RecordSelection: Sendable, Equatable {
    /// What they have in common, as in `3 accounts locked`.
    package let title: String
    package let ids: Set<RecordID>

    package init(_ title: String, _ ids: some Sequence<RecordID>) {
        (self.title, self.ids) = (title, Set(ids))
    }
}

/// A filter at work on many rows: what its patterns learn from one row helps with the next.
struct FilterRun {
    private let terms: [FilterTerm]
    private let ids: Set<RecordID>?
    /// One for each pattern, in the order of the terms.
    private var matchers: [PatternMatcher]

    init(_ filter: ListFilter) {
        (terms, ids) = (filter.terms, filter.selection?.ids)
        matchers = filter.terms.compactMap { term in
            if case .pattern(let pattern) = term.test { PatternMatcher(pattern) } else { nil }
        }
    }

    /// True when a row passes every term of the filter.
    mutating func passes(_ page: RowPage, row: Int) -> Bool {
        if let ids, !ids.contains(page.id(row)) { return false }
        var next = 0
        for term in terms {
            let found = page.withFolded(row, column: term.column) { bytes in
                switch term.test {
                case .words(let words): return words.contains { FilterTerm.occurs($0, in: bytes) }
                case .text(let text): return bytes.elementsEqual(text)
                case .numbers(let range): return range.contains(page.number(row, term.column))
                case .ages(let ranges):
                    let number = page.number(row, term.column)
                    return ranges.contains { $0.contains(number) }
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
