/// Users: listing, looking up, and plans for every change an administrator makes to one.
package struct UsersService: Sendable {
    let client: APIClient
    private let caller: String?

    /// `caller` is the id of the user that makes the changes, when it is known: plans that would lock that user out
    /// are critical and say so.
    package init(_ client: APIClient, caller: String? = nil) {
        self.client = client
        self.caller = caller
    }

    /// Never the password hash, which some servers send unless asked not to (seeds/001, Special Fields).
    package static let listFields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active", "activeDirectory",
        "createdSso", "created", "lastLogin", "lastUpdated",
    ]

    // MARK: Reading

    /// One page of the users, lean when the query asks for that.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<User> {
        let answer = try await client.read(.getUsers, query: query.items)
        guard query.isLean else { return Page(try answer.list(), skip: query.skip) }
        return try answer.page(skip: query.skip, User.init(lean:))
    }

    /// Users `skip` to `skip + limit`; an empty `fields` asks for all but the hash.
    @concurrent package func page(skip: Int, limit: Int, fields: [String] = []) async throws(APIError) -> Page<User> {
        try await page(ListQuery(skip: skip, limit: limit, fields: fields.isEmpty ? ["-hash"] : fields))
    }

    /// All users, page after page, lean unless the query says otherwise.
    package func pages(_ query: ListQuery = ListQuery(fields: listFields, isLean: true)) -> PageSequence<User> {
        // Nobody reports the number of those that pass a filter.
        let count = query.filters.isEmpty ? client.counter(.userCount, .getUserCount) : nil
        return PageSequence(query, of: "users", stableSort: "_id", count: count, note: client.note) {
            query throws(APIError) in
            try await page(query)
        }
    }

    /// The number of all users; nil where the server does not report it.
    @concurrent package func count() async -> Int? { await client.counter(.userCount, .getUserCount)() }

    /// One user.
    @concurrent package func get(_ id: String, expand: [String] = []) async throws(APIError) -> User {
        let query = ListQuery(expand: expand).selection
        let raw = try await client.read(.getUser, path: ["id": id], query: query).json()
        return try record(raw, request: Operation.getUser.line(["id": id]))
    }

    /// The user this client's token belongs to.
    @concurrent package func loggedIn() async throws(APIError) -> User {
        try record(try await client.read(.getCurrentUser).json(), request: Operation.getCurrentUser.id)
    }

    /// What that user may do; nothing is known where the version does not say it.
    @concurrent package func authorities() async -> Authorities {
        guard let answer = try? await client.trying.read(.getGlobals).json() else { return .unknown }
        return Authorities(globals: answer)
    }

    private func record(_ raw: JSONValue, request: String) throws(APIError) -> User {
        guard let user = User(raw) else {
            throw client.unreadable("a user was expected, not \(raw.kind)", request: request)
        }
        return user
    }

    // MARK: Changing one

    /// The plan that changes some members and keeps the others. One's own role, and switching oneself off, are critical
    /// whoever asks for them.
    /// - Parameter goal: What the user is after it, in a word or two, as in `Viewer`.
    package func planUpdate(
        _ user: User, title: PlanTitle, members: [(String, JSONValue)], danger: Danger? = nil, impact: [String] = [],
        undoImpact: [String] = [], names: RecordNames = .none, goal: String = ""
    ) async throws(APIError) -> RequestPlan {
        let locksOut = isCaller(user) && members.contains { $0.0 == "roleId" || $0.0 == "active" && $0.1 == false }
        let lockOut = locksOut ? lockOut(user) : []
        return try await client.plan(
            RecordChange(
                title: title, name: "user \(user.label)",
                read: try client.call(.getUser, path: ["id": user.id]),
                write: .updateUser, path: ["id": user.id], members: members, base: user.raw,
                danger: locksOut ? .critical : danger, impact: impact, undoImpact: undoImpact, warnings: lockOut,
                names: names, goal: goal))
    }

    /// Lets a user sign in no longer; everything they own stays.
    /// - Parameter names: Those of the roles, for the kind of the seat that is freed.
    package func planDeactivate(_ user: User, names: RecordNames = .none) async throws(APIError) -> RequestPlan {
        try await planUpdate(
            user, title: "Deactivate \(user.label, each: "user")", members: [("active", false)],
            impact: [Self.deactivated], undoImpact: [Self.activated], names: names,
            goal: "deactivated")
    }

    /// Lets a user sign in again.
    /// - Parameter names: Those of the roles, for the kind of the seat that is taken.
    package func planActivate(_ user: User, names: RecordNames = .none) async throws(APIError) -> RequestPlan {
        try await planUpdate(
            user, title: "Activate \(user.label, each: "user")", members: [("active", true)],
            impact: [Self.activated], undoImpact: [Self.deactivated], names: names, goal: "active")
    }

    private static let deactivated = "A deactivated user cannot log in. Nothing the user owns is lost."
    private static let activated = "An activated user can log in again."
    /// The impact of a change of groups, in either direction.
    package static let regrouped = "What is shared with a group reaches only its members."

    /// - Parameter names: Those of all roles: losing or gaining rights over others is dangerous, and somebody else may
    ///   give the user any of them meanwhile.
    package func planChangeRole(_ user: User, to role: Role, names: RecordNames) async throws(APIError) -> RequestPlan {
        try await planUpdate(
            user, title: "Change role of \(user.label, each: "user") to \(role.title)",
            members: [("roleId", .string(role.id))],
            names: names, goal: role.title)
    }

    /// Takes a user out of all groups.
    /// - Parameter names: Those of the groups by their ids.
    package func planLeaveGroups(_ user: User, names: [String: String]) async throws(APIError) -> RequestPlan {
        try await planUpdate(
            user, title: "Remove \(user.label, each: "user") from \(counted(user.groups.count, "group"))",
            members: [("groups", [])], impact: [Self.regrouped], undoImpact: [Self.regrouped],
            names: RecordNames(names), goal: "in no group")
    }

    // MARK: Adding and removing

    /// Makes a user.
    package func planCreate(_ newUser: NewUser) throws(APIError) -> RequestPlan {
        let (user, role, groups) = (newUser.document, newUser.role, newUser.groups)
        let name = user.text("email", "userName") ?? "a user"
        let invites = user.text("password") == nil
        return try client.plan(
            "Create \(name, each: "user")", name: "user \(name)", .createUser, body: .json(user),
            on: .nothing(.makesRecord),
            impact: invites ? ["\(name) gets an activation mail."] : [],
            warnings: role?.isAdministrative == true ? ["\(role?.title ?? "") has rights over other users."] : [],
            changes: Self.name(in: user) + [
                FieldChange(
                    "role", from: nil, to: role?.title ?? "unknown",
                    effect: role?.isAdministrative == true ? .escalation : .plain)
            ] + groups.map { FieldChange("group", from: nil, to: $0) }, seats: SeatChange(role?.seatKind, 1))
    }

    /// Activates the account that an earlier step makes.
    func planActivate(_ name: String, madeBy step: RequestPlan) throws(APIError) -> RequestPlan {
        try client.plan(
            "Activate \(name, each: "user")", name: "user \(name)", .updateUser,
            path: ["id": MadeRecord.reference(to: step)], body: .json(["active": true]),
            on: .nothing(.restsOnEarlierStep), impact: [Self.activated],
            changes: [FieldChange("active", from: "no", to: "yes")])
    }

    /// The name of a new user, where there is one beside the address.
    private static func name(in user: JSONValue) -> [FieldChange] {
        let name = [user.text("firstName"), user.text("lastName")].compactMap(\.self).joined(separator: " ")
        let facts = [("name", name), ("user name", user.text("userName") ?? "")]
        return facts.filter { !$0.1.isEmpty && $0.1 != user.text("email") }.map {
            FieldChange($0.0, from: nil, to: $0.1)
        }
    }

    /// Deletes an account with the dashboards and alerts that it owns. It is sent only while the account is as it was
    /// read, and owns no others than these.
    /// - Parameters:
    ///   - loss: What goes with it; nil when that is not known.
    ///   - goods: The records that this is; none where they are not known.
    ///   - isLastStep: True where steps before it in its series change the account.
    ///   - reason: The reason why that is not known.
    ///   - deleted: What is needed to make it again; nil where that could not be read.
    ///   - seatKind: The kind of the seat that is freed; nil where nobody knows.
    package func planDelete(
        _ user: User, losing loss: UserLoss?, unknownBecause reason: String? = nil, owning goods: OwnedGoods = .unknown,
        keeping deleted: DeletedUser? = nil, seatKind: SeatKind? = nil, isLastStep: Bool = false
    ) throws(APIError) -> RequestPlan {
        let unknown = [
            "Also deletes the dashboards that \(user.displayName) owns.", Self.changeOwner,
        ]
        let unread = reason.map { ["Which dashboards these are could not be read: \($0)"] } ?? []
        let nothing = loss?.isEmpty == true ? ["\(user.displayName) owns no dashboard and no alert."] : []
        var plan = try client.plan(
            "Delete \(user.label, each: "user")", name: "user \(user.label)", .deleteUser, path: ["id": user.id],
            on: .unchanged(
                [try unchanged(user, isLastStep: isLastStep)]
                    + (try goods.conditions(of: user, client))),
            danger: isCaller(user) ? .critical : nil, impact: nothing,
            warnings: lockOut(user) + unread + (loss?.sentences ?? unknown), seats: -SeatChange(of: user, seatKind))
        plan.wayBack = deleted.map(WayBack.user)
        return plan
    }

    /// The check that an account is as it was read: what its preview shows, and what an undo would make of it.
    private func unchanged(_ user: User, isLastStep: Bool) throws(APIError) -> Precondition {
        let own = ["email", "userName", "firstName", "lastName", "roleId"]
        // Of a lean user nothing else is kept.
        let lean: JSONValue = ["email": .string(user.email), "userName": .string(user.userName)]
        return .of(
            user.raw.object == nil ? lean : user.raw, read: try client.call(.getUser, path: ["id": user.id]),
            isLastStep ? own : own + ["groups", "active"])
    }

    static let changeOwner = "Change their owner first if they are still needed."

    /// Deletes a user whose dashboards are handed over before in the same series. Whether that was done is made sure of
    /// when its turn has come: nothing goes with the user.
    @concurrent package func planDelete(
        _ user: User, afterHandOverBy dashboards: DashboardsService, seatKind: SeatKind? = nil
    ) async throws(APIError) -> RequestPlan {
        var plan = try planDelete(user, losing: UserLoss(), seatKind: seatKind, isLastStep: true)
        plan.whenDue = { [plan, server = client.server] _ throws(APIError) in
            let left = try await dashboards.owned(by: user.id)
            if left.isEmpty { return plan }
            throw APIError(
                .notAllowed,
                message: "\(user.label) still owns \(Excerpt.of(left.map(\.label))): they would be deleted too.",
                request: plan.call.line, server: server.description, nextStep: "Change their owner first.")
        }
        return plan
    }

    private func isCaller(_ user: User) -> Bool { user.id == caller }

    private func lockOut(_ user: User) -> [String] {
        isCaller(user) ? ["This is your own account: you may lock yourself out."] : []
    }

    // MARK: Accounts

    /// Has the server mail a link for a new password.
    package func planResetPassword(_ user: User) throws(APIError) -> RequestPlan {
        try client.plan(
            "Mail a password reset to \(user.email, each: "user")", name: "user \(user.label)",
            .beginPasswordReset, body: .json(["email": .string(user.email)]), on: .nothing(.sameForAnyState),
            impact: ["\(user.email) gets a mail."])
    }

    /// Mails the invitation again.
    package func planInvite(_ user: User) throws(APIError) -> RequestPlan {
        try client.plan(
            "Mail the invitation to \(user.email, each: "user") again", name: "user \(user.label)",
            .beginActivation, body: .json(["email": .string(user.email)]), on: .nothing(.sameForAnyState),
            impact: ["\(user.email) gets a mail."])
    }

    /// Unlocks an account that is locked after failed logins.
    package func planUnlock(_ user: User) throws(APIError) -> RequestPlan {
        try client.plan(
            "Unlock \(user.label, each: "account")", name: "user \(user.label)", .removeLockout,
            path: ["user_id": user.id], on: .nothing(.sameForAnyState),
            impact: ["\(user.displayName) may try to log in again."])
    }
}

