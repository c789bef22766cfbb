/// A filter as typed: words that must all occur in a row, in any column, whatever their case and accents.
///
/// `!word` must not occur, `a|b` is either, `role:viewer` looks at one column, and `"two words"` belong together.
/// `~word` wants the letters in their order with anything between them, and `re:` a regular expression.
package struct ListFilter: Sendable, Equatable {
    package let text: String
    let terms: [FilterTerm]
    /// What is wrong with a regular expression in it, which then hides nothing; nil when nothing is.
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
