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

    /// Whether a row passes every term of the filter.
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
