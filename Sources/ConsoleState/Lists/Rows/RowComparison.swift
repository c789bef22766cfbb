import Glibc

/// The order of a list by one of its columns, and by another one where rows are equal there.
package struct ListSort: Sendable, Equatable {
    package struct Key: Sendable, Equatable {
        package var column: Int
        package var isDescending: Bool
    }

    package var first: Key
    /// Nil where rows that are equal keep the order they came in.
    package private(set) var second: Key?

    package var column: Int { first.column }
    package var isDescending: Bool { first.isDescending }

    package init(column: Int, isDescending: Bool = false) {
        first = Key(column: column, isDescending: isDescending)
    }

    /// The order by one column, and by another where that says nothing.
    init(_ first: Key, then second: Key?) {
        (self.first, self.second) = (first, second)
    }

    /// The order by a column, with the present one below it; by the same column again it is reversed.
    func chosen(column: Int) -> ListSort {
        guard column != self.column else { return reversed }
        var sort = ListSort(column: column)
        sort.second = first
        return sort
    }

    var reversed: ListSort {
        var sort = self
        sort.first.isDescending.toggle()
        return sort
    }

    /// The position of a column among those that the rows are sorted by, from 0, and its direction; nil for another one.
    package func place(of column: Int) -> (index: Int, isDescending: Bool)? {
        let keys = [first] + [second].compactMap(\.self)
        return keys.firstIndex { $0.column == column }.map { ($0, keys[$0].isDescending) }
    }
}

/// The keys that the rows of a page sort by in one column, made once for all comparisons.
enum SortKeys: Sendable {
    /// The keys of a collation one behind the other, and their ends.
    case texts([UInt8], ends: [UInt32], Collation)
    /// Numbers so coded that they compare as they are worth.
    case numbers([UInt64])

    init(_ page: RowPage, column: Int, _ collation: Collation) {
        if let numbers = page.numbers(column) {
            self = .numbers(numbers.map(Self.code))
            return
        }
        var (bytes, ends): ([UInt8], [UInt32]) = ([], [])
        ends.reserveCapacity(page.count)
        for row in 0..<page.count {
            page.withFolded(row, column: column) { folded in
                collation.appendKey(of: page.cell(row, column), folded: folded, to: &bytes)
            }
            ends.append(UInt32(truncatingIfNeeded: bytes.count))
        }
        self = .texts(bytes, ends: ends, collation)
    }

    /// The order of floating-point numbers as whole ones; none, which is not a number, is the last.
    private static func code(_ number: Double) -> UInt64 {
        if number.isNaN { return .max }
        let bits = (number == 0 ? 0 : number).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// The beginning of a key, to compare in one step.
    func prefix(_ row: Int) -> UInt64 {
        switch self {
        case .numbers(let numbers): return numbers[row]
        case .texts(let bytes, let ends, _):
            let range = Self.range(row, ends)
            var prefix: UInt64 = 0
            for offset in 0..<8 {
                prefix = prefix << 8 | (offset < range.count ? UInt64(bytes[range.lowerBound + offset]) : 0)
            }
            return prefix
        }
    }

    /// Less than zero when a row comes before one of another page, more when it comes after. Numbers come before texts.
    func compare(_ row: Int, with other: SortKeys, _ otherRow: Int) -> Int {
        switch (self, other) {
        case (.numbers(let mine), .numbers(let its)):
            return mine[row] < its[otherRow] ? -1 : mine[row] > its[otherRow] ? 1 : 0
        case (.numbers, .texts): return -1
        case (.texts, .numbers): return 1
        case (.texts(let mine, let myEnds, _), .texts(let its, let itsEnds, _)):
            let (left, right) = (Self.range(row, myEnds), Self.range(otherRow, itsEnds))
            let order = mine.withUnsafeBytes { mine in
                its.withUnsafeBytes { its -> Int32 in
                    guard let mine = mine.baseAddress, let its = its.baseAddress else { return 0 }
                    return memcmp(mine + left.lowerBound, its + right.lowerBound, min(left.count, right.count))
                }
            }
            return order != 0 ? Int(order) : left.count - right.count
        }
    }

    private static func range(_ row: Int, _ ends: [UInt32]) -> Range<Int> {
        (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
    }
}

/// The order of rows by one column or two; rows that are equal there keep the order they came in, whichever way it is
/// sorted.
struct RowComparison {
    private let keys: [SortKeys]
    private let isDescending: Bool
    private let secondKeys: [SortKeys]
    private let isSecondDescending: Bool

    init(_ pages: [RowPage], _ sort: ListSort, _ collation: Collation) {
        keys = pages.map { $0.sortKeys(sort.column, collation) }
        isDescending = sort.isDescending
        secondKeys = sort.second.map { second in pages.map { $0.sortKeys(second.column, collation) } } ?? []
        isSecondDescending = sort.second?.isDescending ?? false
    }

    func precedes(_ left: RowRef, _ right: RowRef) -> Bool {
        let order = keys[left.page].compare(left.row, with: keys[right.page], right.row)
        if order != 0 { return isDescending ? order > 0 : order < 0 }
        if !secondKeys.isEmpty {
            let order = secondKeys[left.page].compare(left.row, with: secondKeys[right.page], right.row)
            if order != 0 { return isSecondDescending ? order > 0 : order < 0 }
        }
        return left.number < right.number
    }

    /// The rows in order. Most comparisons end with the beginnings of two keys, which lie side by side.
    func sorted(_ rows: [RowRef]) -> [RowRef] {
        var isText = true
        if case .numbers? = keys.first { isText = false }
        let isUniform = keys.allSatisfy { if case .texts = $0 { isText } else { !isText } }
        guard isUniform else { return rows.sorted(by: precedes) }
        return rows.map { (prefix: keys[$0.page].prefix($0.row), row: $0) }
            .sorted { left, right in
                guard left.prefix == right.prefix else {
                    return isDescending ? left.prefix > right.prefix : left.prefix < right.prefix
                }
                return precedes(left.row, right.row)
            }
            .map(\.row)
    }

    /// Two sorted lists as one. Looks for the index of each row of the shorter one, and copies what lies between.
    func merged(_ long: [RowRef], _ short: [RowRef]) -> [RowRef] {
        guard short.count <= long.count else { return merged(short, long) }
        var result: [RowRef] = []
        result.reserveCapacity(long.count + short.count)
        var start = 0
        for row in short {
            var end = long.count
            var low = start
            while low < end {
                let middle = low + (end - low) / 2
                if precedes(row, long[middle]) { end = middle } else { low = middle + 1 }
            }
            result += long[start..<low]
            result.append(row)
            start = low
        }
        return result + long[start...]
    }
}
