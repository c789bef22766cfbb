/// What must still be true for a plan to be sent: the record, read again, has kept the members that matter.
package struct Precondition: Sendable {
    package let read: Call
    /// The record as it was when the plan was made.
    package let base: JSONValue
    /// The members that must not have changed; nil for the whole record.
    package let members: [String]?

    package init(read: Call, base: JSONValue, members: [String]? = nil) {
        self.read = read
        self.base = base
        self.members = members
    }

    package func holds(for current: JSONValue) -> Bool {
        guard let members else { return current == base }
        return members.allSatisfy { current[$0] == base[$0] }
    }
}
