/// The operations of one resource, as the reference groups them.
package struct OperationGroup: Sendable {
    package let name: String
    package let operations: [Operation]

    package init(_ name: String, _ operations: [Operation]) {
        self.name = name
        self.operations = operations
    }
}
