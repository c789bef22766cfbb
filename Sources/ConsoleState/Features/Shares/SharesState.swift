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
    /// The entries as they were saved, until the list has been read again; nil when nothing was.
    var savedDraft: [Share]?
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

    /// True when reading the list again would lose edits.
    var hasUnsavedEdits: Bool { isChanged && draft != savedDraft }

    /// The order of the entries means nothing.
    private static func ordered(_ shares: [Share]) -> [Share] { shares.sorted { $0.id < $1.id } }

    /// The same edits on a list that was read later.
    func rebased(on new: SharesState) -> SharesState {
        var new = new
        (new.draft, new.addedNames) = (draft, addedNames)
        return new
    }

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
