// With whom dashboards are shared, by their folders and titles:
// `{"Finance/Revenue": {"owner": "a@x.test", "with": {"group:Sales": "view", "user:b@x.test": "edit"}, "publish": true}}`.
// `with` is the whole list, in any order; a report by mail stays as it is. With `publish`, a change is published at once.
// With `was`, a dashboard is found by the path that it had before it was renamed or moved.

/// The members of a dashboard that a file can name.
private enum ShareMember: String, CaseIterable {
    case owner, with, publish, was
}

extension StateExport {
    func shares() async throws(APIError) -> JSONValue {
        let dashboards = try await DashboardPaths.all(client)
        let names = StateNames([], try await GroupsService(client).names())
        let people = Set(dashboards.all.flatMap { [$0.owner?.id].compactMap(\.self) + $0.shares.users })
        let users = try await StateUsers.none.adding(ids: people, client)
        var members: [(String, JSONValue)] = []
        for dashboard in dashboards.all {
            var values: [(String, JSONValue)] = []
            if let owner = dashboard.owner.flatMap({ users.byID[$0.id] }) {
                values.append((ShareMember.owner.rawValue, .string(StateUsers.key(of: owner))))
            }
            let parties = StateParties(names, users)
            values.append((ShareMember.with.rawValue, Self.sorted(parties.rules(dashboard.shares))))
            members.append((dashboards.key(of: dashboard), .object(JSONObject(values))))
        }
        return Self.sorted(members)
    }
}

extension [Share] {
    /// The ids of the users among them, the owner too.
    fileprivate var users: [String] { filter { $0.party == .user }.map(\.id) }
}

/// Users and groups as a file names them in a list of shares: `group:Sales`, `user:b@x.test`.
private struct StateParties {
    private let names: StateNames
    private let users: StateUsers
    /// The rights that files may name: those that are known, and those that the server has given already.
    private let rules: Set<String>

    init(_ names: StateNames, _ users: StateUsers, having shares: [Share] = []) {
        (self.names, self.users) = (names, users)
        rules = Set(Share.Rule.known.map(\.description)).union(shares.compactMap { $0.rule?.description })
    }

    /// The right of each party. One that is no more has no name, and is passed over; so is the owner, who needs none.
    func rules(_ shares: [Share]) -> [(String, JSONValue)] {
        shares.compactMap { share in
            guard let rule = share.rule, let name = name(share) else { return nil }
            return (name, .string(rule.description))
        }
    }

    func name(_ share: Share) -> String? {
        switch share.party {
        case .group: names.label(share.id).map { "group:\($0)" }
        case .user: users.byID[share.id].map { "user:\(StateUsers.key(of: $0))" }
        }
    }

    /// The share of a party that a file names.
    /// - Throws: `StateProblem` for a name that means nobody, or more than one.
    func share(_ name: String, _ rule: JSONValue, of entry: StateEntry) throws(StateProblem) -> Share {
        guard let text = rule.string, rules.contains(text) else {
            let known = Share.Rule.known.map(\.description).joined(separator: ", ")
            let hint = rule.string.map { NearestName.addition($0, among: rules.sorted()) } ?? ""
            throw StateProblem(.shares, entry, "\(name) has one of the rights \(known)\(hint)")
        }
        let rule = Share.Rule(text)
        if let group = name.removing("group:") {
            if let problem = names.problem(withGroup: group) { throw StateProblem(.shares, entry, problem) }
            return Share(.group, id: names.reference(toGroup: group) ?? group, rule: rule)
        }
        guard let user = name.removing("user:") else {
            throw StateProblem(.shares, entry, "\(name) is neither group:NAME nor user:ADDRESS")
        }
        return Share(.user, id: try self.user(user, of: entry).id, rule: rule)
    }

    func user(_ key: String, of entry: StateEntry) throws(StateProblem) -> User {
        let found = users.named(key)
        guard found.count == 1 else {
            let ids = found.map(\.id).joined(separator: ", ")
            throw StateProblem(.shares, entry, found.isEmpty ? "no user \(key)" : "several users are \(key): \(ids)")
        }
        return found[0]
    }
}

extension String {
    fileprivate func removing(_ prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }
}

extension StateFolder {
    /// The users that lists of shares name, by what they are known by.
    var sharingUsers: Set<String> {
        var keys: Set<String> = []
        for entry in entries[.shares] ?? [] {
            if let owner = entry.value.text(ShareMember.owner.rawValue) { keys.insert(owner.lowercased()) }
            for name in entry.value[ShareMember.with.rawValue]?.object?.keys ?? [] {
                if let user = name.removing("user:") { keys.insert(user.lowercased()) }
            }
        }
        return keys
    }
}

