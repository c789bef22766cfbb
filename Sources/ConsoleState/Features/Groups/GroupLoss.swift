import SisenseClient

/// The loss of the members when a group is deleted: those dashboards that they reach in no other way.
struct GroupLoss: Sendable {
    /// A member that loses dashboards, and their titles.
    struct Loser: Sendable, Equatable {
        let name: String
        let dashboards: [String]
    }

    /// The members that lose at least one, by name.
    let losers: [Loser]
    let members: Int
    /// The titles of the dashboards that at least one member loses.
    let dashboards: [String]

    /// - Parameters:
    ///   - deleted: The ids of all groups that are deleted together: none of them is another path.
    ///   - members: The members, with the groups they belong to.
    ///   - shared: The dashboards shared with the group.
    ///   - computed: The groups that the server puts people in by itself.
    init(deleting deleted: Set<String>, members: [User], shared: [Dashboard], computed: ComputedGroups) {
        let groups = members.map { user in
            user.groups.map(\.id).filter { !deleted.contains($0) } + computed.ids(of: user)
        }
        var losses: [Int: [String]] = [:]
        var lost: [String] = []
        for dashboard in shared {
            let rest = ShareAccess(
                owner: dashboard.owner?.id, shares: dashboard.shares.filter { !deleted.contains($0.id) }, name: { $0 })
            let without = members.indices.filter { rest.paths(of: members[$0].id, in: groups[$0]).isEmpty }
            if !without.isEmpty { lost.append(dashboard.label) }
            for member in without { losses[member, default: []].append(dashboard.label) }
        }
        losers = losses.map { Loser(name: members[$0.key].displayName, dashboards: $0.value) }
            .sorted { $0.dashboards.lexicographicallyPrecedes($1.dashboards) }.sorted(byName: \.name)
        (self.members, dashboards) = (members.count, lost)
    }

    /// Sentences for a preview: `23 of 25 members lose access to 14 dashboards: Cash Flow, …`, then who they are, each
    /// with what that is where not all lose the same.
    func sentences(shared: Int) -> [String] {
        if shared == 0 { return ["No user loses access: no dashboard is shared with this group."] }
        if losers.isEmpty { return ["No user loses access: its members have other paths to all \(shared)."] }
        let lose = losers.count == 1 ? "loses" : "lose"
        let total =
            "\(Quantity.count(losers.count)) of \(counted(members, "member")) \(lose) access to "
            + "\(counted(dashboards.count, "dashboard")): \(Excerpt.of(dashboards))."
        let isAlike = losers.allSatisfy { $0.dashboards == losers[0].dashboards }
        let people = losers.map { loser in
            isAlike ? loser.name : "\(loser.name) (\(Excerpt.of(loser.dashboards, limit: Self.fewTitles)))"
        }
        return [total, "\(losers.count == 1 ? "That is" : "They are") \(Excerpt.of(people))."]
    }

    /// Titles behind the name of each who loses them; more are counted.
    private static let fewTitles = 3

    /// The plans that delete groups, each with what its members lose.
    static func deletions(
        of ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let parties = Set(ids.map(\.description))
        let references = try await PartyReferences.read(
            of: parties, context.client, asAdministrator: context.isAdministrator)
        let shares = await attempt { () async throws(APIError) in
            let shared = try await context.dashboards.shared(with: parties)
            return Shares(shared: shared, computed: try await ComputedGroups.read(context.client), deleted: parties)
        }
        return try await context.each(ids) { id throws(APIError) in
            let references = references[id.description] ?? PartyReferences()
            return try await deletion(of: id, shares, references, context).warning(references.problems)
        }
    }

    /// The data that deciding about a loss takes.
    private struct Shares: Sendable {
        /// The dashboards by the groups they are shared with.
        let shared: [String: [Dashboard]]
        let computed: ComputedGroups
        /// The groups that are deleted together.
        let deleted: Set<String>
    }

    /// The plan that deletes one group. Where the server does not report what is lost, the plan says so.
    private static func deletion(
        of id: RecordID, _ shares: Result<Shares, APIError>, _ references: PartyReferences, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan {
        let groups = GroupsService(context.client)
        let group = try await groups.get(id.description)
        do throws(APIError) {
            let shares = try shares.get()
            let dashboards = shares.shared[group.id, default: []]
            let members = try await groups.members(of: group)
            let loss = GroupLoss(
                deleting: shares.deleted, members: members, shared: dashboards, computed: shares.computed)
            // The members of a group that comes from a directory are made by it.
            let kept = group.isDirectory ? nil : DeletedGroup(group, members: members, references: references)
            return try groups.planDelete(
                group, members: members, in: references, loss: loss.sentences(shared: dashboards.count), keeping: kept)
        } catch {
            guard error.mayBeOption else { throw error }
            return try groups.planDelete(group, in: references, unknownBecause: error.message)
        }
    }
}

/// The groups that a server puts people in by itself, and by what.
struct ComputedGroups: Sendable {
    /// The ids of the groups that everybody is in.
    let everyone: [String]
    /// The ids of the groups that administrators are in.
    private let administration: [String]
    /// The ids of the roles of administrators.
    private let administrators: Set<String>

    init(groups: [Group], roles: [Role]) {
        everyone = groups.filter(\.includesEveryone).map(\.id)
        administration = groups.filter { $0.isSystem && !$0.includesEveryone }.map(\.id)
        administrators = Set(roles.filter(\.isAdministrative).map(\.id))
    }

    static func read(_ client: APIClient) async throws(APIError) -> ComputedGroups {
        ComputedGroups(groups: try await GroupsService(client).names(), roles: try await RolesService(client).all())
    }

    /// The ids of those that a user is in.
    func ids(of user: User) -> [String] { everyone + administration(of: user) }

    /// The ids of those that a user is in as an administrator.
    func administration(of user: User) -> [String] {
        user.roleID.map(administrators.contains) == true ? administration : []
    }
}
