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
