import SisenseClient

/// The people who gain and who lose dashboards by changes of their shares. Each group and user is read once, however many
/// dashboards they are about.
struct AccessChanges: Sendable {
    /// The shares of one dashboard before and after.
    struct Change: Sendable {
        let owner: Reference?
        let before: [Share]
        let after: [Share]

        /// The users and groups that come or go.
        func moved(_ kind: Share.Party) -> Set<String> {
            func ids(_ shares: [Share]) -> Set<String> {
                Set(shares.filter { $0.party == kind && $0.rule != nil }.map(\.id))
            }
            return ids(before).symmetricDifference(ids(after))
        }

        fileprivate var groups: Set<String> { Set((before + after).filter { $0.party == .group }.map(\.id)) }
    }

    typealias Impact = DashboardsService.AccessImpact

    /// Those of one dashboard, by name.
    private struct People: Sendable {
        var gaining: [String: String] = [:]
        var losing: [String: String] = [:]
        /// Sentences instead, where a group that everybody is in comes or goes.
        var everyone: Impact?
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

    private func people(of change: Change, _ known: Membership) -> People {
        let viewers = DashboardViewers(owner: change.owner, saved: change.before, wanted: change.after) { $0 }
        let (before, after) = (viewers.saved.groupIDs, viewers.wanted.groupIDs)
        let (had, has) = (!before.isDisjoint(with: known.everyone), !after.isDisjoint(with: known.everyone))
        var people = People()
        if had || has {
            if had != has {
                let (all, others) = ([Self.allGain], [Self.everyoneElse])
                people.everyone = has ? Impact(all, undo: others) : Impact(others, undo: all)
            }
            return people
        }
        var affected = change.moved(.user)
        for group in change.moved(.group) { affected.formUnion(known.members[group] ?? []) }
        for user in affected {
            let name = known.names[user] ?? user
            switch viewers.grant(user, name: name, in: known.groups[user] ?? [])?.change {
            case .gained?: people.gaining[user] = name
            case .lost?: people.losing[user] = name
            case nil, Grant.Change.none?: break
            }
        }
        return people
    }

    /// Who gains and who loses the dashboard of a change, each in a sentence; none where nobody does.
    func impact(of index: Int) -> Impact {
        let people = people[index]
        if let everyone = people.everyone { return everyone }
        let (losing, gaining) = (Array(people.losing.values), Array(people.gaining.values))
        return Impact(
            Self.sentences(losing: losing, gaining: gaining), undo: Self.sentences(losing: gaining, gaining: losing))
    }

    static let allGain = "Everyone on the server gains access."
    static let everyoneElse = "Everyone on the server without another path loses access."

    /// The people who lose and who gain access, by name.
    static func sentences(losing: [String], gaining: [String]) -> [String] {
        [
            sentence(losing, "1 person loses access", "people lose access"),
            sentence(gaining, "1 person gains access", "people gain access"),
        ].compactMap(\.self)
    }

    /// The ids of those who lose the dashboard of a change; nil where everyone on the server does who has no other path.
    func losing(_ index: Int) -> Set<String>? {
        people[index].everyone == nil ? Set(people[index].losing.keys) : nil
    }

    private static func sentence(_ people: [String], _ one: String, _ many: String) -> String? {
        guard !people.isEmpty else { return nil }
        let names = Excerpt.of(people.sorted().sorted(byName: \.self))
        return "\(people.count == 1 ? one : "\(Quantity.count(people.count)) \(many)"): \(names)."
    }

    /// All of them together, where there are several dashboards: how many people lose at least one, and how many gain
    /// at least one.
    var total: [String] {
        guard people.count > 1 else { return [] }
        let losing = people.reduce(into: Set<String>()) { $0.formUnion($1.losing.keys) }.count
        let gaining = people.reduce(into: Set<String>()) { $0.formUnion($1.gaining.keys) }.count
        guard losing + gaining > 0 else { return [] }
        let parts = [
            losing > 0 ? "\(losing == 1 ? "1 person loses" : "\(losing) people lose") at least one" : nil,
            gaining > 0 ? "\(gaining == 1 ? "1 person gains" : "\(gaining) people gain") at least one" : nil,
        ]
        return ["All together: \(parts.compactMap(\.self).joined(separator: ", "))."]
    }
}
