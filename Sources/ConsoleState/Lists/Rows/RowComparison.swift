import Glibc

/// Compares rows by one column, as folded bytes; rows that are equal there keep the order they came in.
struct RowComparison {
    let pages: [RowPage]
    let sort: ListSort

    func precedes(_ left: RowRef, _ right: RowRef) -> Bool {
        let order = pages[left.page].withFolded(left.row, column: sort.column) { left in
            pages[right.page].withFolded(right.row, column: sort.column) { right in
                Self.compare(left, right)
            }
        }
        if order != 0 { return sort.isDescending ? order > 0 : order < 0 }
        return (left.page, left.row) < (right.page, right.row)
    }

    /// Two sorted lists as one.
    func merged(_ left: [RowRef], _ right: [RowRef]) -> [RowRef] {
        guard !right.isEmpty else { return left }
        var result: [RowRef] = []
        result.reserveCapacity(left.count + right.count)
        var rest = right[...]
        for ref in left {
            while let next = rest.first, precedes(next, ref) { result.append(rest.removeFirst()) }
            result.append(ref)
        }
        return result + rest
    }

    private static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else {
            return left.count - right.count
        }
        // Numbers of more digits are greater.
        if left.count != right.count, isNumber(left), isNumber(right) { return left.count - right.count }
        let order = memcmp(leftBase, rightBase, min(left.count, right.count))
        return order != 0 ? Int(order) : left.count - right.count
    }
}
