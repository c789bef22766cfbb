package import SisenseClient

extension ListFeature {
    /// Everybody who can see a dashboard, and by which paths.
    /// - Parameters:
    ///   - draft: The shares as they should be, where they are being edited; nil for those the server has.
    ///   - parent: The pane where it is asked for.
    package static func dashboardViewers(
        of dashboard: RecordID, title: String, draft: [Share]? = nil, parent: PaneID = .dashboards
    ) -> ListFeature {
        ListFeature(
            .dashboardViewers, title: "Who can see this", heading: "Who can see \(title)", noun: "people",
            below: Parent(parent), rows: GrantRow.people, commands: [.back(to: parent)],
            emptyText: """
                Nobody but administrators can see it: it has no owner who can log in and is shared with no \
                one.
                """, order: GrantRow.people.sortByName,
            load: { context, take throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, context)
                try await reader.read(report: context.report) { await GrantRow.people.hand($0, to: take) }
            },
            read: { context, id throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, context)
                let user = try await UsersService(context.client).get(id.description)
                let grant = try await reader.read(user)
                return GrantRow.record(
                    of: grant ?? Grant(id: user.id, name: user.displayName, paths: []), GrantRow.people)
            })
    }

    /// The dashboards a user can see, and by which paths.
    package static func userAccess(of user: RecordID, name: String) -> ListFeature {
        dashboards(.userAccess, "What this user can see", "What \(name) can see", parent: .users) {
            client throws(APIError) in
            try await UserAccess.read(user, client).grant
        }
    }

    /// The dashboards shared with a group.
    package static func groupAccess(of group: RecordID, name: String) -> ListFeature {
        dashboards(.groupAccess, "What this group can see", "What \(name) can see", parent: .groups) {
            _ throws(APIError) in
            { dashboard in
                let rule = dashboard.shares.first { $0.id == group.description }?.rule
                return rule.map { Grant(id: dashboard.id, name: dashboard.label, paths: [.group(name, $0)]) }
            }
        }
    }

    /// A list of those dashboards of the server for which there is a grant.
    private static func dashboards(
        _ pane: PaneID, _ title: String, _ heading: String, parent: PaneID,
        grant: @escaping @concurrent @Sendable (APIClient) async throws(APIError) -> @Sendable (Dashboard) -> Grant?
    ) -> ListFeature {
        ListFeature(
            pane, title: title, heading: heading, noun: "dashboards", below: Parent(parent), rows: GrantRow.dashboards,
            commands: [.back(to: parent)],
            emptyText: """
                No dashboard is owned, or shared by name or through a group. Administrators see all in \
                :dashboards.
                """,
            load: { context, take throws(APIError) in
                let grant = try await grant(context.client)
                let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
                try await context.dashboards.pages(query).forEachPage { dashboards in
                    await GrantRow.dashboards.hand(dashboards.compactMap(grant), to: take)
                }
            },
            read: { context, id throws(APIError) in
                let grant = try await grant(context.client)
                let dashboard = try await context.dashboards.get(id.description)
                let found = grant(dashboard) ?? Grant(id: dashboard.id, name: dashboard.label, paths: [])
                return GrantRow.record(of: found, GrantRow.dashboards)
            })
    }
}

/// Works out what a user can see: what is owned, what is shared by name, and what is shared with groups.
struct UserAccess: Sendable {
    private let user: String
    /// The names of the groups the user belongs to, by id.
    private let groups: [String: String]

    /// - Parameters:
    ///   - groups: All groups of the server.
    ///   - role: The role of the user, when it is known.
    init(_ user: User, groups: [Group], role: Role?) {
        let own = Self.groups(of: user, among: groups, role: role)
        self.user = user.id
        self.groups = Dictionary(own.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads the user, the role they have, and the groups of the server.
    static func read(_ id: RecordID, _ client: APIClient) async throws(APIError) -> UserAccess {
        let user = try await UsersService(client).get(id.description)
        let role = try await RolesService(client).all().first { $0.id == user.roleID }
        return UserAccess(user, groups: try await GroupsService(client).names(), role: role)
    }

    /// The groups a user belongs to. Of those whose members the server works out, everybody is in all but the one of
    /// the administrators.
    static func groups(of user: User, among groups: [Group], role: Role?) -> [Group] {
        let own = Set(user.groups.map(\.id))
        let isAdministrator = role?.isAdministrative ?? false
        return groups.filter { group in
            own.contains(group.id) || group.includesEveryone || group.isSystem && isAdministrator
        }
    }

    /// The way by which the user comes to see a dashboard; nil when there is no way.
    func grant(_ dashboard: Dashboard) -> Grant? {
        var paths: [Grant.Path] = dashboard.owner?.id == user ? [.owner] : []
        for share in dashboard.shares {
            guard let rule = share.rule else { continue }
            if share.id == user { paths.append(.direct(rule)) }
            if let group = groups[share.id] { paths.append(.group(group, rule)) }
        }
        return paths.isEmpty ? nil : Grant(id: dashboard.id, name: dashboard.label, paths: paths)
    }
}
