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
