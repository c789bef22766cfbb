package import SisenseClient

/// One record read by itself: as its row, and as the server sent it.
package struct ListRecord: Sendable {
    package let row: RowContent
    package let json: JSONValue
    /// What the JSON is, where it is not what the list's records always are.
    package let heading: String?
    /// What belongs to it.
    package let sections: [DetailSection]
    /// What can be copied of it beside its values.
    package let copies: [Copy]
    /// All of it as lines that fold. Empty until the list it belongs to has named its columns.
    package private(set) var jsonTree = JSONTree([])
    /// What it is called; empty until then.
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

    /// The record with its outline, which takes a while for a large document: meant for an effect.
    func outlined(in feature: ListFeature) -> ListRecord {
        var record = self
        record.name = row.cells.indices.contains(feature.nameColumn) ? row.cells[feature.nameColumn] : ""
        let fields = zip(feature.columns, row.cells).map { (name: $0.title, text: $1) }
        record.jsonTree = JSONTree(
            [.fields(fields)] + sections.map(JSONTree.Part.section)
                + [.document(heading: heading ?? feature.recordHeading, json)])
        return record
    }
}
