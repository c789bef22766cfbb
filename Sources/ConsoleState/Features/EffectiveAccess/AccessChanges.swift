import SisenseClient

/// The people who gain and who lose dashboards by changes of their shares, and those who may change them from then on,
/// or no longer. Each group and user is read once, however many dashboards they are about.
struct AccessChanges: Sendable {
    /// The shares of one dashboard before and after.
    struct Change: Sendable {
        let owner: Reference?
        let before: [Share]
        let after: [Share]

        /// The users and groups that come, go, or get another right.
        func moved(_ kind: Share.Party) -> Set<String> {
            func rules(_ shares: [Share]) -> [String: Share.Rule] {
                var rules: [String: Share.Rule] = [:]
                for share in shares where share.party == kind { rules[share.id] = share.rule }
                return rules
            }
            let (old, new) = (rules(before), rules(after))
            return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        }

        fileprivate var groups: Set<String> { Set((before + after).filter { $0.party == .group }.map(\.id)) }
    }

    /// Those of one dashboard, by name.
    private struct People: Sendable {
        var byChange: [Grant.Change: [String: String]] = [:]
        /// What it comes to instead, where a group that everybody is in comes, goes, or gets another right.
        var everyone: Grant.Change?

        subscript(change: Grant.Change) -> [String: String] { byChange[change] ?? [:] }
    }

    private var people: [People] = []

    static func read(_ changes: [Change], _ context: WorkContext) async throws(APIError) -> AccessChanges {
        let moving = changes.filter { !$0.moved(.user).isEmpty || !$0.moved(.group).isEmpty }
        guard !moving.isEmpty else { return AccessChanges(people: changes.map { _ in People() }) }
        let ids = moving.reduce(into: Set<String>()) { $0.formUnion($1.groups) }
        let users = moving.reduce(into: Set<String>()) { $0.formUnion($1.moved(.user)) }
        let people = try await Membership.read(groups: ids, users: users, context)
        var access = AccessChanges()
        for change in changes { access.people.append(access.people(of: change, people)) }
        return access
    }

    /// What a change of the shares of one dashboard comes to, or the reason why that is not known.
    static func impact(
        owner: Reference?, saved: [Share], wanted: [Share], _ context: WorkContext
    ) async throws(APIError) -> SharesImpact {
        do throws(APIError) {
            return try await read([Change(owner: owner, before: saved, after: wanted)], context).impact(of: 0)
        } catch {
            guard error.mayBeOption else { throw error }
            return .notJudged(error.message)
        }
    }

    private func people(of change: Change, _ known: Membership) -> People {
        let viewers = DashboardViewers(owner: change.owner, saved: change.before, wanted: change.after) { $0 }
        let everyone = viewers.saved.groupIDs.union(viewers.wanted.groupIDs).intersection(known.everyone)
        var people = People()
        // Nobody has the empty id: these are the ways of anybody.
        if let grant = viewers.grant("", name: "", in: everyone), grant.change != .none {
            people.everyone = grant.change
            return people
        }
        var affected = change.moved(.user)
        for group in change.moved(.group) { affected.formUnion(known.members[group] ?? []) }
        for user in affected {
            let name = known.names[user] ?? user
            guard let grant = viewers.grant(user, name: name, in: everyone.union(known.groups[user] ?? [])) else {
                continue
            }
            if grant.change != .none { people.byChange[grant.change, default: [:]][user] = name }
        }
        return people
    }

    /// Who may change the dashboard of a change from then on, who loses it and who gains it; none where nobody does.
    func impact(of index: Int) -> SharesImpact {
        let people = people[index]
        let back = { (change: Grant.Change) in Self.sentence(change.reversed, people, of: change) }
        return SharesImpact(
            escalations: [Self.sentence(.raised, people, of: .raised)].compactMap(\.self),
            others: [Grant.Change.lost, .lowered, .gained].compactMap { Self.sentence($0, people, of: $0) },
            undo: [Grant.Change.lowered, .gained, .raised, .lost].compactMap(back))
    }

    /// What comes to those whom a change is about, in a sentence; nil where there are none.
    private static func sentence(_ kind: Grant.Change, _ people: People, of change: Grant.Change) -> String? {
        guard people.everyone == nil else { return people.everyone == change ? everyone(kind) : nil }
        return switch kind {
        case .none: nil
        case .gained: sentence(people[change], "person gains it", "people gain it")
        case .lost: sentence(people[change], "person loses it", "people lose it")
        case .raised: sentence(people[change], "person may now change it", "people may now change it")
        case .lowered: sentence(people[change], "person may no longer change it", "people may no longer change it")
        }
    }

    private static func everyone(_ change: Grant.Change) -> String? {
        switch change {
        case .none: nil
        case .gained: "Everyone on the server gains access."
        case .lost: "Everyone on the server without another path loses it."
        case .raised: "Everyone on the server may now change it."
        case .lowered: "Everyone on the server without another path may no longer change it."
        }
    }

    /// The ids of those who lose the dashboard of a change; nil where everyone on the server does who has no other path.
    func losing(_ index: Int) -> Set<String>? {
        people[index].everyone == nil ? Set(people[index][.lost].keys) : nil
    }

    private static func sentence(_ people: [String: String], _ one: String, _ many: String) -> String? {
        guard !people.isEmpty else { return nil }
        let names = Excerpt.of(people.values.sorted().sorted(byName: \.self))
        return "\(counted(people.count, one, many)): \(names)."
    }

    /// All of them together, where there are several dashboards: how many people lose at least one, gain one, or may
    /// change one.
    var total: [String] {
        guard people.count > 1 else { return [] }
        func part(_ change: Grant.Change, _ one: String, _ many: String) -> String? {
            if people.contains(where: { $0.everyone == change }) {
                return "everyone on the server without another path \(one) at least one"
            }
            let count = people.reduce(into: Set<String>()) { $0.formUnion($1[change].keys) }.count
            return count == 0 ? nil : "\(counted(count, "person \(one)", "people \(many)")) at least one"
        }
        let parts = [
            part(.raised, "may now change", "may now change"), part(.lost, "loses", "lose"),
            part(.lowered, "may no longer change", "may no longer change"), part(.gained, "gains", "gain"),
        ].compactMap(\.self)
        return parts.isEmpty ? [] : ["All together: \(parts.joined(separator: ", "))."]
    }
}
