import SisenseClient

extension ListFeature {
    /// The users of the server.
    static let users = ListFeature(
        .users, title: "Users", noun: "users", rows: UserRow.layout,
        commands: userForms + userChanges,
        load: { context, take throws(APIError) in
            let names = try await UserNames.read(context.client)
            let users = UsersService(context.client).pages(ListQuery(fields: UserRow.fields, isLean: true))
            try await users.forEachPage { users in
                await UserRow.layout.hand(users.map { UserRow(user: $0, names: names) }, to: take)
            }
        },
        read: { context, id throws(APIError) in
            let names = try await UserNames.read(context.client)
            let user = try await UsersService(context.client).get(id.description)
            return ListRecord(
                row: UserRow.layout.row(UserRow(user: user, names: names)), json: user.raw,
                sections: await lockout(of: user, context.client) + role(of: user, names))
        })

    private static let userForms: [ListCommand] = [
        .formForOne("edit", keys: "e", hint: "edit", "Edit user…", form: UserForms.edit),
        .changeEach(
            "toggle", keys: "t", hint: .init("deactivate", off: "activate"), "Deactivate or activate user",
            plan: each { user, users throws(APIError) in
                user.isActive ? try await users.planDeactivate(user) : try await users.planActivate(user)
            }),
        .create("add", keys: "a", hint: "add", "Add user…", form: UserForms.add),
        .show("access", hint: "what this user can see", "Show what this user can see, and why") {
            .listOpened(.userAccess(of: $0, name: $1))
        },
        .create("import", "Import users…", form: ImportForm.open),
        .form("role", "Change role…", form: UserForms.role),
        .form("groups", "Change groups…", form: UserGroupForms.change),
        .form("join", "Add to groups…", form: UserGroupForms.join),
        .form("leave", "Remove from groups…", form: UserGroupForms.leave),
        .form("offboard", "Off-board user…", form: OffboardingForm.open),
        .formForOne("owner", "Change owner of all dashboards…", form: UserForms.handOver),
    ]

    /// The changes of users that need nothing typed.
    private static let userChanges: [ListCommand] = [
        .changeEach(
            "deactivate", "Deactivate user",
            plan: each { user, users throws(APIError) in try await users.planDeactivate(user) }),
        .changeEach(
            "activate", "Activate user",
            plan: each { user, users throws(APIError) in try await users.planActivate(user) }),
        .changeEach(
            "unlock", "Unlock account",
            plan: each { user, users throws(APIError) in try users.planUnlock(user) }),
        .changeEach(
            "reset", "Mail password reset",
            plan: each { user, users throws(APIError) in try users.planResetPassword(user) }),
        .changeEach(
            "invite", "Mail invitation again",
            plan: each { user, users throws(APIError) in try users.planInvite(user) }),
        .change("logout", "Log out on all devices") { context, ids throws(APIError) in
            [try AuthenticationService(context.client).planLogout(try await context.users(ids))]
        },
        .change("revoke", "Revoke API tokens") { context, ids throws(APIError) in
            [try AuthenticationService(context.client).planRevoke(.api, of: try await context.users(ids))]
        },
        .change("delete", "Delete user and owned dashboards") { context, ids throws(APIError) in
            let users = try await context.users(ids)
            return try await deletions(of: users, context)
        },
    ]

    /// The plans; where the server does not list dashboards, they say that what is lost is not known.
    static func deletions(of users: [User], _ context: WorkContext) async throws(APIError) -> [RequestPlan] {
        let ids = Set(users.map(\.id))
        let owned = await attempt { () async throws(APIError) in
            try await context.dashboards.owned(by: ids)
        }
        if case .failure(let error) = owned, !error.mayBeOption { throw error }
        let places = try await PartyPlaces.read(of: ids, context.client, asAdministrator: context.isAdministrator)
        let names = try await UserNames.read(context.client)
        return try await context.each(users) { user throws(APIError) in
            let places = places[user.id] ?? PartyPlaces()
            switch owned {
            case .success(let owned):
                let dashboards = owned[user.id, default: []]
                let kept = try await keeping(user, dashboards, places, names, context)
                let plan = try context.users.planDelete(user, owned: dashboards.map(\.label), keeping: kept.user)
                return plan.warning(places.problems + kept.problems)
            case .failure(let error):
                return try context.users.planDelete(user, owned: nil, unknownBecause: error.message)
                    .warning(places.problems)
            }
        }
    }

