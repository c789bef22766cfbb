import SisenseClient

/// The forms about users.
enum UserForms {
    /// Asks for a new user.
    @concurrent static func add(_ context: WorkContext, _: [RecordID]) async throws(APIError) -> FormState {
        try await add(like: nil, context)
    }

    /// Asks for a new user with the role and the groups of one that there is.
    @concurrent static func addLike(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        try await add(like: try await context.users.get(ids.first?.description ?? ""), context)
    }

    private static func add(like model: User?, _ context: WorkContext) async throws(APIError) -> FormState {
        let roles = try await RolesService(context.client).all()
        let licence = try? await AccountService(context.client).licence()
        let groups = FormOption.groups(try await UserGroupForms.groups(context.client), of: [])
        let options = FormOption.roles(roles, licence)
        let role = model?.roleID ?? roles.first { $0.name == Role.viewer }?.id
        let joined = Set(model?.groups.map(\.id) ?? [])
        let fields =
            names(of: nil)
            + [
                .pick(
                    "roleId", "Role", PickerSource(options), chosen: options.filter { $0.id == role },
                    isRequired: true),
                .pick(
                    "groups", "Groups", PickerSource(groups), chosen: groups.filter { joined.contains($0.id) },
                    allowsMany: true, placeholder: "none"),
                .secret("password", "Password", help: "Empty: the user gets a mail to choose one"),
            ]
        return FormState(model.map { "Add user like \($0.label)" } ?? "Add user", fields) {
            context, values throws(APIError) in
            var user: JSONValue = ["email": .string(values.text("email")), "roleId": .string(values.text("roleId"))]
            for key in ["userName", "firstName", "lastName", "password"] where !values.text(key).isEmpty {
                user[key] = .string(values.text(key))
            }
            user["groups"] = .array(values.lines("groups").map(JSONValue.string))
            let role = roles.first { $0.id == values.text("roleId") }
            let names = groups.filter { values.lines("groups").contains($0.id) }.map(\.title)
            let plan = try context.users.planCreate(NewUser(user, role: role, groups: names))
            return .preview([plan], .list(.users, []))
        }
    }

    /// Changes one user: the first of those chosen.
    @concurrent static func edit(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await context.users.get(ids.first?.description ?? "")
        let roles = try await RolesService(context.client).all()
        let options = FormOption.roles(roles, for: [user], try? await AccountService(context.client).licence())
        let own = Set(user.groups.map(\.id))
        let all = try await GroupsService(context.client).withMemberCounts().all()
        let known = FormOption.groups(all.filter { !$0.isSystem || own.contains($0.id) }, of: [])
        // A group that nobody knows any more stays, unless it is taken out.
        let lost = user.groups.map(\.id).filter { id in !known.contains { $0.id == id } }
        let groups = known + lost.map { FormOption($0, "deleted group \($0)", details: ["", ""]) }
        let fields =
            names(of: user)
            + [
                .pick(
                    "roleId", "Role", PickerSource(options), chosen: options.filter { $0.id == user.roleID },
                    isRequired: true),
                .pick(
                    "groups", "Groups", PickerSource(groups), chosen: groups.filter { own.contains($0.id) },
                    allowsMany: true, placeholder: "none"),
            ]
        return FormState("Edit \(user.label)", fields) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await plan(user, values, roles, groups, context.users)
            return .preview([plan], .list(.users, [RecordID(user.id)]))
        }
    }

    /// Gives all users chosen another role.
    @concurrent static func role(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let roles = try await RolesService(context.client).all()
        let users = try await context.users(ids)
        let options = FormOption.roles(roles, for: users, try? await AccountService(context.client).licence())
        let present = Set(users.map(\.roleID))
        let field = FormField.pick(
            "role", "Role", PickerSource(options),
            chosen: present.count == 1 ? options.filter { present.contains($0.id) } : [], isRequired: true,
            placeholder: "no change")
        return FormState("Role of \(named(users))", [field]) { context, values throws(APIError) in
            guard let role = roles.first(where: { $0.id == values.text("role") }) else {
                return .form(.refused(field: "role", "No role with that name"))
            }
            let service = context.users
            let names = RecordNames([:], roles: roles)
            let plans = try await context.each(users) { user throws(APIError) in
                try await service.planChangeRole(user, to: role, names: names)
            }
            return .preview(plans, .list(.users, ids))
        }
    }

    /// Hands everything one user owns to somebody else, so that nothing is lost when the user goes.
    @concurrent static func handOver(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await context.users.get(ids.first?.description ?? "")
        let owners = await PickerSource.owners(context.client, except: [user.id: "owns them"])
        let field = FormField.pick("newOwner", "New owner", owners, isRequired: true)
        return FormState("Change owner of the dashboards of \(user.label)", [field]) {
            context, values throws(APIError) in
            let newOwner: User
            switch try await NewOwner.read(values.text("newOwner"), context, insteadOf: [user.id]) {
            case .success(let found): newOwner = found
            case .failure(let refusal): return refusal.action(of: "newOwner")
            }
            let plans = try await context.dashboards.planHandOver(of: user, to: newOwner)
            guard !plans.isEmpty else { return .posted(Message(.info, "\(user.label) owns no dashboard")) }
            return .preview(plans, .list(.users, [RecordID(user.id)]))
        }
    }

    // MARK: Parts

    private static func names(of user: User?) -> [FormField] {
        let email = user?.email ?? ""
        let userName = user.map { $0.userName.isEmpty ? $0.email : $0.userName } ?? ""
        let help = user == nil ? "Empty: the email address" : "The name to log in with"
        return [
            .text("email", "Email", email, isRequired: true) {
                EmailAddress.isPlausible($0) ? nil : "Not a valid email address"
            },
            .text("userName", "User name", userName, isRequired: user != nil, help: help),
            .text("firstName", "First name", user?.firstName ?? ""),
            .text("lastName", "Last name", user?.lastName ?? ""),
        ]
    }

    /// The plan of an edit of a user, in the values of the form.
    static func plan(
        _ user: User, _ values: FormValues, _ roles: [Role], _ groups: [FormOption], _ users: UsersService
    ) async throws(APIError) -> RequestPlan {
        var members = ["email", "userName", "firstName", "lastName", "roleId"]
            .filter(values.changed.contains).map { ($0, JSONValue.string(values.text($0))) }
        if values.changed.contains("groups") {
            members.append(("groups", .array(values.lines("groups").map(JSONValue.string))))
        }
        let names = Dictionary(groups.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        return try await users.planUpdate(
            user, title: "Change \(user.label, each: "user")", members: members,
            impact: values.changed.contains("groups") ? [UsersService.regrouped] : [],
            undoImpact: values.changed.contains("groups") ? [UsersService.regrouped] : [],
            names: RecordNames(names, roles: roles))
    }

    /// The users in a heading.
    static func named(_ users: [User]) -> String {
        users.count == 1 ? users[0].label : counted(users.count, "user")
    }
}
