package import SisenseClient

/// The shares of several dashboards: as read, and the edits not saved yet. An edit is about a user or group and all of
/// the dashboards, so it outlives reading them again.
package struct BulkSharesState: Sendable {
    /// The dashboards, each with its own list.
    package let documents: [SharesDocument]
    package private(set) var edits = ShareEdits()
    /// Everybody whom one of them is shared with, or should be: groups first, each by name.
    package private(set) var rows: [BulkShareRow] = []
    /// The number of dashboards that the edits change.
    package private(set) var changedCount = 0
    /// True when the dashboards are published after they were saved.
    package internal(set) var publishes = true
    /// The edits before each edit.
    private(set) var undo: [ShareEdits] = []
    /// Names of those who came by an edit.
    private var addedNames: [String: String] = [:]
    /// True when the last key was one that would lose the edits.
    var isLeaving = false

    package init(_ documents: [SharesDocument]) {
        self.documents = documents
        work()
    }

    package var ids: [RecordID] { documents.map { RecordID($0.dashboard.id) } }

    /// True when saving would change something: an edit that is made already, by whomever, is none.
    package var isChanged: Bool { changedCount > 0 }

    /// The number of users and groups that an edit changes something for.
    package var editedCount: Int { rows.count { $0.effect != BulkShareRow.unchanged } }

    /// The name of a user or group; its id while that is not known.
    func name(_ id: String) -> String {
        addedNames[id] ?? documents.first?.names.name(id) ?? id
    }

    /// The names of all users and groups, by their ids.
    var names: [String: String] {
        Dictionary(rows.map { ($0.party.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// Edits, so that it can be taken back.
    /// - Parameter names: Those of the users and groups that are new, by their ids.
    mutating func edit(naming names: [String: String] = [:], _ change: (inout ShareEdits) -> Void) {
        let old = edits
        addedNames.merge(names) { $1 }
        change(&edits)
        guard edits != old else { return }
        undo.append(old)
        work()
    }

    /// Takes the last edit back. Returns false when there is none.
    mutating func undoLast() -> Bool {
        guard let last = undo.popLast() else { return false }
        edits = last
        work()
        return true
    }

    /// The same edits on lists that were read later.
    func rebased(on documents: [SharesDocument]) -> BulkSharesState {
        var new = BulkSharesState(documents)
        new.publishes = publishes
        (new.edits, new.undo, new.addedNames) = (edits, undo, addedNames)
        new.work()
        guard !new.isChanged else { return new }
        // All of it is made: there is no edit left to be taken back.
        (new.edits, new.undo) = (ShareEdits(), [])
        new.work()
        return new
    }

    /// The row of a user or group; nil when there is none.
    func row(_ id: RecordID) -> BulkShareRow? { rows.first { $0.id == id } }

    /// Works out the rows: a walk over the entries of all lists.
    private mutating func work() {
        var found: [ShareEdits.Party: BulkShareRow] = [:]
        func note(_ share: Share, _ change: (inout BulkShareRow) -> Void) {
            let party = share.partyKey
            change(&found[party, default: BulkShareRow(party, name(party.id), edits[party], of: documents.count)])
        }
        changedCount = 0
        for document in documents {
            let before = document.list.shares.filter { $0.rule != nil }
            let after = edits.applied(to: before, owner: document.dashboard.owner?.id)
            let old = Dictionary(before.map { ($0.partyKey, $0) }, uniquingKeysWith: { first, _ in first })
            for share in before { note(share) { $0.before.add(share) } }
            var isChanged = after.count != before.count
            for share in after {
                let isNew = old[share.partyKey] != share
                isChanged = isChanged || isNew
                note(share) { row in
                    row.after.add(share)
                    if isNew { row.changedCount += 1 }
                }
            }
            if isChanged { changedCount += 1 }
        }
        for (party, row) in found {
            guard case .replaced(let other) = row.edit.presence else { continue }
            found[party]?.replacement = name(other.id)
        }
        rows = Self.ordered(Array(found.values))
    }

    private static func ordered(_ rows: [BulkShareRow]) -> [BulkShareRow] {
        let sorted = rows.sorted { $0.party.id < $1.party.id }.sorted(byName: \.name)
        return sorted.filter { $0.party.kind == .group } + sorted.filter { $0.party.kind == .user }
    }
}

/// A user or group among those that several dashboards are shared with.
package struct BulkShareRow: Sendable {
    /// The dashboards it stands on, counted, and the rights it has there.
    struct Standing: Sendable, Equatable {
        private(set) var count = 0
        private var rules: Set<Share.Rule> = []

        mutating func add(_ share: Share) {
            count += 1
            if let rule = share.rule { rules.insert(rule) }
        }

        /// `edit, view`.
        var right: String { rules.map(\.description).sorted().joined(separator: ", ") }

        /// The only right it has; nil when there are several.
        var onlyRule: Share.Rule? { rules.count == 1 ? rules.first : nil }
    }

    let party: ShareEdits.Party
    let name: String
    let edit: ShareEdits.Edit
    /// The number of all dashboards.
    let total: Int
    var before = Standing()
    var after = Standing()
    /// The dashboards on which its entry becomes another one.
    var changedCount = 0
    /// The name of the one that takes its place.
    var replacement: String?

    init(_ party: ShareEdits.Party, _ name: String, _ edit: ShareEdits.Edit, of total: Int) {
        (self.party, self.name, self.edit, self.total) = (party, name, edit, total)
    }

    var id: RecordID { RecordID(party.id) }

    /// The effect of the edits, in words.
    var effect: String {
        if let replacement, after.count == 0 { return "replaced by \(replacement)" }
        if after.count == 0 { return "removed from \(before.count)" }
        guard changedCount > 0 || after.count != before.count else { return Self.unchanged }
        let count = after.count == total ? "on all \(total)" : "on \(after.count)"
        return "\(count), \(after.right)"
    }

    static let unchanged = "as it is"

    private var style: RowStyle {
        if effect == Self.unchanged { return .plain }
        return before.count == 0 ? .added : after.count == 0 ? .removed : .changed
    }

    static let layout = RowLayout<BulkShareRow>(
        [
            Column("name", "Shared with", 18, priority: 9, isName: true) { $0.name },
            Column("type", "Type", 6, kind: .aside, priority: 5) { $0.party.kind.rawValue },
            Column("on", "On", 8, kind: .state, priority: 7, sortedBy: { Double($0.before.count) }) {
                "\($0.before.count) of \($0.total)"
            },
            Column("rule", "Right", 10, priority: 6) { $0.before.right },
            Column("after", "After", 16, kind: .state, priority: 8) { $0.effect },
        ],
        id: { $0.id }, style: { $0.style })

    var content: RowContent { Self.layout.row(self) }
}

/// The actions on the shares of several dashboards, beside what happens to all lists.
package enum BulkSharesAction: Sendable {
    case opened([RecordID])
    /// The dashboards were read, or read again; edits stay.
    case loaded([SharesDocument])
    /// Opens the form that asks whom to add to all.
    case addRequested
    case added([ShareEdits.Party], Share.Rule, names: [String: String])
    /// Adds those chosen to the dashboards they are not on yet, or takes that back.
    case everywhereToggled
    /// Changes the right from view to edit and back, wherever those chosen stand.
    case ruleChanged
    /// Removes those chosen from all dashboards, or restores them.
    case removeToggled
    /// Opens the form that asks who takes the place of those chosen.
    case replaceRequested
    case replaced([ShareEdits.Party], by: ShareEdits.Party, name: String)
    case publishToggled
    case undoRequested
    /// Throws all edits away.
    case reverted
    case saveRequested
    /// Goes back to the dashboards; with unsaved edits, only the second time.
    case closed
}
