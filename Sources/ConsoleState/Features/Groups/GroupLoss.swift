import SisenseClient

/// The loss of the members when a group is deleted: those dashboards that they reach in no other way.
struct GroupLoss: Sendable {
    /// Members that lose at least one.
    let people: Int
    let members: Int
    /// The titles of the dashboards that at least one member loses.
    let dashboards: [String]

    /// - Parameters:
    ///   - members: The members, with the groups they belong to.
    ///   - shared: The dashboards shared with the group.
    ///   - everyone: The ids of the groups that everybody is in.
    init(group: String, members: [User], shared: [Dashboard], everyone: [String]) {
        let groups = members.map { user in user.groups.map(\.id).filter { $0 != group } + everyone }
        var losers: Set<Int> = []
        var lost: [String] = []
        for dashboard in shared {
            let rest = ShareAccess(
                owner: dashboard.owner?.id, shares: dashboard.shares.filter { $0.id != group }, name: { $0 })
            let without = members.indices.filter { rest.paths(of: members[$0].id, in: groups[$0]).isEmpty }
            if !without.isEmpty { lost.append(dashboard.label) }
            losers.formUnion(without)
        }
        (people, self.members, dashboards) = (losers.count, members.count, lost)
    }

    /// A sentence for a preview: `23 of 25 members lose 14 dashboards: Cash Flow, …`.
    func sentence(shared: Int) -> String {
        if shared == 0 { return "No user loses access: no dashboard is shared with this group." }
        if people == 0 { return "No user loses access: its members have other paths to all \(shared)." }
        let who =
            people == 1 ? "1 of \(members) members loses access to" : "\(people) of \(members) members lose access to"
        let what = dashboards.count == 1 ? "1 dashboard" : "\(dashboards.count) dashboards"
        return "\(who) \(what): \(Excerpt.of(dashboards))."
    }

    /// The plans that delete groups, each with what its members lose.
    static func deletions(
        of ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let parties = Set(ids.map(\.description))
        let shares = await attempt { () async throws(APIError) in
            let shared = try await DashboardsService(context.client).shared(with: parties)
            let everyone = try await GroupsService(context.client).names().filter(\.includesEveryone).map(\.id)
            return Shares(shared: shared, everyone: everyone)
        }
        return try await context.each(ids) { id throws(APIError) in try await deletion(of: id, shares, context) }
    }

    /// The data that deciding about a loss takes.
    private struct Shares: Sendable {
        /// The dashboards by the groups they are shared with.
        let shared: [String: [Dashboard]]
        /// The ids of the groups that everybody is in.
        let everyone: [String]
    }

    /// The plan that deletes one group. Where the server does not report what is lost, the plan says so.
    private static func deletion(
        of id: RecordID, _ shares: Result<Shares, APIError>, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan {
        let groups = GroupsService(context.client)
        let group = try await groups.get(id.description)
        do throws(APIError) {
            let shares = try shares.get()
            let dashboards = shares.shared[group.id, default: []]
            let loss = GroupLoss(
                group: group.id, members: try await groups.members(of: group), shared: dashboards,
                everyone: shares.everyone)
            return try groups.planDelete(group, loss: loss.sentence(shared: dashboards.count))
        } catch {
            guard error.mayBeOption else { throw error }
            return try groups.planDelete(group, unknownBecause: error.message)
        }
    }
}
