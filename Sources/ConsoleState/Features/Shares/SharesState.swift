package import SisenseClient

/// The shares of one dashboard: as read, and the changes not saved yet.
package struct SharesState: Sendable {
    package let document: SharesDocument
    /// The entries as they shall be.
    package internal(set) var draft: [Share]
    /// The drafts before each edit.
    var undo: [[Share]] = []
    /// Names of those who were added here.
    var addedNames: [String: String] = [:]
    /// Whether to offer publishing once the list has been read again.
    var offersPublishing = false
    /// Whether the last key was one that would lose the changes.
    var isLeaving = false

    package init(_ document: SharesDocument) {
        self.document = document
        draft = document.list.shares
    }

    /// The id of the dashboard.
    package var id: RecordID { RecordID(document.dashboard.id) }

    /// What the dashboard is called.
    package var title: String { document.dashboard.label }

    package var isChanged: Bool { Self.ordered(document.list.shares) != Self.ordered(draft) }

    /// The order of the entries means nothing.
    private static func ordered(_ shares: [Share]) -> [Share] { shares.sorted { $0.id < $1.id } }

    /// What a user or group is called; its id while that is not known.
    package func name(_ id: String) -> String { addedNames[id] ?? document.names.name(id) }

    /// The entries as read, each with what becomes of it, then those that are new.
    package var rows: [ShareRow] {
        let saved = document.list.shares
        let wanted = Dictionary(draft.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(saved.map(\.id))
        return saved.map { ShareRow(saved: $0, wanted: wanted[$0.id], name: name($0.id)) }
            + draft.filter { !known.contains($0.id) }.map { ShareRow(saved: nil, wanted: $0, name: name($0.id)) }
    }
}
