import SisenseClient

extension ListFeature {
    /// The users of the server.
    static let users = ListFeature(
        .users, title: "Users", noun: "users", rows: UserRow.layout,
        commands: userForms + userChanges,
        emptyText: """
            The server lists no users: you may lack the right to see them. \(key: .listActions) offers to \
            add one.
            """,
        load: { context, take throws(APIError) in
            let names = try await UserNames.read(context.client)
            let facts = try await UserFacts.read(context)
            let users = UsersService(context.client).pages(ListQuery(fields: UserRow.fields, isLean: true))
            try await users.forEachPage { users in
                await UserRow.layout.hand(users.map { UserRow(user: $0, names: names, facts: facts) }, to: take)
            }
        },
        read: UserPage.read)

    private static let userForms: [ListCommand] = [
        .formForOne(
            "edit", keys: "e", hint: "edit", "Edit…",
            menu: .edit("e", "Changes name, email, role and groups. What changes is shown before it is sent."),
            form: UserForms.edit),
        .change(
            "toggle", keys: "t", hint: .init("deactivate", off: "activate"), "Deactivate or activate",
            menu: .account(
                "t", "A deactivated user cannot log in; what they own and see stays. Can be undone.", for: .one)
        ) { context, ids throws(APIError) in try await activations(of: ids, context) { !$0.isActive } },
        .create(
            "add", keys: "a", hint: "add", "Add user…",
            menu: .list("a", "Invites a person by email, or makes an account with a password."), form: UserForms.add
        ).needing(.addUsers),
        .formForOne(
            "like", "Add user like this one…",
            menu: .list("l", "A new user with the same role and groups."), form: UserForms.addLike
        ).needing(.addUsers),
        .show(
            "access", hint: "what this user can see", "What this user can see",
            menu: .access("w", "The dashboards, each with the way it is shared: directly, by a group, as owner.")
        ) {
            .listOpened(.userAccess(of: $0, name: $1))
        },
        .giveDashboards(to: .user),
        .takeDashboards(from: .user),
        .create(
            "import", "Import users…",
            menu: .list("I", "Makes many users from lines or a file. Each line is checked before anything is sent."),
            form: ImportForms.open
        ).needing(.addUsers),
        .form(
            "role", "Change role…", menu: .edit("r", "Gives one role to all chosen users."), form: UserForms.role),
        .form(
            "groups", "Change groups…",
            menu: .edit("=", "Says for each group whether all chosen users are members, none, or those that are now."),
            form: UserGroupForms.change),
        .form(
            "join", "Add to groups…", menu: .edit("+", "Adds all chosen users to groups; they see what those see."),
            form: UserGroupForms.join),
        .form(
            "leave", "Remove from groups…",
            menu: .edit("-", "Takes all chosen users out of groups; they lose what they see only through those."),
            form: UserGroupForms.leave),
        .changeShown(
            "table", keys: "", hint: "", "Edit as table…",
            menu: .edit("b", "Opens names, roles, groups and state of all marked users, or of all shown, in $EDITOR."),
            rereadsList: false, unless: tooMany, plan: UserTableEditing.plans),
        .form(
            "offboard", "Off-board…",
            menu: .leaving(
                "o",
                "Change the owner of dashboards and alerts, remove from shares and groups, end tokens and sessions, "
                    + "deactivate. Each step is shown before it is sent."),
            form: OffboardingForm.open),
        .formForOne(
            "owner", "Change owner of dashboards…",
            menu: .leaving("O", "Gives every dashboard of this user to another one."), form: UserForms.handOver),
    ]

    /// The changes of users that need nothing typed.
    private static let userChanges: [ListCommand] = [
        .change(
            "deactivate", "Deactivate",
            menu: .account("t", "None of them can log in any more. Can be undone.", for: .several)
        ) { context, ids throws(APIError) in try await activations(of: ids, context) { _ in false } },
        .change(
            "activate", "Activate", menu: .account("A", "All of them can log in again.", for: .several)
        ) { context, ids throws(APIError) in try await activations(of: ids, context) { _ in true } },
        .changeEach(
            "unlock", "Unlock", menu: .account("u", "Allows the next login at once after too many failed ones."),
            unless: isNotLocked,
            plan: each { user, users throws(APIError) in try users.planUnlock(user) }),
        .changeEach(
            "reset", "Send password reset",
            menu: .account("p", "Mails a link to choose a new password. The old one works until then."),
            plan: each { user, users throws(APIError) in try users.planResetPassword(user) }),
        .changeEach(
            "invite", "Send invitation",
            menu: .account("i", "Mails the invitation again to who has not logged in yet."),
            unless: hasLoggedIn,
            plan: each { user, users throws(APIError) in try users.planInvite(user) }),
        .change(
            "logout", "Log out everywhere",
            menu: .account("L", "Ends every session. The user can log in again at once.")
        ) { context, ids throws(APIError) in
            try AuthenticationService(context.client).planLogouts(try await context.users(ids))
        },
        .change(
            "revoke", "Revoke API tokens…",
            menu: .account("T", "Scripts and programs that use a token of this user are refused from then on.")
        ) { context, ids throws(APIError) in
            try AuthenticationService(context.client).planRevocations(.api, of: try await context.users(ids))
        },
        .change(
            "delete", "Delete user…",
            menu: .leaving(
                "D", "Deletes the account with the dashboards and alerts it owns; off-boarding keeps them.")
        ) { context, ids throws(APIError) in
            let users = try await context.users(ids)
            return try await UserDeletion.plans(of: users, context)
        },
    ]

