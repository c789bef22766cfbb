package import SisenseClient

/// One record read by itself: as its row, and as the server sent it.
package struct ListRecord: Sendable {
    package let row: RowContent
    package let json: JSONValue
    /// The heading of the JSON, where it is not what the list's records always are.
    package let heading: String?
    /// The sections that belong to it.
    package let sections: [DetailSection]
    /// The texts that can be copied of it beside its values.
    package let copies: [Copy]
    /// All of it as lines that fold. Empty until the list it belongs to has named its columns.
    package private(set) var jsonTree = JSONTree([])
    /// Its name; empty until then.
    package private(set) var name = ""

    /// A text to copy, and what it is.
    package struct Copy: Sendable {
        package let what: String
        package let text: String
    }

    package init(
        row: RowContent, json: JSONValue, heading: String? = nil, sections: [DetailSection] = [], copies: [Copy] = []
    ) {
        self.row = row
        self.json = json
        self.heading = heading
        self.sections = sections
        self.copies = copies
    }

    /// The record with its tree, which takes a while for a large document: meant for an effect.
    /// - Parameter secrets: Those of the session, which the server may send back.
    func outlined(in feature: ListFeature, _ secrets: KnownSecrets = KnownSecrets()) -> ListRecord {
        var record = self
        record.name = row.cells.indices.contains(feature.nameColumn) ? row.cells[feature.nameColumn] : ""
        let fields = zip(feature.columns, row.cells).map { (name: $0.title, text: secrets.text($1)) }
        record.jsonTree = JSONTree(
            [.fields(fields)] + sections.map(JSONTree.Part.section)
                + [.document(heading: heading ?? feature.recordHeading, secrets.json(json))])
        return record
    }
}

/// A part of an open record beside its columns: the members of a group, the widgets of a dashboard.
package struct DetailSection: Sendable, Equatable {
    package let title: String
    package let lines: [String]
    /// True when only its title shows until the user opens it.
    package let isFolded: Bool

    package init(_ title: String, _ lines: [String], isFolded: Bool = false) {
        self.title = title
        self.lines = lines
        self.isFolded = isFolded
    }

    /// A section of things that may be many, and how many there are.
    static func list(_ title: String, _ items: [String]) -> DetailSection {
        DetailSection("\(title): \(items.count)", items)
    }
}

/// One record, opened.
package struct DetailState: Sendable {
    package enum Content: Sendable {
        case loading
        case loaded(ListRecord)
        case failed(APIError)
    }

    package let id: RecordID
    package var title: String
    package var content = Content.loading
    /// The record as lines that fold; nil until it is there.
    package var jsonTree: JSONTreeState?

    package init(id: RecordID, title: String) {
        self.id = id
        self.title = title
    }

    package var isLoaded: Bool {
        if case .loaded = content { true } else { false }
    }

    /// Shows what reading it came to.
    mutating func take(_ result: Result<ListRecord, APIError>) {
        switch result {
        case .success(let record): show(record)
        case .failure(let error): content = .failed(error)
        }
    }

    /// Shows a record. One that was shown before keeps its folds and its cursor.
    mutating func show(_ record: ListRecord) {
        content = .loaded(record)
        // Opened by its id alone, it is shown by its name from now on.
        if title == id.description, !record.name.isEmpty { title = record.name }
        jsonTree = jsonTree.map { JSONTreeState(record.jsonTree, like: $0) } ?? JSONTreeState(record.jsonTree)
    }
}
