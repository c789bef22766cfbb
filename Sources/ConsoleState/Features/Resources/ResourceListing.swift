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

/// What is shown of a record beside its columns: a list in the record itself, or the answer of another operation.
struct ResourceSection: Sendable {
    let title: String
    /// Nil for what is in the record.
    let operation: Operation?
    /// The gaps of the operation's path; one of which nothing is said takes the record's id.
    let path: [String: RecordTemplate]
    let query: [QueryItem]
    /// Where the items are in the answer, or in the record.
    let items: RecordPath
    /// Of the answer's items, those whose text at a path is that of the record.
    let match: (path: RecordPath, text: RecordTemplate)?
    /// How an item is written; nil for its values by name, a line each.
    let line: RecordTemplate?

    init(
        _ title: String, _ operation: Operation? = nil, path: [String: RecordTemplate] = [:],
        query: [QueryItem] = [], items: RecordPath = "", match: (RecordPath, RecordTemplate)? = nil,
        line: RecordTemplate? = nil
    ) {
        (self.title, self.operation, self.path, self.query) = (title, operation, path, query)
        (self.items, self.match, self.line) = (items, match.map { (path: $0.0, text: $0.1) }, line)
    }
}