    /// The plans that activate or deactivate users.
    /// - Parameter isActive: Says of a user what the account should be.
    private static func activations(
        of ids: [RecordID], _ context: WorkContext, _ isActive: @escaping @Sendable (User) -> Bool
    ) async throws(APIError) -> [RequestPlan] {
        // Without the roles the kind of the seats is not known, and no more than that.
        let names = RecordNames([:], roles: (try? await RolesService(context.client).all()) ?? [])
        return try await context.each(try await context.users(ids)) { user throws(APIError) in
            isActive(user)
                ? try await context.users.planActivate(user, names: names)
                : try await context.users.planDeactivate(user, names: names)
        }
    }

    /// The reason not to edit all these users as one table.
    @Sendable private static func tooMany(_ state: ConsoleState) -> String? {
        guard let list = state.list else { return nil }
        let count = list.detail == nil && list.marks.isEmpty ? list.table.count : list.targetCount
        return count > UserTableEditing.mostUsers ? "\(UserTableEditing.mostUsers) users at most: mark some" : nil
    }

    /// The reason not to invite the user under the cursor again.
    @Sendable private static func hasLoggedIn(_ state: ConsoleState) -> String? {
        guard let list = state.list, list.targetCount == 1, let login = list.cell(of: UserRow.login) else { return nil }
        return login == UserRow.never ? nil : "has logged in"
    }

    /// The reason not to unlock the open account. In the list, the server would have to be asked about each.
    @Sendable private static func isNotLocked(_ state: ConsoleState) -> String? {
        guard let detail = state.list?.detail, UserPage.isLocked(detail) == false else { return nil }
        return "Not locked"
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
}

/// The state of an account as far as the account itself tells: whether it is locked, the server answers for each user
/// by itself.
enum AccountState: String {
    case active
    /// Not active, and nobody has logged in with it yet.
    case invited
    case deactivated

    init(_ user: User) {
        self = user.isActive ? .active : user.lastLogin == nil ? .invited : .deactivated
    }

    var style: RowStyle {
        switch self {
        case .active: .plain
        case .invited: RowStyle(.faint, .added)
        case .deactivated: RowStyle(.faint, .fault)
        }
    }
}

/// A user as a row: the account, with the names of what it refers to by id.
struct UserRow: Sendable {
    let user: User
    let names: UserNames
    var facts = UserFacts.none

    static let name = Column<UserRow>("name", "Name", 16, priority: 9, isName: true) {
        $0.user.displayName
    }
    static let email = Column<UserRow>("email", "Email", 18, kind: .aside, priority: 7, identity: .email) {
        $0.user.email
    }
    static let userName = Column<UserRow>(
        "user", "User name", 10, kind: .aside, priority: 0, isShown: false, identity: .key
    ) {
        $0.user.userName
    }

    static let role = Column<UserRow>("role", "Role", 11, priority: 8) { $0.names.role(of: $0.user) }
    static let state = Column<UserRow>(
        "state", "State", 11, kind: .state, usual: AccountState.active.rawValue, priority: 6
    ) {
        $0.state.rawValue
    }
    static let login = Column<UserRow>(
        "login", "Last login", 17, kind: .time, priority: 5, sortedBy: { $0.user.lastLogin.sortKeyOrNever }
    ) {
        $0.user.lastLogin?.minuteText ?? never
    }

    static let groups = Column<UserRow>("groups", "Groups", 8, priority: 4) { row in
        row.user.groups.map(row.names.group).joined(separator: ", ")
    }

    static let layout = RowLayout<UserRow>(
        [
            name, email,
            role,
            groups, state,
            Column("origin", "Origin", 9, kind: .aside, usual: "local", priority: 3) { $0.user.source.rawValue },
            login,
            userName,
            .count("owns", "Owns", 4, priority: 2, fact: .ownedDashboards) { $0.facts.dashboards(of: $0.user) },
            .count("alerts", "Alerts", 6, priority: 1, fact: .ownedAlerts) { $0.facts.alerts(of: $0.user) },
            Column(
                "created", "Created", 17, kind: .time, priority: 1, isShown: false,
                sortedBy: { $0.user.created.sortKeyOrNever }
            ) {
                $0.user.created?.minuteText ?? ""
            },
        ],
        id: { RecordID($0.user.id) },
        style: { $0.state.style })

    /// The text of a login that never was.
    static let never = "never"

    private var state: AccountState { AccountState(user) }

    /// The members a row needs: asking for no others makes a page of 1,000 users several times smaller.
    static let fields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active", "lastLogin",
        "activeDirectory", "createdSso", "created",
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
