import SisenseClient

/// Works out what a user can see: what is owned, what is shared by name, and what is shared with groups.
struct UserSight {
    private let user: String
    /// The names of the groups the user belongs to, by id.
    private let groups: [String: String]

    /// - Parameters:
    ///   - groups: All groups of the server. Of those whose members the server works out, everybody is in all but the
    ///     one of the administrators.
    ///   - role: The role of the user, when it is known.
    init(_ user: User, groups: [Group], role: Role?) {
        let own = Set(user.groups.map(\.id))
        let isAdministrator = role?.isAdministrative ?? false
        let mine = groups.filter { group in
            own.contains(group.id) || group.includesEveryone || group.isSystem && isAdministrator
        }
        self.user = user.id
        self.groups = Dictionary(mine.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
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
