/// Rules by which versions of a document are compared: which members the server itself keeps, which lists have no order,
/// and by what the records of a list are told apart.
package struct DocumentRules: Sendable {
    /// Members that the server writes by itself, at any depth: times of the last use, and counts.
    let serverKept: Set<String>
    /// Members that hold a set of ids.
    let sets: Set<String>
    /// The members that tell the records of a list apart. The first that a record has counts.
    let identities: [String]

    /// The rules of the documents of Sisense (seeds/001 to 003).
    package static let sisense = DocumentRules(
        serverKept: [
            "created", "lastUpdated", "lastUpdate", "lastLogin", "lastActivity", "lastOpened", "lastPublish",
            "lastSync",
            "lastExecution", "usersCount",
        ],
        sets: ["groups", "users", "members", "disabledUsers"], identities: ["shareId", "party", "_id", "oid", "id"])

    /// True when two versions say the same: a set in another order does, and what the server keeps does not count.
    /// - Parameter name: The member that they are the value of.
    func areSame(_ left: JSONValue?, _ right: JSONValue?, at name: String? = nil) -> Bool {
        if left == right { return true }
        if let left = left?.object, let right = right?.object {
            let keys = left.keys + right.keys.filter { left[$0] == nil }
            return keys.allSatisfy { serverKept.contains($0) || areSame(left[$0], right[$0], at: $0) }
        }
        guard let one = left?.array, let other = right?.array, one.count == other.count else { return false }
        if let one = items(left, at: name), let other = items(right, at: name), one.isUnordered, other.isUnordered {
            return one.ids.allSatisfy { areSame(one[$0], other[$0]) }
        }
        return zip(one, other).allSatisfy { areSame($0, $1) }
    }

    /// `latest` without what the server changes with every read: a member that had another value in each of three
    /// readings, and that `edited` leaves alone, has the value of `base`.
    /// - Parameters:
    ///   - base: The first reading.
    ///   - between: The reading between the first and the latest.
    func settled(_ latest: JSONValue, base: JSONValue, between: JSONValue, edited: JSONValue) -> JSONValue {
        guard let members = latest.object?.members, base.object != nil, between.object != nil else {
            let isVolatile = latest != between && between != base && latest != base && edited == base
            return isVolatile ? base : latest
        }
        return .object(
            JSONObject(
                members.map { member in
                    guard let before = base[member.key], let then = between[member.key],
                        let edited = edited[member.key]
                    else { return (member.key, member.value) }
                    return (member.key, settled(member.value, base: before, between: then, edited: edited))
                }))
    }

    // MARK: Lists

    /// A list whose items are told apart.
    struct Items {
        let ids: [String]
        /// True where the order of the items says nothing: of records with an id, and of ids.
        let isUnordered: Bool
        private let values: [String: JSONValue]

        fileprivate init?(_ ids: [String], _ items: [JSONValue], isUnordered: Bool) {
            values = Dictionary(zip(ids, items)) { first, _ in first }
            guard values.count == ids.count else { return nil }
            (self.ids, self.isUnordered) = (ids, isUnordered)
        }

        subscript(_ id: String) -> JSONValue? { values[id] }

        /// True when what both have comes in the same order.
        func isOrdered(like other: Items) -> Bool {
            ids.filter { other[$0] != nil } == other.ids.filter { self[$0] != nil }
        }
    }

    /// The items of a list; nil when this is none, or when two of them cannot be told apart.
    func items(_ value: JSONValue?, at name: String?) -> Items? {
        guard let items = value?.array else { return nil }
        let own = items.map(id)
        let isSet = name.map(sets.contains) == true || items.allSatisfy { $0.string?.isObjectID == true }
        let ids = zip(own, items).map { $0 ?? $1.string ?? JSONWriter.text($1, layout: .compact) }
        return Items(ids, items, isUnordered: isSet || own.allSatisfy { $0 != nil })
    }

    private func id(of value: JSONValue) -> String? {
        guard value.object != nil else { return nil }
        return identities.lazy.compactMap { value.text($0) }.first
    }
}
