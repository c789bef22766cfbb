import Synchronization

/// The room that the texts of a column take.
package struct ColumnExtent: Sendable, Equatable {
    /// Cells that nineteen of twenty texts fit into.
    package var usual: Int
    /// Cells of the widest.
    package var most: Int
    /// The text that all rows have; nil when they differ.
    package var common: String?

    package init(usual: Int = 0, most: Int = 0, common: String? = nil) {
        (self.usual, self.most, self.common) = (usual, most, common)
    }

    /// The extent of two parts of a list together. The usual of the parts is not the usual of the whole, but no part is
    /// cut more for it.
    func joined(_ other: ColumnExtent) -> ColumnExtent {
        ColumnExtent(
            usual: max(usual, other.usual), most: max(most, other.most), common: common == other.common ? common : nil)
    }
}

/// Measures the texts of a column one by one.
struct ColumnMeasure {
    /// The number of texts for each number of cells. Wider ones than this are all the same to a terminal.
    private var counts = Array(repeating: 0, count: 256)
    private var total = 0
    private var first: [UInt8]?
    private var areSame = true

    /// - Parameter text: UTF-8.
    mutating func add(_ text: UnsafeRawBufferPointer, cells: Int) {
        counts[min(cells, counts.count - 1)] += 1
        total += 1
        if let first { areSame = areSame && text.elementsEqual(first) } else { first = Array(text) }
    }

    var extent: ColumnExtent {
        let needed = total - total / 20
        var seen = 0
        let usual = counts.firstIndex { count in
            seen += count
            return seen >= needed
        }
        return ColumnExtent(
            usual: usual ?? 0, most: counts.lastIndex { $0 > 0 } ?? 0,
            common: areSame ? first.map { String(decoding: $0, as: UTF8.self) } : nil)
    }
}

/// What follows from something that does not change, made once somebody has asked.
final class Known<Value: Sendable>: Sendable {
    private let known = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
        known.withLock { known in
            if let known { return known }
            let made = make()
            known = made
            return made
        }
    }
}

/// The extents of the columns of a table whose pages do not change.
typealias KnownExtents = Known<[ColumnExtent]>

/// The rows that columns were measured on. Equal for as long as these are the same.
package struct MeasuredRows: Sendable, Equatable {
    fileprivate let all: KnownExtents
    fileprivate let shown: KnownExtents

    package static func == (one: MeasuredRows, other: MeasuredRows) -> Bool {
        one.all === other.all && one.shown === other.shown
    }
}

extension RowTable {
    package var measuredRows: MeasuredRows { MeasuredRows(all: knownExtents, shown: knownShownExtents) }

    /// Rows that a filter leaves and that are measured by themselves; with more of them all rows say as much.
    private static let fewRows = 2000

    /// The extents of all columns over the rows that pass the filter; nil for no filter, or when it leaves many or none.
    /// They are found when the rows have changed and not for each frame.
    package func shownExtents(columns: Int, measuring cells: (UnsafeRawBufferPointer) -> Int) -> [ColumnExtent]? {
        guard !filter.isEmpty, count < total, (1...Self.fewRows).contains(count) else { return nil }
        return knownShownExtents.value {
            var measures = Array(repeating: ColumnMeasure(), count: columns)
            for index in 0..<count {
                guard let ref = ref(at: index) else { continue }
                for column in 0..<columns {
                    pages[ref.page].withCell(ref.row, column) { measures[column].add($0, cells: cells($0)) }
                }
            }
            return measures.map(\.extent)
        }
    }

    /// The extents of all columns, over all rows, whether they pass the filter or not. They are found when the pages have
    /// changed and not for each frame.
    package func extents(columns: Int, measuring cells: (UnsafeRawBufferPointer) -> Int) -> [ColumnExtent] {
        knownExtents.value {
            guard var joined = pages.first?.extents(measuring: cells) else {
                return Array(repeating: ColumnExtent(common: ""), count: columns)
            }
            for page in pages.dropFirst() {
                for (index, extent) in page.extents(measuring: cells).enumerated() {
                    joined[index] = joined[index].joined(extent)
                }
            }
            return joined
        }
    }

    /// The number a row of this table sorts by in a column; nil for one that sorts by its text.
    package func number(_ ref: RowRef, _ column: Int) -> Double? { pages[ref.page].numbers(column)?[ref.row] }
}
