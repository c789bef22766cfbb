extension Precondition {
    /// Some entries of a list that a record holds, as the members of a group: each is in it or is not.
    package struct Entries: Sendable, Equatable {
        /// The member of the record that is the list.
        let member: String
        /// What a person calls them, by their ids.
        let labels: [String: String]
        /// What each is called while it is in the list, and while it is not.
        let inside: String
        let outside: String

        /// The ids of those that are in the list; nil when the record has no such list.
        func present(in record: JSONValue) -> Set<String>? {
            (record[member]?.array).map { Set($0.compactMap { Reference($0)?.id }).intersection(labels.keys) }
        }

        /// For each entry by its label, whether it is in the list.
        func state(in record: JSONValue) -> JSONValue { state(present: present(in: record) ?? []) }

        func state(present: Set<String>) -> JSONValue {
            let members = labels.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, label in
                (label, JSONValue.string(present.contains(id) ? inside : outside))
            }
            return .object(JSONObject(members))
        }
    }
}
