import SisenseClient

/// Reads from the server who can see a dashboard, without reading more of its users than needed.
struct AudienceReader: Sendable {
    private let client: APIClient
    private let audience: DashboardAudience
    /// The groups that it is shared with, or shall be.
    private let groups: [Group]
    private let everyone: [Group]

    /// - Parameter draft: The shares as they shall be; nil for those that the server has.
    static func open(
        _ dashboard: RecordID, draft: [Share]?, _ client: APIClient
    ) async throws(APIError) -> AudienceReader {
        let dashboards = DashboardsService(client)
        let owner = try await dashboards.get(dashboard.description).owner
        let saved = try await dashboards.shares(of: dashboard.description).shares
        return try await AudienceReader(owner: owner, saved: saved, wanted: draft ?? saved, client)
    }

    init(owner: Reference?, saved: [Share], wanted: [Share], _ client: APIClient) async throws(APIError) {
        let all = try await GroupsService(client).names()
        let names = Dictionary(all.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        audience = DashboardAudience(owner: owner, saved: saved, wanted: wanted) { names[$0] ?? $0 }
        let ids = audience.saved.groupIDs.union(audience.wanted.groupIDs)
        groups = all.filter { ids.contains($0.id) }
        everyone = groups.filter(\.includesEveryone)
        self.client = client
    }

    /// Everybody who can see it: by name, or as the server lists them when it is shared with everyone.
    func read(_ take: ([Grant]) async -> Void) async throws(APIError) {
        guard everyone.isEmpty else { return try await readEveryone(take) }
        var (users, memberships): ([String: User], [String: [String]]) = ([:], [:])
        for (group, members) in try await members() {
            for member in members {
                users[member.id] = member
                memberships[member.id, default: []].append(group)
            }
        }
        let others = audience.saved.userIDs.union(audience.wanted.userIDs).subtracting(users.keys)
        for user in try await UsersService(client).users(others.sorted()) { users[user.id] = user }
        let grants = Set(users.keys).union(others).compactMap { id in
            audience.grant(id, name: users[id]?.displayName ?? id, in: memberships[id] ?? [])
        }
        await take(grants.sorted { ($0.name, $0.id) < ($1.name, $1.id) })
    }

    /// How one user sees it; nil when not at all.
    func read(_ user: User) async throws(APIError) -> Grant? {
        let role = try await RolesService(client).all().first { $0.id == user.roleID }
        let own = UserSight.groups(of: user, among: groups, role: role)
        return audience.grant(user.id, name: user.displayName, in: own.map(\.id))
    }

    /// How many gain it and how many lose it by the unsaved changes, as sentences; none when nobody does.
    func changes() async throws(APIError) -> [String] {
        let (before, after) = (audience.saved.groupIDs, audience.wanted.groupIDs)
        let (had, has) = (everyone.contains { before.contains($0.id) }, everyone.contains { after.contains($0.id) })
        if had, has { return [] }
        if has { return ["Everyone on the server gains it."] }
        if had { return ["Everyone on the server loses it, but for those with another path."] }
        var (gained, lost) = (0, [String]())
        try await read { grants in
            gained += grants.count { $0.change == .gained }
            lost += grants.filter { $0.change == .lost }.map(\.name)
        }
        var sentences = gained > 0 ? ["\(gained == 1 ? "1 person gains" : "\(gained) people gain") it."] : []
        guard !lost.isEmpty else { return sentences }
        sentences.append("\(lost.count == 1 ? "1 person loses" : "\(lost.count) people lose") it: \(Excerpt.of(lost)).")
        return sentences
    }

    /// Those of a group that everybody is in come page by page, each with the groups they belong to.
    private func readEveryone(_ take: ([Grant]) async -> Void) async throws(APIError) {
        let administrators = Set(
            try await RolesService(client).all().filter(\.isAdministrative).map(\.id))
        let computed = groups.filter { $0.isSystem && !$0.includesEveryone }.map(\.id)
        let fields = ["_id", "email", "userName", "firstName", "lastName", "groups", "roleId"]
        for try await page in UsersService(client).pages(ListQuery(fields: fields, isLean: true)) {
            await take(
                page.items.compactMap { user in
                    let isAdministrator = user.roleID.map(administrators.contains) ?? false
                    let own =
                        user.groups.map(\.id) + everyone.map(\.id) + (isAdministrator ? computed : [])
                    return audience.grant(user.id, name: user.displayName, in: own)
                })
        }
    }

    /// The members of each group, all groups at the same time.
    private func members() async throws(APIError) -> [(group: String, members: [User])] {
        let service = GroupsService(client)
        let results = await withTaskGroup { tasks in
            for group in groups {
                tasks.addTask { () async -> Result<(group: String, members: [User]), APIError> in
                    do throws(APIError) {
                        return .success((group.id, try await service.members(of: group).items))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        var members: [(group: String, members: [User])] = []
        for result in results { members.append(try result.get()) }
        return members
    }
}
