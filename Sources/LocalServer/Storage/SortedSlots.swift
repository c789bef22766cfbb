/// Slots in ascending order, found by binary search.
extension [Int] {
    /// The place of the first slot that is not below `slot`.
    func insertionPoint(_ slot: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < slot { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func position(of slot: Int) -> Int? {
        let point = insertionPoint(slot)
        return point < count && self[point] == slot ? point : nil
    }

    mutating func insert(slot: Int) {
        // New records come last, as a rule.
        if last ?? -1 < slot { append(slot) } else { insert(slot, at: insertionPoint(slot)) }
    }

    mutating func remove(slot: Int) {
        if let position = position(of: slot) { remove(at: position) }
    }
}
