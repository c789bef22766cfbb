import SisenseClient

/// What a table has learned about its records: where the values of a member are, and how they sort. Made at the
/// first question and kept up to date from then on. A reference, so that reading a table can fill it.
final class IndexCache {
    /// By member, then by value: the slots that have it.
    private var byValue: [String: [String: [Int]]] = [:]
    private var bySort: [String: [Int]] = [:]

    /// - Parameter slots: Where to look when nothing is known about `key` yet.
    func slots(_ key: String, _ value: String, in table: Table, among slots: some Sequence<Int>) -> [Int] {
        if byValue[key] == nil {
            var index: [String: [Int]] = [:]
            for slot in slots {
                for value in Self.values(table[slot: slot][key]) { index[value, default: []].append(slot) }
            }
            byValue[key] = index
        }
        return byValue[key]?[value]?.sorted() ?? []
    }

    func sorted(by key: String, in table: Table) -> [Int] {
        if let sorted = bySort[key] { return sorted }
        let keyed = table.slots.map { (slot: $0, value: SortValue(table[slot: $0][key])) }
        let sorted = keyed.sorted { ($0.value, $0.slot) < ($1.value, $1.slot) }.map(\.slot)
        bySort[key] = sorted
        return sorted
    }

    func didAdd(_ record: JSONObject, slot: Int) {
        bySort = [:]
        for key in byValue.keys {
            for value in Self.values(record[key]) { byValue[key]?[value, default: []].append(slot) }
        }
    }

    func willRemove(_ record: JSONObject, slot: Int) {
        bySort = [:]
        for key in byValue.keys {
            for value in Self.values(record[key]) { byValue[key]?[value]?.removeAll { $0 == slot } }
        }
    }

    /// What a member is found by: its text, or each text of its array. A list of shares or receivers is found by the
    /// people and groups in it.
    private static func values(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let items): Array(Set(items.compactMap { $0.string ?? $0["shareId"]?.string ?? $0["id"]?.string }))
        default: []
        }
    }
}