/// The dashboards and alerts that are deleted with their owner, as far as they are known; nil where they are not.
package struct OwnedGoods: Sendable {
    private let dashboards: [Dashboard]?
    private let alerts: [Alert]?

    package static let unknown = OwnedGoods(dashboards: nil, alerts: nil)

    package init(dashboards: [Dashboard]?, alerts: [Alert]?) {
        (self.dashboards, self.alerts) = (dashboards, alerts)
    }

    fileprivate func conditions(of user: User, _ client: APIClient) throws(APIError) -> [Precondition] {
        var conditions: [Precondition] = []
        if let dashboards {
            let holdings = Holdings(.ownedDashboards, of: user.id)
            conditions.append(try holdings.condition(dashboards.map { ($0.id, $0.label) }, client))
        }
        if let alerts {
            let holdings = Holdings(.ownedAlerts, of: user.id)
            conditions.append(try holdings.condition(alerts.map { ($0.id, $0.label) }, client))
        }
        return conditions
    }
}

/// A user to be made.
package struct NewUser: Sendable, Equatable {
    /// As POST takes it: `email` and `roleId` at least.
    package let document: JSONValue
    /// The role in words; nil when nobody knows it.
    package let role: Role?
    /// The names of the groups.
    package let groups: [String]

    package init(_ document: JSONValue, role: Role?, groups: [String]) {
        self.document = document
        self.role = role
        self.groups = groups
    }
}

/// Roles, which turn the ids that users carry into names.
package struct RolesService: Sendable {
    let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All roles, with the base role that each is made of.
    @concurrent package func all() async throws(APIError) -> [Role] {
        let query = [QueryItem("includeBaseRolesName", "true")]
        return try await client.records("roles", .getRoles, query: query)
    }
}
