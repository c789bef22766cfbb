import SisenseClient

/// A kind of record of the server, as data: how its list is read, what a row and an open record show, and what can be
/// done. A list feature and a pane are made of it, so a new pane of this kind is one description and nothing else.
package struct ResourceDescription: Sendable {
    package let pane: PaneID
    /// The name of its pane, as in `Connections`.
    let title: String
    /// The name of one record, as in `connection`.
    package let noun: SourceText
    /// The name of several, as in `connections`.
    package let plural: SourceText
    /// A line about it, for the list of all.
    package let about: String
    /// Says why there may be none, and the way out.
    let emptyText: CommandText
    let listing: ResourceListing
    /// The id that distinguishes records.
    let id: RecordTemplate
    /// The name of a record, as in `Warehouse`.
    let label: RecordTemplate
    let columns: [ResourceColumn]
    let rows: RowLayout<ResourceRow>
    /// The way to read one record; nil when it can only be found in the list.
    let read: ResourceRead?
    let sections: [ResourceSection]
    package let actions: [ResourceAction]

    init(
        _ pane: PaneID, title: String, noun: SourceText, plural: SourceText? = nil, about: String,
        empty: CommandText, listing: ResourceListing,
        id: RecordTemplate, label: RecordTemplate, columns: [ResourceColumn],
        read: ResourceRead? = nil, sections: [ResourceSection] = [], actions: [ResourceAction] = []
    ) {
        (self.pane, self.noun, self.plural, self.about) = (pane, noun, plural ?? "\(noun)s", about)
        (self.listing, self.id, self.label, self.columns) = (listing, id, label, columns)
        (self.title, self.read, self.sections, self.actions, emptyText) = (title, read, sections, actions, empty)
        rows = RowLayout(columns, id: id)
    }
}

extension ResourceDescription {
    /// The descriptions there are, in the order of their panes.
    static let all = PaneID.allCases.compactMap(of)

    /// The description of a pane; nil when the pane is none of these.
    static func of(_ pane: PaneID) -> ResourceDescription? {
        if case .resource(let description) = pane.content { description } else { nil }
    }
}

/// The source of the records of a resource.
struct ResourceListing: Sendable {
    /// The shape of the answer.
    enum Shape: Sendable, Equatable {
        /// Records in a list, which may lie below a member of the answer.
        case list(at: RecordPath)
        /// Records that hold further ones under a member, at any depth.
        case tree(children: String)
        /// One document, of which each value is a row with `name` and `value`.
        case document
    }

    /// The operations of which the first that the server knows reads: names differ between its versions.
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

/// The way to read one record: with an operation of which the last gap of the path takes the record's id.
struct ResourceRead: Sendable {
    let operation: Operation
    let query: [QueryItem]
    /// The path below which some versions answer with the record, in a list of one; nil where none does.
    let wrapper: RecordPath?

    init(_ operation: Operation, query: [QueryItem] = [], wrapper: RecordPath? = nil) {
        (self.operation, self.query, self.wrapper) = (operation, query, wrapper)
    }
}

/// A section of a record beside its columns: a list in the record itself, or the answer of another operation.
struct ResourceSection: Sendable {
    let title: String
    /// Nil for what is in the record.
    let operation: Operation?
    /// The gaps of the operation's path; one of which nothing is said takes the record's id.
    let path: [String: RecordTemplate]
    let query: [QueryItem]
    /// The path of the items in the answer, or in the record.
    let items: RecordPath
    /// The items of the answer to take: those whose text at a path is that of the record.
    let match: (path: RecordPath, text: RecordTemplate)?
    /// The form of an item as a line; nil for its values by name, a line each.
    let line: RecordTemplate?
    /// The list that has the items, and the id of one there; nil where they are no records.
    let link: (pane: PaneID, id: RecordTemplate)?

    init(
        _ title: String, _ operation: Operation? = nil, path: [String: RecordTemplate] = [:],
        query: [QueryItem] = [], items: RecordPath = "", match: (RecordPath, RecordTemplate)? = nil,
        line: RecordTemplate? = nil, link: (PaneID, RecordTemplate)? = nil
    ) {
        self.link = link.map { (pane: $0.0, id: $0.1) }
        (self.title, self.operation, self.path, self.query) = (title, operation, path, query)
        (self.items, self.match, self.line) = (items, match.map { (path: $0.0, text: $0.1) }, line)
    }
}
