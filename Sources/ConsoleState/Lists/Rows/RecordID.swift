/// The server's id of a record in a list.
package struct RecordID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init(stringLiteral value: String) {
        description = value
    }
}
