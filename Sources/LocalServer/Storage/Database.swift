import SisenseClient

/// Everything the server knows: one table a kind of record. Changes are collected until they are committed, as one
/// whole, or taken back.
struct Database {
    enum Name: String, CaseIterable, Sendable {
        case alerts, backups, builds, connections, credentials, cubes, customActions, customData, dashboards
        case dataSecurity, datasets, features, folders, groups, ldapDomains, notebooks, outbox, perspectives, plugins
        case projects, published, reports, roles, savedMetadata, sets, settings, tokens, trustedServers, users, widgets
    }

    /// One record as it is from now on; nil means gone.
    struct Change: Sendable, Equatable {
        let table: Name
        let id: String
        let record: JSONObject?
    }

    private struct Undo {
        let table: Name
        let id: String
        let slot: Int?
        let record: JSONObject?
    }

    private var tables: [Name: Table]
    private(set) var changes: [Change] = []
    /// Another number after every change, also after one that was taken back: what was found out holds as long as it
    /// stays.
    private(set) var revision = 0
    private var undo: [Undo] = []

    init(tables: [Name: Table] = [:]) {
        self.tables = tables
    }

    subscript(_ name: Name) -> Table { tables[name] ?? Table() }

    mutating func put(_ record: JSONObject, id: String, in name: Name) {
        revision += 1
        remember(name, id)
        tables[name, default: Table()].put(record, id: id)
        changes.append(Change(table: name, id: id, record: record))
    }

    mutating func remove(id: String, from name: Name) {
        guard self[name].slot(of: id) != nil else { return }
        revision += 1
        remember(name, id)
        tables[name]?.remove(id: id)
        changes.append(Change(table: name, id: id, record: nil))
    }

    private mutating func remember(_ name: Name, _ id: String) {
        let slot = self[name].slot(of: id)
        undo.append(Undo(table: name, id: id, slot: slot, record: slot.map { self[name][slot: $0] }))
    }

    /// Applies a change that is on disk already.
    mutating func replay(_ change: Change) {
        revision += 1
        if let record = change.record {
            tables[change.table, default: Table()].put(record, id: change.id)
        } else {
            tables[change.table]?.remove(id: change.id)
        }
    }

    /// A moment to come back to.
    struct Mark {
        fileprivate let changes: Int
        fileprivate let undo: Int
    }

    var mark: Mark { Mark(changes: changes.count, undo: undo.count) }

    func changes(since mark: Mark) -> ArraySlice<Change> { changes.dropFirst(mark.changes) }

    /// The changes since the last commit, mails apart: those are delivered, not kept.
    var parts: (mails: [Change], kept: [Change]) {
        (changes.filter { $0.table == .outbox }, changes.filter { $0.table != .outbox })
    }

    /// Lets all changes stay.
    mutating func commit() {
        changes = []
        undo = []
        tables[.outbox] = nil
    }

    /// Takes back what was changed since `mark`; without one, since the last commit.
    mutating func rollback(to mark: Mark = Mark(changes: 0, undo: 0)) {
        while undo.count > mark.undo, let step = undo.popLast() {
            revision += 1
            switch (step.record, step.slot) {
            case (let record?, let slot?):
                if self[step.table].slot(of: step.id) == nil {
                    tables[step.table]?.restore(record, id: step.id, slot: slot)
                } else {
                    tables[step.table]?.put(record, id: step.id)
                }
            default: tables[step.table]?.remove(id: step.id)
            }
        }
        changes.removeLast(max(0, changes.count - mark.changes))
    }
}
