package import SisenseClient

/// One record read by itself: as its row, and as the server sent it.
package struct ListRecord: Sendable {
    package let row: RowContent
    package let json: JSONValue
    /// What the JSON is, where it is not what the list's records always are.
    package let heading: String?
    /// What belongs to it.
    package let sections: [DetailSection]

    package init(row: RowContent, json: JSONValue, heading: String? = nil, sections: [DetailSection] = []) {
        self.row = row
        self.json = json
        self.heading = heading
        self.sections = sections
    }
}
