package import SisenseClient

/// The shares of one dashboard: as read, and the changes not saved yet.
package struct SharesState: Sendable {
    package let document: SharesDocument
    /// The entries as they should be.
    package internal(set) var draft: [Share]
    /// The drafts before each edit.
    var undo: [[Share]] = []
    /// Names of those who were added here.
    var addedNames: [String: String] = [:]
    /// The entries as they were saved, until the list has been read again; nil when nothing was.
    var savedDraft: [Share]?
    /// True when the last key was one that would lose the changes.
    var isLeaving = false
    /// Who can see it, beside the shares.
    package internal(set) var viewers = ShareViewersState()

    package init(_ document: SharesDocument) {
        self.document = document
        draft = document.list.shares
    }

    /// The id of the dashboard.
    package var id: RecordID { RecordID(document.dashboard.id) }

    /// The name of the dashboard.
    package var title: String { document.dashboard.label }

    package var isChanged: Bool { Self.ordered(document.list.shares) != Self.ordered(draft) }

    /// True when reading the list again would lose edits.
    var hasUnsavedEdits: Bool { isChanged && draft != savedDraft }

    /// The order of the entries means nothing.
    private static func ordered(_ shares: [Share]) -> [Share] { shares.sorted { $0.id < $1.id } }

    /// The same edits on a list that was read later.
    func rebased(on new: SharesState) -> SharesState {
        var new = new
        (new.draft, new.addedNames, new.viewers) = (draft, addedNames, viewers)
        return new
    }

    /// The number of users and groups that an edit changes something for.
    package var editedCount: Int { rows.count { $0.change != .none } }

    /// The name of a user or group; its id while that is not known.
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

/// The actions on the shares of a dashboard, beside what happens to all lists.
package enum SharesAction: Sendable {
    case opened(RecordID, title: String)
    /// Reads them again, unless changes would be lost.
    case refreshRequested
    /// Dashboards were changed: the shares that are open are read again, unless a draft would be lost.
    case recordsChanged([RecordID])
    case loaded(SharesState)
    /// The list was saved: it is read again, and publishing is offered, since nobody sees the change before.
    case saved
    /// Opens the form that asks whom to add.
    case addRequested
    case added(Share, name: String)
    /// Changes the rule from view to edit and back.
    case ruleChanged
    case subscriptionToggled
    /// Takes the entries out, or puts them back in.
    case removeToggled
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    case publishRequested
    /// The people of some groups were read, for the shares of this dashboard.
    case viewersRead(RecordID, Result<ShareMembers, APIError>)
    case viewersFound(RecordID, ShareViewers)
    case viewersMoved(Movement, page: Int)
    /// Goes from the shares to who can see it, or back.
    case sideSwitched
    /// Goes back to the dashboards; with unsaved changes, only the second time.
    case closed
}

/// The parties that a dashboard is shared with, as read from the server, with the names of everybody in it.
package struct SharesDocument: Sendable {
    package let dashboard: Dashboard
    package let list: ShareList
    package let names: PartyNames

    /// Reads a dashboard, its shares, and the names of those they are about.
    @concurrent static func read(_ id: RecordID, _ context: WorkContext) async throws(APIError) -> SharesDocument {
        let document = try await read(id, context.dashboards)
        let owner = document.dashboard.owner.map { [$0.id] } ?? []
        let names = try await PartyNames.read(Set(document.list.shares.map(\.id) + owner), context)
        return document.with(names)
    }

    /// A dashboard and its shares, read at the same time, without the names.
    static func read(_ id: RecordID, _ service: DashboardsService) async throws(APIError) -> SharesDocument {
        async let list = attempt { () async throws(APIError) in try await service.shares(of: id.description) }
        let dashboard = try await service.named(id.description)
        return SharesDocument(dashboard: dashboard, list: try await list.get(), names: .none)
    }

    func with(_ names: PartyNames) -> SharesDocument {
        SharesDocument(dashboard: dashboard, list: list, names: names)
    }
}
