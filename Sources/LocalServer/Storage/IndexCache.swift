import SisenseClient

/// The indexes of a table, made from its records: where the values of a member are, and how they sort. Made at the
/// first question and kept up to date from then on. A reference, so that reading a table can fill it.
final class IndexCache {
    /// The index of one member, by value: the slots that have it. A reference, so that adding a slot never copies what
    /// is known of the others.
    private final class ValueIndex {
        private var slots: [String: SlotSet] = [:]

        subscript(value: String) -> [Int] { slots[value]?.ascending() ?? [] }

        func insert(_ slot: Int, under values: [String]) {
            for value in values { slots[value, default: SlotSet()].insert(slot) }
        }

        func remove(_ slot: Int, from values: [String]) {
            for value in values { slots[value]?.remove(slot) }
        }
    }

    private var byMember: [String: ValueIndex] = [:]
    private var bySort: [String: [Int]] = [:]

    /// - Parameter slots: The slots to search, ascending. Looked at only when nothing is known about `key` yet.
    func slots(_ key: String, _ value: String, in table: Table, among slots: @autoclosure () -> [Int]) -> [Int] {
        if let index = byMember[key] { return index[value] }
        let index = ValueIndex()
        for slot in slots() { index.insert(slot, under: Self.values(table.value(key, in: slot))) }
        byMember[key] = index
        return index[value]
    }

    func sorted(by key: String, in table: Table) -> [Int] {
        if let sorted = bySort[key] { return sorted }
        let keyed = table.slots.map { (slot: $0, value: SortValue(table.value(key, in: $0))) }
        let sorted = keyed.sorted { ($0.value, $0.slot) < ($1.value, $1.slot) }.map(\.slot)
        bySort[key] = sorted
        return sorted
    }

    func didAdd(_ record: JSONObject, slot: Int) {
        bySort = [:]
        for (key, index) in byMember { index.insert(slot, under: Self.values(record[key])) }
    }

    func willRemove(_ record: JSONObject, slot: Int) {
        bySort = [:]
        for (key, index) in byMember { index.remove(slot, from: Self.values(record[key])) }
    }

    /// Notes that another record has taken the slot: what is the same in both stays where it is.
    func didReplace(_ old: JSONObject, by new: JSONObject, slot: Int) {
        for key in Array(bySort.keys) where old[key] != new[key] { bySort[key] = nil }
        for (key, index) in byMember where old[key] != new[key] {
            let (before, after) = (Self.values(old[key]), Self.values(new[key]))
            index.remove(slot, from: before.filter { !after.contains($0) })
            index.insert(slot, under: after.filter { !before.contains($0) })
        }
    }

    /// The keys of a member: its text or flag, or each text of its array. A list of shares, receivers or permissions is
    /// found by the people and groups in it.
    private static func values(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .bool(let flag): ["\(flag)"]
        case .array(let items): Array(Set(items.compactMap { $0.string ?? party($0) }))
        default: []
        }
    }

    private static func party(_ item: JSONValue) -> String? {
        ["shareId", "id", "partyId", "party"].lazy.compactMap { item[$0]?.string }.first
    }
}

/// Slots in ascending order, found by binary search.
extension [Int] {
    /// The position of the first slot that is not below `slot`.
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
