import SisenseClient

/// The records of one kind in the order they were added, found by id, and by any member that is asked for often.
///
/// A record lives in a slot; slot numbers only grow, so the slots in ascending order are the order of adding. The
/// first slots may belong to a `RecordSource` and cost nothing until read.
struct Table {
    private let source: (any RecordSource)?
    /// Slots in use, ascending.
    private(set) var slots: [Int]
    private var nextSlot: Int
    /// Records that were added, or that replace one of the source's.
    private var stored: [Int: JSONObject] = [:]
    /// Ids of added records.
    private var slotsByID: [String: Int] = [:]
    private var idsBySlot: [Int: String] = [:]
    private var indexes = IndexCache()

    init(source: (any RecordSource)? = nil) {
        self.source = source
        let count = source?.count ?? 0
        slots = Array(0..<count)
        nextSlot = count
    }

    var count: Int { slots.count }

    func slot(of id: String) -> Int? {
        if let slot = slotsByID[id] { return slot }
        guard let slot = source?.index(of: id), slots.position(of: slot) != nil else { return nil }
        return slot
    }

    /// The id under which the record in `slot` is kept.
    func id(in slot: Int) -> String {
        idsBySlot[slot] ?? source?.id(at: slot) ?? ""
    }

    subscript(_ id: String) -> JSONObject? {
        slot(of: id).map { self[slot: $0] }
    }

    subscript(slot slot: Int) -> JSONObject {
        stored[slot] ?? source?.record(at: slot) ?? JSONObject()
    }

    /// The member `key` of the record in `slot`.
    func value(_ key: String, in slot: Int) -> JSONValue? {
        stored[slot].map { $0[key] } ?? source?.value(key, at: slot)
    }

    var records: some Sequence<JSONObject> {
        slots.lazy.map { self[slot: $0] }
    }

    /// The slots of records whose member `key` is `value`, or is an array that holds it; ascending.
    func slots(_ key: String, _ value: String) -> [Int] {
        guard let known = source?.indices(key, value) else { return indexes.slots(key, value, in: self, among: slots) }
        let unchanged = known.filter { stored[$0] == nil && slots.position(of: $0) != nil }
        return (unchanged + indexes.slots(key, value, in: self, among: stored.keys.sorted())).sorted()
    }

    func records(_ key: String, _ value: String) -> [JSONObject] {
        slots(key, value).map { self[slot: $0] }
    }

    /// All slots in the order of member `key`. - Complexity: the sorting is kept until the next write.
    func sorted(by key: String) -> [Int] {
        indexes.sorted(by: key, in: self)
    }

    /// Adds a record, or replaces the one of the same id at its position.
    mutating func put(_ record: JSONObject, id: String) {
        if let slot = slot(of: id) {
            let old = self[slot: slot]
            // The source knows some members of its records itself: those are indexed from the first change on.
            if stored[slot] == nil { indexes.willRemove(old, slot: slot) }
            let isNew = stored.updateValue(record, forKey: slot) == nil
            if isNew { indexes.didAdd(record, slot: slot) } else { indexes.didReplace(old, by: record, slot: slot) }
        } else {
            insert(record, id: id, slot: nextSlot)
            nextSlot += 1
        }
    }

    /// Puts a record back where it was before `remove`.
    mutating func restore(_ record: JSONObject, id: String, slot: Int) {
        insert(record, id: id, slot: slot)
    }

    private mutating func insert(_ record: JSONObject, id: String, slot: Int) {
        slots.insert(slot: slot)
        stored[slot] = record
        if slot >= source?.count ?? 0 {
            slotsByID[id] = slot
            idsBySlot[slot] = id
        }
        indexes.didAdd(record, slot: slot)
    }

    mutating func remove(id: String) {
        guard let slot = slot(of: id) else { return }
        indexes.willRemove(self[slot: slot], slot: slot)
        slots.remove(slot: slot)
        stored[slot] = nil
        slotsByID[id] = nil
        idsBySlot[slot] = nil
    }
}

/// Records that are computed, or read, when somebody looks at them, so that a server with a hundred thousand users
/// starts as fast as one with ten. The same index gives the same record every time.
protocol RecordSource {
    var count: Int { get }
    func id(at index: Int) -> String
    /// The position of a record; nil for an id this source never gives.
    func index(of id: String) -> Int?
    func record(at index: Int) -> JSONObject

    /// One member of a record, for sources that get it cheaper than the whole.
    func value(_ key: String, at index: Int) -> JSONValue?

    /// The positions of the records whose member `key` is `value`, when the source knows them without a search.
    func indices(_ key: String, _ value: String) -> [Int]?
}

extension RecordSource {
    func value(_ key: String, at index: Int) -> JSONValue? { record(at: index)[key] }
    func indices(_ key: String, _ value: String) -> [Int]? { nil }
}

/// A JSON value as `sort` compares it: what is missing comes first, then numbers, texts and booleans, then the rest,
/// which counts as equal. Texts compare by code points, as the database of a real server does.
enum SortValue: Comparable {
    case nothing
    case number(Double)
    case text(String)
    case flag(Int)
    case other

    init(_ value: JSONValue?) {
        switch value {
        case nil, .null?: self = .nothing
        case .number(let number)?: self = .number(number.double)
        case .string(let text)?: self = .text(text)
        case .bool(let flag)?: self = .flag(flag ? 1 : 0)
        case .array?, .object?: self = .other
        }
    }
}