    /// What is needed to make a user again, or the reasons why that cannot be.
    private struct Kept: Sendable {
        var user: DeletedUser?
        var problems: [String] = []
    }

    /// An account of a directory comes back with the directory.
    private static func keeping(
        _ user: User, _ owned: [Dashboard], _ places: PartyPlaces, _ names: UserNames, _ context: WorkContext
    ) async throws(APIError) -> Kept {
        guard user.source != .directory else { return Kept() }
        do throws(APIError) {
            let dashboards = try await owned.concurrentMap(maxConcurrent: 4) { dashboard throws(APIError) in
                try await DeletedDashboard.read(dashboard.with(ownerName: user.label), context.dashboards)
            }
            let groups = user.groups.map { Reference(id: $0.id, name: names.group($0)) }
            return Kept(
                user: DeletedUser(
                    user, role: names.role(of: user), groups: groups, places: places, dashboards: dashboards))
        } catch {
            guard error.mayBeOption else { throw error }
            return Kept(problems: [
                "Its dashboards could not be exported, so that nothing brings them back: \(error.message)"
            ])
        }
    }

    /// A plan for one user, who is read first.
    private static func each(
        _ plan: @escaping @concurrent @Sendable (User, UsersService) async throws(APIError) -> RequestPlan
    ) -> @concurrent @Sendable (WorkContext, RecordID) async throws(APIError) -> RequestPlan {
        { context, id throws(APIError) in
            let users = context.users
            return try await plan(try await users.get(id.description), users)
        }
    }

    /// The role as it is named here and as the server stores it, since scripts and messages of the server use that.
    private static func role(of user: User, _ names: UserNames) -> [DetailSection] {
        guard let id = user.roleID, let stored = names.storedRole(id) else { return [] }
        return [DetailSection("Role", ["\(names.role(of: user)), stored as \(stored)", "id \(id)"])]
    }

    /// The section of a locked account; servers that know nothing of locks say so with an error, which is no news.
    private static func lockout(of user: User, _ client: APIClient) async -> [DetailSection] {
        guard let status = try? await AccountService(client).lockout(of: user), status.isLocked else { return [] }
        let until = status.until.map { " until \($0.minuteText)" } ?? ""
        return [
            DetailSection(
                "Locked after failed logins", ["No login is possible\(until). Unlock account allows it again."])
        ]
    }
}

/// A user as a row: the account, with the names of what it refers to by id.
struct UserRow: Sendable {
    let user: User
    let names: UserNames

    static let name = Column<UserRow>("name", "Name", 16, priority: 9, isName: true) {
        $0.user.displayName
    }
    static let email = Column<UserRow>("email", "Email", 18, kind: .aside, priority: 7) { $0.user.email }
    static let userName = Column<UserRow>("user", "User name", 10, kind: .aside, priority: 0, isShown: false) {
        $0.user.userName
    }

    static let role = Column<UserRow>("role", "Role", 11, priority: 8) { $0.names.role(of: $0.user) }
    static let state = Column<UserRow>("state", "State", 11, kind: .state, usual: activeState, priority: 6) {
        $0.user.isActive ? activeState : "deactivated"
    }
    static let activeState = "active"

    static let layout = RowLayout<UserRow>(
        [
            name, email,
            role,
            Column("groups", "Groups", 8, priority: 4) { row in
                row.user.groups.map(row.names.group).joined(separator: ", ")
            },
            state,
            Column("origin", "Origin", 9, kind: .aside, usual: "local", priority: 3) { $0.user.source.rawValue },
            Column("login", "Last login", 17, kind: .time, priority: 5, sortedBy: { $0.user.lastLogin.sortKeyOrNever })
            {
                $0.user.lastLogin?.minuteText ?? "never"
            },
            userName,
        ],
        id: { RecordID($0.user.id) },
        style: { $0.user.isActive ? .plain : RowStyle(.faint, .fault) })

    /// The members a row needs: asking for no others makes a page of 1,000 users several times smaller.
    static let fields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active", "lastLogin",
        "activeDirectory", "createdSso",
    ]
}

extension WorkContext {
    /// The users of the server. It knows who we are, so a change that would lock us out is taken for what it is.
    var users: UsersService { UsersService(client, caller: caller) }

    /// The users of these ids, each read again.
    func users(_ ids: [RecordID]) async throws(APIError) -> [User] {
        let service = users
        return try await each(ids) { id throws(APIError) in try await service.get(id.description) }
    }
}
