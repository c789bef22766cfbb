package import SisenseClient

/// One record read by itself: as its row, and as the server sent it.
package struct ListRecord: Sendable {
    package let row: RowContent
    package let json: JSONValue

    package init(row: RowContent, json: JSONValue) {
        self.row = row
        self.json = json
    }
}
