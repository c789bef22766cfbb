import SisenseClient

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

    /// How the user comes to see a dashboard; nil when there is no way.
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
