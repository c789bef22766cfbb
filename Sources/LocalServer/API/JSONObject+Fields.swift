import SisenseClient

extension JSONObject {
    /// The members of `patch` on top of these. Objects are merged, everything else is replaced, `null` included.
    func merging(_ patch: JSONObject, except ignored: Set<String> = []) -> JSONObject {
        var merged = self
        for member in patch.members where !ignored.contains(member.key) {
            if case .object(let inner) = member.value, case .object(let old)? = merged[member.key] {
                merged[member.key] = .object(old.merging(inner))
            } else {
                merged[member.key] = member.value
            }
        }
        return merged
    }

    /// Checks that `patch` leaves members alone that say what a record is and whose. Clients send back whole records, so
    /// they may name them as they are.
    /// - Throws: 422 for one that would change; it has an operation of its own, or none.
    func demandUnchanged(_ keys: [String], by patch: JSONObject) throws(APIError) {
        let changed = keys.filter { key in
            guard let value = patch[key], let own = self[key] else { return false }
            // A record that is expanded stands for its id.
            return ![value, value["_id"], value["oid"]].contains(own)
        }
        guard changed.isEmpty else {
            throw .invalid(
                "\(changed.joined(separator: ", ")) cannot be changed here", details: changed.map { "\($0) is fixed" })
        }
    }

    /// The strings of the array `key`; empty when there is none.
    func strings(_ key: String) -> [String] {
        self[key]?.array?.compactMap(\.string) ?? []
    }

    /// The objects of the array `key`; empty when there is none.
    func objects(_ key: String) -> [JSONObject] {
        self[key]?.array?.compactMap(\.object) ?? []
    }

    /// A member that is a text; empty when there is none.
    func text(_ key: String) -> String { self[key]?.string ?? "" }
}

extension JSONValue {
    static func strings(_ items: some Sequence<String>) -> JSONValue {
        .array(items.map(JSONValue.string))
    }

    static func count(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }
}
