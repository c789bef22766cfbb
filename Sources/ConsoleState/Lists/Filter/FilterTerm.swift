import Foundation
import Glibc
import SisenseClient

/// A word of a filter as it stands between blanks, without its quotes.
struct FilterWord: Equatable {
    var text = ""
    /// True when it begins with a quote: then a sign in it may be meant as that sign.
    var isQuoted = false
}

/// A word that is understood to mean something else than its text, and is wrong.
struct FilterProblem: Error, Equatable {
    let text: String
}

/// One word of a filter: what is looked for, in which column, and whether it must be there or not.
struct FilterTerm: Sendable, Equatable {
    enum Test: Sendable, Equatable {
        /// Folded texts, one of which must occur.
        case words([[UInt8]])
        case pattern(Pattern)
        /// The whole folded cell.
        case text([UInt8])
        /// The number of the cell, which none has that is empty.
        case numbers(NumberRange)
        /// The time of the cell, which lies in one of these.
        case ages([NumberRange])
    }

    var isNegated = false
    var column: Int?
    var test: Test

    /// - Returns: nil for a word that is still being typed, as `!` or `role:`: it must not empty the list.
    /// - Throws: `FilterProblem` for a column that does not exist, for what cannot be compared, and for `re:` with
    ///   something that is no regular expression.
    init?(_ word: FilterWord, columns: [ListColumn], now: Timestamp, timeZone: TimeZone) throws(FilterProblem) {
        var rest = word.text[...]
        if rest.first == "!" {
            isNegated = true
            rest.removeFirst()
        }
        if let head = try ColumnTerm(rest, isQuoted: word.isQuoted, columns: columns) {
            column = head.column
            rest = head.value
            if let comparison = head.comparison {
                guard !rest.isEmpty else { return nil }
                test = try comparison.test(String(rest), in: columns[head.column], now: now, timeZone: timeZone)
                return
            }
            if columns[head.column].kind == .time, let ages = ShownAge.ranges(of: rest, now: now) {
                test = .ages(ages)
                return
            }
        }
        do throws(PatternProblem) {
            guard let test = try Self.test(rest) else { return nil }
            self.test = test
        } catch {
            throw FilterProblem(text: error.text)
        }
    }

    /// The test for texts; nil when nothing is typed yet.
    private static func test(_ rest: Substring) throws(PatternProblem) -> Test? {
        if rest.hasPrefix("re:") {
            let text = String(rest.dropFirst(3))
            return text.isEmpty ? nil : .pattern(try Pattern(text))
        }
        let isFuzzy = rest.first == "~"
        let alternatives = (isFuzzy ? rest.dropFirst() : rest).split(separator: "|").map(String.init)
        if alternatives.isEmpty { return nil }
        return isFuzzy
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
