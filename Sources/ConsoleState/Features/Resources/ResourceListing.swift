import SisenseClient

/// Where the records of a resource come from.
struct ResourceListing: Sendable {
    /// What the answer holds.
    enum Shape: Sendable, Equatable {
        /// Records in a list, which may lie below a member of the answer.
        case list(at: RecordPath)
        /// Records that hold further ones under a member, at any depth.
        case tree(children: String)
        /// One document, of which each value is a row with `name` and `value`.
        case document
    }

    /// Read with the first of these that the server knows: names differ between its versions.
    let operations: [Operation]
    let query: [QueryItem]
    let shape: Shape
    /// The resource to which these records belong. It is read first, and the operation is called for each of its
    /// records, which is the `parent` of those that come.
    let parent: PaneID?
    /// The gaps of the operation's path, filled from the parent.
    let path: [String: RecordTemplate]

    var isTree: Bool {
        if case .tree = shape { true } else { false }
    }

    init(
        _ operations: Operation..., query: [QueryItem] = [], shape: Shape = .list(at: ""), of parent: PaneID? = nil,
        path: [String: RecordTemplate] = [:]
    ) {
        (self.operations, self.query, self.shape, self.parent, self.path) = (operations, query, shape, parent, path)
    }
}

/// How one record is read: with an operation of which the last gap of the path takes the record's id.
struct ResourceRead: Sendable {
    let operation: Operation
    let query: [QueryItem]

    init(_ operation: Operation, query: [QueryItem] = []) {
        (self.operation, self.query) = (operation, query)
    }
}
