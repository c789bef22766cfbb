import SisenseClient

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
