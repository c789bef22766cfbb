package import SisenseClient

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
    package var scroll = Scroll()

    package init(id: RecordID, title: String) {
        self.id = id
        self.title = title
    }
}
