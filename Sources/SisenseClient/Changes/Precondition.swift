/// The condition that must still hold for a plan to be sent: the record, read again, has kept the members that matter.
package struct Precondition: Sendable {
    package let read: Call
    /// The record as it was when the plan was made.
    package let base: JSONValue
    /// The members that must not have changed; nil for the whole record.
    package let members: [String]?
    /// The item of a list that it is, for a record that cannot be read by itself.
    package let item: Item?
    /// The entries of a list that matter, where the others may come and go; nil for the record itself.
    package let entries: Entries?
    /// The records of a list that go with another one, for the list and no record; nil for anything else.
    package let holdings: Holdings?

    /// The record of a list that has this value in this member.
    package struct Item: Sendable, Equatable {
        package let member: String
        package let value: String

        package init(_ member: String, _ value: String) {
            self.member = member
            self.value = value
        }
    }

    package init(
        read: Call, base: JSONValue, members: [String]? = nil, item: Item? = nil, entries: Entries? = nil,
        holdings: Holdings? = nil
    ) {
        self.read = read
        self.base = base
        self.members = members
        self.item = item
        self.entries = entries
        self.holdings = holdings
    }

    /// The check of those of these members that a record has as it was read, while nobody changes them.
    static func of(_ record: JSONValue, read: Call, _ members: [String]) -> Precondition {
        let known = members.filter { record[$0] != nil }
        return Precondition(read: read, base: record.only(known), members: known)
    }

    /// The same check for another state of the record.
    package func with(base: JSONValue) -> Precondition {
        Precondition(read: read, base: base, members: members, item: item, entries: entries, holdings: holdings)
    }

    /// The same check, of every member of the record that a call sends: what it sends back as it was must not have been
    /// changed meanwhile either.
    func covering(_ call: Call) -> Precondition {
        guard let members, case .json(let body)? = call.body else { return self }
        let sent = (body.object?.keys ?? []).filter { key in
            base[key] != nil && !members.contains(key) && !DocumentRules.sisense.serverKept.contains(key)
        }
        guard !sent.isEmpty else { return self }
        return Precondition(
            read: read, base: base, members: members + sent, item: item, entries: entries, holdings: holdings)
    }

    /// The record in an answer to `read`; `null` when a list no longer has it.
    package func record(in answer: JSONValue) -> JSONValue {
        if let entries { return entries.state(in: answer) }
        guard let item else { return answer }
        return (answer.array ?? []).first { $0.text(item.member) == item.value } ?? .null
    }

    /// True when the record is still as the plan was made for, as far as that matters to it. What the server keeps by
    /// itself does not, and neither does the order of a set.
    package func holds(for current: JSONValue) -> Bool {
        if let holdings { return holdings.isSame(current, base) }
        guard let members else { return DocumentRules.sisense.areSame(current, base) }
        return members.allSatisfy { Self.isSame(current[$0], base[$0], at: $0) }
    }

    /// A record that is pointed to is the same whether the server sends its id or all of it.
    static func isSame(_ left: JSONValue?, _ right: JSONValue?, at name: String? = nil) -> Bool {
        if DocumentRules.sisense.areSame(left, right, at: name) { return true }
        guard left?.object == nil || right?.object == nil, let id = Reference(left)?.id else { return false }
        return id == Reference(right)?.id
    }
}

extension APIClient {
    /// The record of a check as it is now; `null` for a document of settings that the server does not have.
    @concurrent func current(_ check: Precondition) async throws(APIError) -> JSONValue {
        if let holdings = check.holdings { return try await holdings.current(self) }
        do throws(APIError) {
            return check.record(in: try await document(check.read))
        } catch  where error.kind == .notFound && check.isOfDocument {
            return .null
        }
    }
}

extension Precondition {
    /// True for a check of all of a record.
    var isWhole: Bool { members == nil && entries == nil && holdings == nil }

    /// True for the only document of its kind, and no record among others.
    fileprivate var isOfDocument: Bool { item == nil && entries == nil && holdings == nil && read.path.isEmpty }

    /// Some entries of a list that a record holds, as the members of a group: each is in it or is not.
    package struct Entries: Sendable, Equatable {
        /// The member of the record that is the list.
        let member: String
        /// The names that a person knows them by, by their ids.
        let labels: [String: String]
        /// The word for each while it is in the list, and while it is not.
        let inside: String
        let outside: String

        /// The ids of those that are in the list; nil when the record has no such list.
        func present(in record: JSONValue) -> Set<String>? {
            (record[member]?.array).map { Set($0.compactMap { Reference($0)?.id }).intersection(labels.keys) }
        }

        /// The entries of both, of the same list.
        func joined(with other: Entries) -> Entries {
            Entries(
                member: member, labels: labels.merging(other.labels) { first, _ in first }, inside: inside,
                outside: outside)
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
