/// Slots in ascending order. Many can be added and removed before anybody looks at them: they are sorted in then, all
/// at once, so that a request about a hundred thousand records takes a hundred thousand steps and not their square.
struct SlotSet {
    private var sorted: [Int] = []
    /// Slots that were added out of order or removed since the last look, and whether they are in.
    private var changes: [Int: Bool] = [:]

    mutating func insert(_ slot: Int) {
        // New records come last, as a rule.
        if changes.isEmpty, sorted.last ?? -1 < slot { sorted.append(slot) } else { changes[slot] = true }
    }

    mutating func remove(_ slot: Int) {
        if changes.isEmpty, sorted.last == slot { sorted.removeLast() } else { changes[slot] = false }
    }

    /// All of them, in order. - Complexity: after changes, once the number of slots.
    mutating func ascending() -> [Int] {
        guard !changes.isEmpty else { return sorted }
        let added = changes.filter(\.value).keys.sorted()
        var merged: [Int] = []
        merged.reserveCapacity(sorted.count + added.count)
        var next = 0
        for slot in sorted where changes[slot] == nil {
            while next < added.count, added[next] < slot {
                merged.append(added[next])
                next += 1
            }
            merged.append(slot)
        }
        merged += added[next...]
        (sorted, changes) = (merged, [:])
        return sorted
    }
}
