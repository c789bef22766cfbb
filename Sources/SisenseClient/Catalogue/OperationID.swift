/// The name of an operation: its method and full path, `GET /api/v1/users/{id}`.
package struct OperationID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init(stringLiteral value: String) {
        description = value
    }
}
