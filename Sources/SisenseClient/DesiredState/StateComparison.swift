/// What a server has otherwise than files want it, and the changes that would mend that.
package struct StateComparison: Sendable {
    package internal(set) var differences: [StateDifference] = []
    /// What cannot be compared; nothing is to be planned while there is any.
    package internal(set) var problems: [StateProblem] = []
    /// Differences that can be planned only once the changes before them are made, a sentence each.
    package internal(set) var later: [String] = []
    /// The number of things of a kind that the server has, as far as it is known.
    var totals: [StateKind: Int] = [:]
    private var changes: [RequestPlan] = []
    private var removals: [RequestPlan] = []
    private var risks: [RequestPlan] = []
    /// The values that each plan brings about, as the files have them.
    package private(set) var wanted: [RequestPlan.ID: [StateFolder.Leaf]] = [:]
    /// The differences that each plan mends.
    private var resolved: [RequestPlan.ID: [StateDifference]] = [:]

    private let sender: PlanSender?

    /// - Parameter sender: The account that is to send what is planned; nil where nothing is.
    init(sentBy sender: PlanSender? = nil) { self.sender = sender }

    /// The number of changes that may shut somebody out, which a person sends one by one.
    package var riskCount: Int { risks.count }

    /// In the order in which they are to be sent: what others need comes first, what goes comes after all that stays,
    /// and what can cut people off comes last, each in a step of its own.
    package var plans: [RequestPlan] { changes + removals.reversed() + risks }

    /// Compares a server with what files want of it. Only what they name is read.
    /// - Parameters:
    ///   - isPlanning: True to make plans too, which reads each record that differs.
    ///   - applied: What is known of the last time that both agreed.
    /// - Throws: `APIError` for a kind that cannot be read: what is not known is not the same.
    package init(
        _ folder: StateFolder, _ client: APIClient, isPlanning: Bool, applied: AppliedState? = nil
    ) async throws(APIError) {
        let applied = applied ?? AppliedState()
        var work = StateWork(
            client: client, folder: folder, isPlanning: isPlanning, applied: applied,
            names: try await StateNames.read(client, for: folder))
        // Whoever would lock themselves out shall know it.
        if isPlanning { work.sender = try await client.trying.sender() }
        sender = work.sender
        work.users =
            folder.isWhole && folder.entries[.users] != nil
            ? try await StateUsers.all(client)
            : try await StateUsers.read(client, named: folder.namedUsers.union(folder.sharingUsers))
        for kind in StateKind.allCases {
            guard let entries = folder.entries[kind] else { continue }
            switch kind {
            case .features: add(try await work.features(entries))
            case .roles: add(try await work.roles(entries))
            case .groups: add(try await work.groups(entries))
            case .users: add(try await work.users(entries))
            case .servers: add(try await work.servers(entries))
            // The origins are a part of the system settings: two plans would stand in each other's way.
            case .settings: add(try await work.settings(entries, origins: folder.entries[.origins]?.first))
            case .origins where folder.entries[.settings] == nil:
                add(try await work.settings([], origins: entries.first))
            case .origins: break
            case .shares: add(try await work.shares(entries))
            }
        }
        finish(folder, applied)
    }

    private mutating func add(_ other: StateComparison) {
        differences += other.differences
        problems += other.problems
        later += other.later
        changes += other.changes
        removals += other.removals
        risks += other.risks
        resolved.merge(other.resolved) { one, _ in one }
        totals.merge(other.totals) { one, _ in one }
    }

    /// Adds plans that mend differences.
    mutating func add(_ plans: [RequestPlan], for differences: [StateDifference]) {
        let isRemoval = differences.allSatisfy { $0.act == .remove && $0.path.isEmpty && $0.kind != .origins }
        for plan in plans {
            // The last of them brings it about.
            resolved[plan.id] = plan.id == plans.last?.id ? differences : []
            if plan.mayLockOut(sender) {
                risks.append(plan)
            } else if isRemoval {
                removals.append(plan)
            } else {
                changes.append(plan)
            }
        }
    }

    /// Says of each difference which side has changed, and of each plan what it brings about.
    private mutating func finish(_ folder: StateFolder, _ applied: AppliedState) {
        guard !differences.isEmpty else { return }
        let leaves = LeafIndex(folder.leaves)
        for index in differences.indices where !folder.isWhole {
            differences[index].changed = applied.changedSide(
                of: differences[index], leaves[below: differences[index].name])
        }
        // What goes by pruning is a part of its own, behind what files name.
        differences = differences.filter { !$0.isPruned } + differences.filter(\.isPruned)
        for (id, resolved) in resolved { wanted[id] = resolved.flatMap { leaves[below: $0.name] } }
    }
}

/// The values of files by their names, and by the names of what they are parts of.
private struct LeafIndex {
    private var byName: [String: [StateFolder.Leaf]] = [:]

    init(_ leaves: [StateFolder.Leaf]) {
        for leaf in leaves {
            // A difference is about a value, or about the whole thing that it is a part of.
            byName[leaf.name, default: []].append(leaf)
            if leaf.thing != leaf.name { byName[leaf.thing, default: []].append(leaf) }
        }
    }

    subscript(below name: String) -> [StateFolder.Leaf] { byName[name] ?? [] }
}

/// The work of comparing one kind after the other.
struct StateWork: Sendable {
    let client: APIClient
    let folder: StateFolder
    let isPlanning: Bool
    let applied: AppliedState
    /// The roles and groups, which several kinds refer to.
    var names: StateNames
    /// The users that files name.
    var users = StateUsers.none
    /// The user who plans; nil where nothing is planned.
    var sender: PlanSender?

    init(client: APIClient, folder: StateFolder, isPlanning: Bool, applied: AppliedState, names: StateNames) {
        (self.client, self.folder, self.isPlanning, self.applied) = (client, folder, isPlanning, applied)
        self.names = names
    }

    /// The differences that count.
    func counting(_ differences: [StateDifference]) -> [StateDifference] {
        differences.filter { !$0.isBelow(folder.ignored) }
    }

    /// The differences of things that no file names: those that a scope of pruning takes, or all where the other side
    /// is a whole server.
    /// - Parameter values: Those of the members of a thing that scopes may name.
    func unnamed(_ kind: StateKind, _ key: String, now: JSONValue, _ values: [String: String]) -> [StateDifference] {
        let isPruned = folder.pruned[kind]?.holds(for: values) == true
        guard isPruned || folder.isWhole else { return [] }
        var difference = StateDifference(kind, key, .remove, now: now, wanted: nil)
        difference.isPruned = isPruned
        return counting([difference])
    }
}
