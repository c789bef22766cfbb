/// What must still be true for a plan to be sent: the record, read again, has kept the members that matter.
package struct Precondition: Sendable {
    package let read: Call
    /// The record as it was when the plan was made.
    package let base: JSONValue
    /// The members that must not have changed; nil for the whole record.
    package let members: [String]?
    /// Which record is meant where `read` answers with a list; nil where it answers with the record itself.
    private let item: Item?

    /// A record of a list, by the value of a member.
    package struct Item: Sendable {
        let member: String
        let value: JSONValue

        package init(_ member: String, _ value: String) {
            self.member = member
            self.value = .string(value)
        }
    }

    package init(read: Call, base: JSONValue, members: [String]? = nil, item: Item? = nil) {
        self.item = item
        self.read = read
        self.base = base
        self.members = members
    }

    /// The record in an answer to `read`; `null` when it is not there any more.
    package func record(in answer: JSONValue) -> JSONValue {
        guard let item else { return answer }
        return answer.array?.first { $0[item.member] == item.value } ?? .null
    }

    /// The same check from another base.
    package func with(base: JSONValue) -> Precondition {
        Precondition(read: read, base: base, members: members, item: item)
    }

    package func holds(for current: JSONValue) -> Bool {
        guard let members else { return current == base }
        return members.allSatisfy { current[$0] == base[$0] }
    }
}