/// A dashboard as the server has it, and what a file wants of it.
private struct WantedShares {
    let dashboard: Dashboard
    let list: ShareList
    let owner: User?
    /// Nil where the file says nothing of them.
    let shares: [Share]?
    let publishes: Bool
}

extension StateWork {
    func shares(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        var comparison = StateComparison(sentBy: sender)
        let service = DashboardsService(client, asAdministrator: true)
        let dashboards = try await DashboardPaths.read(
            client, named: entries.flatMap { [$0.key] + [$0.formerKey].compactMap(\.self) })
        comparison.totals[.shares] = dashboards.total
        var found: [(entry: StateEntry, dashboard: Dashboard)] = []
        for entry in entries {
            do throws(StateProblem) {
                let owner = entry.value.text(ShareMember.owner.rawValue).flatMap { users.named($0).first?.id }
                let dashboard = try dashboards.dashboard(entry, ownedBy: owner)
                // One that is found by two names would be changed by both.
                if let other = found.first(where: { $0.dashboard.id == dashboard.id }) {
                    throw StateProblem(.shares, entry, "is the same dashboard as \"\(other.entry.key)\"")
                }
                found.append((entry, dashboard))
            } catch {
                comparison.problems.append(error)
            }
        }
        let lists = try await found.map(\.dashboard.id).concurrentMap(maxConcurrent: Self.maxConcurrent) {
            id throws(APIError) in try await service.shares(of: id)
        }
        let people = Set(lists.flatMap(\.shares.users) + found.compactMap(\.dashboard.owner?.id))
        let parties = StateParties(
            names, try await users.adding(ids: people, client), having: lists.flatMap(\.shares))
        for (index, item) in found.enumerated() {
            do throws(StateProblem) {
                let wanted = try Self.wanted(item.entry, item.dashboard, lists[index], parties)
                let differences = counting(Self.differences(item.entry, wanted, parties))
                comparison.differences += differences
                guard isPlanning, !differences.isEmpty else { continue }
                let plans = try plans(item.entry, wanted, differences, parties, service, &comparison)
                comparison.add(plans, for: differences)
            } catch {
                comparison.problems.append(error)
            }
        }
        return comparison
    }

    private static let maxConcurrent = 8

    private static func wanted(
        _ entry: StateEntry, _ dashboard: Dashboard, _ list: ShareList, _ parties: StateParties
    ) throws(StateProblem) -> WantedShares {
        guard let object = entry.value.object else {
            throw StateProblem(.shares, entry, "an object is expected; no file deletes a dashboard")
        }
        for key in object.keys where ShareMember(rawValue: key) == nil {
            let known = ShareMember.allCases.map(\.rawValue).joined(separator: ", ")
            let hint = NearestName.addition(key, among: ShareMember.allCases.map(\.rawValue))
            throw StateProblem(.shares, entry, "\(key) is none of \(known)\(hint)")
        }
        var owner: User?
        if let value = object[ShareMember.owner.rawValue] {
            guard let key = value.string else { throw StateProblem(.shares, entry, "owner is the address of a user") }
            owner = try parties.user(key, of: entry)
        }
        var shares: [Share]?
        if let value = object[ShareMember.with.rawValue] {
            guard let members = value.object?.members else {
                throw StateProblem(.shares, entry, "with is an object: a right for each group:NAME or user:ADDRESS")
            }
            var wanted: [Share] = []
            for member in members { wanted.append(try parties.share(member.key, member.value, of: entry)) }
            shares = wanted
        }
        return WantedShares(
            dashboard: dashboard, list: list, owner: owner, shares: shares,
            publishes: object[ShareMember.publish.rawValue] == true)
    }

    private static func differences(
        _ entry: StateEntry, _ wanted: WantedShares, _ parties: StateParties
    ) -> [StateDifference] {
        var differences: [StateDifference] = []
        func add(_ path: [String], _ act: StateDifference.Act, _ now: JSONValue?, _ value: JSONValue?) {
            differences.append(StateDifference(.shares, entry.key, at: path, act, now: now, wanted: value))
        }
        if let owner = wanted.owner, owner.id != wanted.dashboard.owner?.id {
            let now = wanted.dashboard.owner.flatMap { parties.key(ofUser: $0.id) } ?? wanted.dashboard.owner?.label
            add(
                [ShareMember.owner.rawValue], .change, now.map(JSONValue.string),
                .string(StateUsers.key(of: owner)))
        }
        guard wanted.shares != nil else { return differences }
        // Whoever owns it needs no right to it, and has none in the list of the server.
        let owner = (wanted.owner?.id ?? wanted.dashboard.owner?.id).flatMap(parties.key).map { "user:\($0)" }
        let now = parties.rules(wanted.list.shares).filter { $0.0 != owner }
        let old = Dictionary(now, uniquingKeysWith: { first, _ in first })
        let new = (entry.value[ShareMember.with.rawValue]?.object?.members ?? [])
            .map { ($0.key, $0.value) }.filter { parties.spelled($0.0) != owner }
        for (name, rule) in new where old[parties.spelled(name)] != rule {
            let former = old[parties.spelled(name)]
            add([ShareMember.with.rawValue, name], former == nil ? .add : .change, former, rule)
        }
        let kept = Set(new.map { parties.spelled($0.0) })
        for (name, rule) in now where !kept.contains(name) {
            add([ShareMember.with.rawValue, name], .remove, rule, Optional.none)
        }
        return differences
    }

