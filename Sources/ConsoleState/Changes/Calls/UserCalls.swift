import SisenseClient

extension CallPlanner {
    /// The plan of an act on users; nil for a call that is none.
    func userAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        switch call.operation {
        case .updateUser: try await changeUser(call, on: record)
        case .deleteUser: try await delete(users: [call.path["id"] ?? ""], call)
        case .deleteUserV0:
            if let user = try await context.users.match(call.path["user"] ?? "").only {
                try await delete(users: [user.id], call)
            } else {
                nil
            }
        case .deleteUsers: try await delete(users: call.ids("ids"), call)
        case .deleteUsersV0: try await delete(users: call.bodyIDs, call)
        case .createUser: try await create(users: [call.json ?? .null], call)
        case .createUsers, .createUsersV0: try await create(users: call.json?.array ?? [], call)
        case .logout: try AuthenticationService(client).planLogout()
        case .logoutAll: try AuthenticationService(client).planLogoutEverywhere()
        case .logoutEveryone: try AuthenticationService(client).planLogoutEveryone()
        case .logoutUsers:
            try AuthenticationService(client).planLogout(try await known(users: call.ids("users")))
        case .revokeTokens:
            try await revoke(call)
        case .renewAPIToken: try await renewToken()
        case .beginPasswordReset, .beginActivation: try await mail(call)
        case .removeLockout: try context.users.planUnlock(try await context.users.get(call.path["user_id"] ?? ""))
        default: nil
        }
    }

    private func delete(users ids: [String], _ call: Call) async throws(APIError) -> RequestPlan? {
        let users = try await context.users(ids.map { RecordID($0) })
        return together(try await UserDeletion.plans(of: users, context), "user", call)
    }

    private func create(users documents: [JSONValue], _ call: Call) async throws(APIError) -> RequestPlan? {
        let names = try await UserNames.read(client)
        var plans: [RequestPlan] = []
        for document in documents where document.object != nil {
            let groups = (document["groups"]?.array ?? []).compactMap { Reference($0) }.map(names.group)
            let role = Reference(document["roleId"]).flatMap { names.role($0.id) }
            plans.append(try context.users.planCreate(NewUser(document, role: role, groups: groups)))
        }
        return together(plans, "user", call)
    }

    private func changeUser(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let members = call.members
        guard !members.isEmpty else { return nil }
        let users = context.users
        let user: User
        if let read = record.flatMap({ User($0.value) }) {
            user = read
        } else {
            user = try await users.get(call.path["id"] ?? "")
        }
        let names = try await UserNames.read(client)
        let roleID = members.first { $0.0 == "roleId" }?.1.string
        let role = roleID.flatMap(names.role)
        if members.count == 1, let role {
            return try await users.planChangeRole(user, to: role, names: names.recordNames)
        }
        if members.count == 1, members[0].0 == "active", let isActive = members[0].1.bool, isActive != user.isActive {
            return isActive
                ? try await users.planActivate(user, names: names.recordNames)
                : try await users.planDeactivate(user, names: names.recordNames)
        }
        let regroups = members.contains { $0.0 == "groups" }
        let plan = try await users.planUpdate(
            user, title: "Change \(user.label, each: "user")", members: members,
            impact: regroups ? [UsersService.regrouped] : [], undoImpact: regroups ? [UsersService.regrouped] : [],
            names: names.recordNames)
        guard let roleID, role == nil else { return plan }
        return plan.warning(["No role has the id \(roleID): the server may refuse it."])
    }

    // MARK: Sessions and mails

    /// The users of these ids; those that the server does not have are in no plan.
    private func known(users ids: [String]) async throws(APIError) -> [User] {
        try await UsersService(client).users(ids)
    }

    private func revoke(_ call: Call) async throws(APIError) -> RequestPlan? {
        guard let kind = call.path["tokenType"].flatMap(AuthenticationService.TokenKind.init) else { return nil }
        return try AuthenticationService(client).planRevoke(kind, of: try await known(users: call.ids("users")))
    }

    private func renewToken() async throws(APIError) -> RequestPlan {
        let service = AuthenticationService(client)
        var present: APIToken?
        do throws(APIError) {
            present = try await service.token()
        } catch {
            guard error.mayBeOption else { throw error }
        }
        let name = try await UsersService(client).loggedIn().label
        return try service.planRenewToken(
            of: name, present: present, use: context.dependencies.tokenKeepers.use(of: name))
    }

    /// Has the server mail to the user of an address; nil where the address is not that of one user.
    private func mail(_ call: Call) async throws(APIError) -> RequestPlan? {
        let users = context.users
        guard let email = call.json?["email"]?.string, let user = try await users.match(email).only else { return nil }
        return call.operation == .beginActivation ? try users.planInvite(user) : try users.planResetPassword(user)
    }
}
