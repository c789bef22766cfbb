package import SisenseClient

/// The shares of one dashboard: as read, and the changes not saved yet.
package struct SharesState: Sendable {
    package enum Load: Sendable {
        case loading
        case loaded(SharesDocument)
        case failed(APIError)
    }

    package let id: RecordID
    package let title: String
    package var load = Load.loading
    /// The entries as they shall be.
    package internal(set) var draft: [Share] = []
    /// The drafts before each edit.
    var undo: [[Share]] = []
    /// Names of those who were added here.
    var addedNames: [String: String] = [:]
    package internal(set) var scroll = Scroll()
    /// Whether to offer publishing once the list has been read again.
    var offersPublishing = false
    /// Whether the last key was one that would lose the changes.
    var isLeaving = false

    package init(id: RecordID, title: String) {
        self.id = id
        self.title = title
    }

    package var document: SharesDocument? {
        if case .loaded(let document) = load { document } else { nil }
    }

    package var isChanged: Bool {
        document.map { Self.ordered($0.list.shares) != Self.ordered(draft) } ?? false
    }

    /// The order of the entries means nothing.
    private static func ordered(_ shares: [Share]) -> [Share] { shares.sorted { $0.id < $1.id } }

    /// What a user or group is called; its id while that is not known.
    package func name(_ id: String) -> String {
        addedNames[id] ?? document?.names.name(id) ?? id
    }

    /// The entries as read, each with what becomes of it, then those that are new.
    package var rows: [ShareRow] {
        let saved = document?.list.shares ?? []
        let wanted = Dictionary(draft.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(saved.map(\.id))
        return saved.map { ShareRow(saved: $0, wanted: wanted[$0.id], name: name($0.id)) }
            + draft.filter { !known.contains($0.id) }.map { ShareRow(saved: nil, wanted: $0, name: name($0.id)) }
    }

    package var row: ShareRow? {
        let rows = rows
        return rows.indices.contains(scroll.cursor) ? rows[scroll.cursor] : nil
    }
}