    /// The list first, for a new owner has to be in it; then the owner; then what everybody sees.
    private func plans(
        _ entry: StateEntry, _ wanted: WantedShares, _ differences: [StateDifference], _ parties: StateParties,
        _ service: DashboardsService, _ comparison: inout StateComparison
    ) throws(StateProblem) -> [RequestPlan] {
        let changed = differences.filter { $0.path.first == ShareMember.with.rawValue }
        let newOwner = wanted.owner.flatMap { owner in
            differences.contains { $0.path == [ShareMember.owner.rawValue] } ? owner : nil
        }
        // The right of a former owner comes with the change of the owner: until then no list holds it.
        let former = newOwner == nil ? nil : wanted.dashboard.owner.flatMap { parties.key(ofUser: $0.id) }
        let left = former.map { "user:\($0)" }
        var list = wanted.list
        for difference in changed where left == nil || difference.path.last.map(parties.spelled) != left {
            list = parties.applying(difference, wanted, to: list)
        }
        do throws(APIError) {
            var plans: [RequestPlan] = []
            if let newOwner, !list.shares.contains(where: { $0.id == newOwner.id }) {
                list = list.adding(Share(.user, id: newOwner.id, rule: .edit))
            }
            if list != wanted.list {
                plans.append(
                    try service.planSaveShares(
                        list, base: wanted.list, of: wanted.dashboard,
                        names: parties.labels(list.shares + wanted.list.shares, names.recordNames),
                        impact: .notJudged("plans of files do not read the members of groups."), judge: nil))
            }
            if let newOwner {
                let right = former.flatMap { entry.value[ShareMember.with.rawValue]?["user:\($0)"]?.string }
                let dashboard = former.map { wanted.dashboard.with(ownerName: $0) } ?? wanted.dashboard
                plans.append(
                    try service.planChangeOwner(dashboard, to: newOwner, rule: right.map(Share.Rule.init) ?? .view))
                if wanted.shares != nil, right == nil {
                    comparison.later.append(
                        "\(entry.key): \(former ?? "the former owner") may view it until the next plan, since a server "
                            + "leaves a former owner that right")
                }
            }
            if wanted.publishes { plans.append(try service.planPublish(wanted.dashboard)) }
            return plans
        } catch {
            throw StateProblem(.shares, entry, error.message)
        }
    }
}

extension StateParties {
    /// What a user is known by; nil for one nobody knows.
    fileprivate func key(ofUser id: String) -> String? { users.byID[id].map(StateUsers.key) }

    /// The name of a party as the server's own list has it.
    fileprivate func spelled(_ name: String) -> String {
        if let user = name.removing("user:") { return "user:\(user.lowercased())" }
        guard let group = name.removing("group:"), let known = names.groups(named: group).first else { return name }
        return "group:\(names.label(known.id) ?? group)"
    }

    /// A list after one difference is made good.
    fileprivate func applying(_ difference: StateDifference, _ wanted: WantedShares, to list: ShareList) -> ShareList {
        let name = spelled(difference.path.last ?? "")
        let current = list.shares.first { self.name($0) == name }
        guard let value = difference.wanted else { return current.map { list.removing($0.id) } ?? list }
        let rule = Share.Rule(value.string ?? "")
        if let current {
            // In its place, with what else it holds.
            return list.setting(list.shares.map { $0.id == current.id ? $0.with(rule: rule) ?? $0 : $0 })
        }
        let new = (wanted.shares ?? []).first { self.name($0) == name || reference(name) == $0.id }
        return new.map(list.adding) ?? list
    }

    private func reference(_ name: String) -> String? { name.removing("group:").flatMap(names.reference) }

    /// The names of those in a list, by their ids.
    fileprivate func labels(_ shares: [Share], _ known: RecordNames) -> [String: String] {
        var labels: [String: String] = [:]
        for share in shares {
            labels[share.id] = known[share.id] ?? users.byID[share.id].map(\.label) ?? share.id
        }
        return labels
    }
}
