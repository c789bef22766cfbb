import SisenseClient

/// What other records tell of dashboards, as far as a column asks for it.
struct DashboardFacts: Sendable {
    private let viewers: ViewerCounts?
    private let widgets: [String: Int]?
    private let paths: [String: String]?

    /// Knows nothing of any.
    static let none = DashboardFacts(viewers: nil, widgets: nil, paths: nil)

    private init(viewers: ViewerCounts?, widgets: [String: Int]?, paths: [String: String]?) {
        (self.viewers, self.widgets, self.paths) = (viewers, widgets, paths)
    }

    /// Reads the lists that tell what is asked for.
    @concurrent static func read(_ context: WorkContext) async throws(APIError) -> DashboardFacts {
        let viewers = try await context.fact(.viewers, for: "dashboards") { () async throws(APIError) in
            try await ViewerCounts.read(context.client)
        }
        let widgets = try await context.counts(.widgets, for: "dashboards") { () async throws(APIError) in
            try await context.dashboards.widgetOwners()
        }
        let paths = try await context.fact(.folderPaths, for: "dashboards") { () async throws(APIError) in
            let options = DashboardForms.folders(try await FoldersService(context.client).tree())
            return Dictionary(options.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        }
        return DashboardFacts(viewers: viewers, widgets: widgets, paths: paths)
    }

    /// The people who can see a dashboard; nil where they were not read.
    func viewers(of dashboard: Dashboard) -> Int? { viewers?.count(of: dashboard) }

    /// The widgets of a dashboard; nil where they were not read.
    func widgets(of dashboard: Dashboard) -> Int? { widgets.map { $0[dashboard.id] ?? 0 } }

    /// The folders that lead to a dashboard, `Sales/Regions`; empty for one in none, nil where they were not read.
    func path(of dashboard: Dashboard) -> String? {
        guard let paths else { return nil }
        return dashboard.folder.map { paths[$0.id] ?? $0.label } ?? ""
    }
}

/// Counts the people who can see dashboards, from all users and the groups they are in: what `ViewersReader` lists of
/// one dashboard.
struct ViewerCounts: Sendable {
    /// The places of users among all.
    private let users: [String: Int]
    /// The places of the members of each group.
    private let members: [String: [Int]]
    /// The ids of the groups that everybody is in.
    private let everyone: Set<String>

    init(users: [User], computed: ComputedGroups) {
        var (indices, members): ([String: Int], [String: [Int]]) = ([:], [:])
        for (index, user) in users.enumerated() {
            indices[user.id] = index
            for group in user.groups { members[group.id, default: []].append(index) }
            for group in computed.administration(of: user) { members[group, default: []].append(index) }
        }
        (self.users, self.members, everyone) = (indices, members, Set(computed.everyone))
    }

    static func read(_ client: APIClient) async throws(APIError) -> ViewerCounts {
        let computed = try await ComputedGroups.read(client)
        let query = ListQuery(fields: ["_id", "groups", "roleId"], isLean: true)
        return ViewerCounts(users: try await UsersService(client).pages(query).all(), computed: computed)
    }

    func count(of dashboard: Dashboard) -> Int {
        let access = ShareAccess(owner: dashboard.owner?.id, shares: dashboard.shares, name: { $0 })
        let groups = access.groupIDs
        guard groups.isDisjoint(with: everyone) else { return users.count }
        // Whom the server does not list any more is listed by the shares.
        let named = access.userIDs
        guard !groups.isEmpty else { return named.count }
        var seen: Set<Int> = []
        for group in groups { seen.formUnion(members[group] ?? []) }
        return seen.count + named.count { id in users[id].map { !seen.contains($0) } ?? true }
    }
}
