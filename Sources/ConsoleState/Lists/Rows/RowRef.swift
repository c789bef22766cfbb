/// The place of a row: which page and which row of it, in 32 bits, so that an order of 100,000 rows is 400 kB.
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
