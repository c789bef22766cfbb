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
        // Opened by its id alone, it is called by its name from now on.
        if title == id.description, !record.name.isEmpty { title = record.name }
        jsonTree = jsonTree.map { JSONTreeState(record.jsonTree, like: $0) } ?? JSONTreeState(record.jsonTree)
    }
}
