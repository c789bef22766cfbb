import SisenseClient

/// Reads from the server who can see a dashboard, without reading more of its users than needed.
struct ViewersReader: Sendable {
    private let client: APIClient
    private let dashboardViewers: DashboardViewers
    /// The groups that it is shared with, or should be.
    private let groups: [Group]
    private let everyone: [Group]

    /// - Parameter draft: The shares as they should be; nil for those that the server has.
    static func open(
        _ dashboard: RecordID, draft: [Share]?, _ context: WorkContext
    ) async throws(APIError) -> ViewersReader {
        let dashboards = context.dashboards
        let owner = try await dashboards.get(dashboard.description).owner
        let saved = try await dashboards.shares(of: dashboard.description).shares
        return try await ViewersReader(owner: owner, saved: saved, wanted: draft ?? saved, context.client)
    }

    init(owner: Reference?, saved: [Share], wanted: [Share], _ client: APIClient) async throws(APIError) {
        let parties = ShareAccess(owner: nil, shares: saved + wanted, name: { $0 }).groupIDs
        groups = try await GroupsService(client).named(parties).sorted { $0.id < $1.id }.sorted(byName: \.name)
        let names = Dictionary(groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        dashboardViewers = DashboardViewers(owner: owner, saved: saved, wanted: wanted) { names[$0] ?? $0 }
        everyone = groups.filter(\.includesEveryone)
        self.client = client
    }

    /// The number of people who are reported before the last group has been read.
    private static let bulkThreshold = 2000

    /// Everybody who can see it: by name, or as the server lists them when it is shared with everyone. Many come in
    /// several parts, each person once.
    /// - Parameter report: Receives the progress.
    func read(
        report: @Sendable (String) async -> Void = { _ in }, _ take: ([Grant]) async -> Void
    ) async throws(APIError) {
        guard everyone.isEmpty else { return try await readEveryone(take) }
        var (people, reported, read): (Members, Set<String>, Int) = (Members(), [], 0)
        let service = GroupsService(client)
        // All groups are asked at the same time.
        try await groups.concurrentForEach { group throws(APIError) in
            try await service.members(of: group)
        } take: { index, members in
            people.add(members.filter { !reported.contains($0.id) }, of: groups[index].id)
            read += 1
            if groups.count > 1 { await report("\(Quantity.count(read)) of \(counted(groups.count, "group")) read") }
            guard people.knowGroups, people.count >= Self.bulkThreshold, read < groups.count else { return }
            await take(grants(of: people.users, in: people.groups))
            reported.formUnion(people.users.keys)
            people = Members()
        }
        let others = dashboardViewers.saved.userIDs.union(dashboardViewers.wanted.userIDs).subtracting(reported)
            .subtracting(people.users.keys)
        for user in try await UsersService(client).users(others.sorted()) { people.users[user.id] = user }
        let nameless = others.subtracting(people.users.keys).compactMap { dashboardViewers.grant($0, name: $0, in: []) }
        await take(Self.sorted(grants(of: people.users, in: people.groups) + nameless))
    }

    private func grants(of users: [String: User], in memberships: [String: Set<String>]) -> [Grant] {
        Self.sorted(
            users.values.compactMap { user in
                let own = memberships[user.id, default: []]
                return dashboardViewers.grant(
                    user.id, name: user.displayName, in: groups.map(\.id).filter(own.contains))
            })
    }

    private static func sorted(_ grants: [Grant]) -> [Grant] {
        grants.sorted { $0.id < $1.id }.sorted(byName: \.name)
    }

    /// Members of groups that have been read, with the groups each is in.
    private struct Members {
        var users: [String: User] = [:]
        private(set) var groups: [String: Set<String>] = [:]
        /// True when all came with their groups: then it is known of each by which groups a dashboard is reached,
        /// before these have been read.
        private(set) var knowGroups = true

        var count: Int { users.count }

        mutating func add(_ members: [User], of group: String) {
            for member in members {
                users[member.id] = member
                groups[member.id, default: []].formUnion([group] + member.groups.map(\.id))
                if !member.groups.contains(where: { $0.id == group }) { knowGroups = false }
            }
        }
    }

    /// The way one user sees it; nil when there is none.
    func read(_ user: User) async throws(APIError) -> Grant? {
        let role = try await RolesService(client).all().first { $0.id == user.roleID }
        let own = UserAccess.groups(of: user, among: groups, role: role)
        return dashboardViewers.grant(user.id, name: user.displayName, in: own.map(\.id))
    }

    /// Reads the people of a group that everybody is in page by page, each with the groups they belong to.
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
                    return dashboardViewers.grant(user.id, name: user.displayName, in: own)
                })
        }
    }
}

/// Works out who can see a dashboard by the shares it has, and by those it would have.
struct DashboardViewers: Sendable {
    let saved: ShareAccess
    let wanted: ShareAccess

    /// - Parameter name: The name of a group by its id.
    init(owner: Reference?, saved: [Share], wanted: [Share], name: (String) -> String) {
        self.saved = ShareAccess(owner: owner?.id, shares: saved, name: name)
        self.wanted = ShareAccess(owner: owner?.id, shares: wanted, name: name)
    }

    /// The way by which a user who belongs to `groups` comes to see it; nil when there is no way, neither before nor
    /// after.
    func grant(_ user: String, name: String, in groups: some Sequence<String>) -> Grant? {
        let (before, after) = (saved.paths(of: user, in: groups), wanted.paths(of: user, in: groups))
        guard !before.isEmpty || !after.isEmpty else { return nil }
        return Grant(
            id: user, name: name, paths: after.isEmpty ? before : after, change: Grant.Change(from: before, to: after))
    }
}

/// The ways into a dashboard that its owner and a list of shares open.
struct ShareAccess: Sendable {
    private let owner: String?
    private let users: [String: Share.Rule]
    private let groups: [String: Grant.Path]

    /// - Parameter name: The name of a group by its id.
    init(owner: String?, shares: [Share], name: (String) -> String) {
        var (users, groups): ([String: Share.Rule], [String: Grant.Path]) = ([:], [:])
        for share in shares {
            guard let rule = share.rule else { continue }
            switch share.party {
            case .user: users[share.id] = rule
            case .group: groups[share.id] = .group(name(share.id), rule)
            }
        }
        (self.owner, self.users, self.groups) = (owner, users, groups)
    }

    /// The groups it goes through.
    var groupIDs: Set<String> { Set(groups.keys) }

    /// The ids of those who need no group.
    var userIDs: Set<String> { Set(users.keys).union([owner].compactMap(\.self)) }

    /// The ways of a user who belongs to `groups`.
    func paths(of user: String, in groups: some Sequence<String>) -> [Grant.Path] {
        var paths: [Grant.Path] = user == owner ? [.owner] : []
        if let rule = users[user] { paths.append(.direct(rule)) }
        for group in groups {
            if let path = self.groups[group] { paths.append(path) }
        }
        return paths
    }
}
