import Synchronization

/// Some rows of a list, packed: the texts lie one behind the other in two byte buffers, as they are shown and folded
/// for filtering and sorting. Shared by all states that hold it and never changed.
///
/// Packing is what keeps 100,000 users in a few dozen megabytes: as separate strings they would take several times
/// as much, and a filter would touch each of them.
package final class RowPage: Sendable {
    package let count: Int
    private let columns: Int
    private let shown: [UInt8]
    /// Ends of the texts in `shown`: for each row its id, then its cells.
    private let shownEnds: [UInt32]
    private let folded: [UInt8]
    /// Ends of the cells in `folded`; each cell there is followed by `separator`.
    private let foldedEnds: [UInt32]
    /// The looks of the rows; empty when all are plain.
    private let styles: [RowStyle]
    /// The numbers its rows sort by, for each column where that is not the text; not a number where a row has none.
    private let numbers: [Int: [Double]]
    /// The keys that the rows were sorted by last, with their columns, the newest first: as many as one order has.
    private let lastKeys = Mutex<[(column: Int, keys: SortKeys)]>([])
    /// The room that the texts of each column take, once somebody has asked.
    private let knownExtents = Mutex<[ColumnExtent]?>(nil)

    /// Stands between folded cells, so that a filter never matches across two of them. No folded text contains it.
    private static let separator: UInt8 = 0

    /// Takes at most `RowRef.pageCapacity` rows; a row with too few cells gets empty ones.
    package init(_ rows: some Collection<RowContent>, columns: Int) {
        let rows = rows.prefix(RowRef.pageCapacity)
        count = rows.count
        self.columns = columns
        var shown: [UInt8] = []
        var shownEnds: [UInt32] = []
        var folded: [UInt8] = []
        var foldedEnds: [UInt32] = []
        shownEnds.reserveCapacity(rows.count * (columns + 1))
        foldedEnds.reserveCapacity(rows.count * columns)
        for row in rows {
            shown.append(contentsOf: row.id.description.utf8)
            shownEnds.append(UInt32(truncatingIfNeeded: shown.count))
            for column in 0..<columns {
                let cell = column < row.cells.count ? row.cells[column] : ""
                shown.append(contentsOf: cell.utf8)
                shownEnds.append(UInt32(truncatingIfNeeded: shown.count))
                FoldedText.append(cell, to: &folded)
                foldedEnds.append(UInt32(truncatingIfNeeded: folded.count))
                folded.append(Self.separator)
            }
        }
        // Grown arrays keep up to as much again in reserve.
        self.shown = Self.exactly(shown)
        self.shownEnds = shownEnds
        self.folded = Self.exactly(folded)
        self.foldedEnds = foldedEnds
        styles = rows.allSatisfy { $0.style == .plain } ? [] : rows.map(\.style)
        let numbered = Set(rows.lazy.flatMap(\.numbers.keys))
        numbers = Dictionary(
            uniqueKeysWithValues: numbered.map { column in (column, rows.map { $0.numbers[column] ?? .nan }) })
    }

    /// Returns as many pages as these rows need.
    static func pages(_ rows: [RowContent], columns: Int) -> [RowPage] {
        stride(from: 0, to: rows.count, by: RowRef.pageCapacity).map { start in
            RowPage(rows[start..<min(start + RowRef.pageCapacity, rows.count)], columns: columns)
        }
    }

    /// The same bytes in no more memory than they take.
    private static func exactly(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer(Array.init) }

    /// The record in a row of this page, `0..<count`.
    package func id(_ row: Int) -> RecordID {
        RecordID(text(at: row * (columns + 1)))
    }

    /// The look of a row of this page, `0..<count`.
    package func style(_ row: Int) -> RowStyle { styles.isEmpty ? .plain : styles[row] }

    /// A cell of a row of this page, `0..<count`.
    package func cell(_ row: Int, _ column: Int) -> String {
        guard column < columns else { return "" }
        return text(at: row * (columns + 1) + 1 + column)
    }

    /// The room that the texts of each column take. Measured once, so it is always the same measure that asks.
    func extents(measuring cells: (UnsafeRawBufferPointer) -> Int) -> [ColumnExtent] {
        knownExtents.withLock { known in
            if let known { return known }
            let extents = shown.withUnsafeBytes { bytes in
                (0..<columns).map { column in
                    var measure = ColumnMeasure()
                    for row in 0..<count {
                        let range = shownRange(row * (columns + 1) + 1 + column)
                        let text = UnsafeRawBufferPointer(rebasing: bytes[range])
                        measure.add(text, cells: cells(text))
                    }
                    return measure.extent
                }
            }
            known = extents
            return extents
        }
    }

    /// The row with this id, given as UTF-8; a walk over the page that makes no strings.
    func row(of id: [UInt8]) -> Int? {
        shown.withUnsafeBytes { bytes in
            (0..<count).first { row in
                let range = shownRange(row * (columns + 1))
                return range.count == id.count && bytes[range].elementsEqual(id)
            }
        }
    }

    /// True when both pages hold the same rows in the same order.
    func isSame(as other: RowPage) -> Bool {
        self === other || shownEnds == other.shownEnds && shown == other.shown && styles == other.styles
    }

    /// True when a row has the same cells and the same look as one of another page.
    func hasSameCells(_ row: Int, as other: RowPage, _ otherRow: Int) -> Bool {
        style(row) == other.style(otherRow)
            && (1...max(columns, 1)).allSatisfy { offset in
                let mine = shownRange(row * (columns + 1) + offset)
                let its = other.shownRange(otherRow * (columns + 1) + offset)
                return mine.count == its.count && shown[mine].elementsEqual(other.shown[its])
            }
    }

    /// The page with one row replaced.
    package func replacing(_ row: Int, with content: RowContent) -> RowPage {
        let rows = (0..<count).map { index in
            index == row
                ? content
                : RowContent(
                    id: id(index), cells: (0..<columns).map { cell(index, $0) },
                    numbers: numbers.mapValues { $0[index] }, style: style(index))
        }
        return RowPage(rows, columns: columns)
    }

    /// The numbers that the rows sort by in a column; nil for one that sorts by its texts.
    func numbers(_ column: Int) -> [Double]? { numbers[column] }

    /// The number of a row in a column; not a number where it has none.
    func number(_ row: Int, _ column: Int?) -> Double { column.flatMap { numbers[$0]?[row] } ?? .nan }

    /// The keys that the rows sort by in a column. Those of the last two columns are kept.
    func sortKeys(_ column: Int, _ collation: Collation) -> SortKeys {
        lastKeys.withLock { last in
            let known = last.first { $0.column == column }
            if let known {
                guard case .texts(_, _, let other) = known.keys, !other.isSame(as: collation) else { return known.keys }
            }
            let keys = SortKeys(self, column: column, collation)
            last = [(column, keys)] + last.filter { $0.column != column }.prefix(1)
            return keys
        }
    }

    /// Gives the folded bytes of all cells of a row, or of one column, without copying them.
    func withFolded<Result>(
        _ row: Int, column: Int?, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let range = foldedRange(row, column: column)
        return try folded.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Gives the bytes of a cell as it is shown without copying them.
    func withCell(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard column < columns else { return }
        let range = shownRange(row * (columns + 1) + 1 + column)
        shown.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Gives the bytes of the id of a row without copying them.
    func withID<Result>(_ row: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let range = shownRange(row * (columns + 1))
        return try shown.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private func foldedRange(_ row: Int, column: Int?) -> Range<Int> {
        let first = row * columns + (column ?? 0)
        let last = column.map { row * columns + $0 } ?? (row * columns + columns - 1)
        guard columns > 0, last < foldedEnds.count else { return 0..<0 }
        let start = first == 0 ? 0 : Int(foldedEnds[first - 1]) + 1
        return start..<Int(foldedEnds[last])
    }

    private func shownRange(_ index: Int) -> Range<Int> {
        let start = index == 0 ? 0 : Int(shownEnds[index - 1])
        return start..<Int(shownEnds[index])
    }

    private func text(at index: Int) -> String {
        String(decoding: shown[shownRange(index)], as: UTF8.self)
    }
}

/// The position of a row: which page and which row of it, in 32 bits, so that an order of 100,000 rows is 400 kB.
package struct RowRef: Sendable, Hashable {
    private let packed: UInt32

    /// Rows that one page may hold.
    package static let pageCapacity = 1 << 12
    /// Pages that one list may hold, which makes four thousand million rows at most.
    package static let maxPages = 1 << 20

    package init(page: Int, row: Int) {
        packed = UInt32(truncatingIfNeeded: page << 12 | row & 0xFFF)
    }

    /// Counts through all pages as if each were full.
    var number: Int { Int(packed) }
    package var page: Int { Int(packed >> 12) }
    package var row: Int { Int(packed & 0xFFF) }
}

/// Some rows of a table, as a bit for each.
struct RowSet {
    private var bits: [UInt64]

    init(_ rows: some Sequence<RowRef>, pages: Int) {
        bits = Array(repeating: 0, count: pages * RowRef.pageCapacity / 64)
        for row in rows where row.number >> 6 < bits.count { bits[row.number >> 6] |= 1 << UInt64(row.number & 63) }
    }

    func contains(_ row: RowRef) -> Bool {
        row.number >> 6 < bits.count && bits[row.number >> 6] & (1 << UInt64(row.number & 63)) != 0
    }
}
