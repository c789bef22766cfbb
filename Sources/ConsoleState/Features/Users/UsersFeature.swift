import SisenseClient

extension ListFeature {
    /// The users of the server.
    static let users = ListFeature(
        pane: .users,
        noun: "users",
        columns: UserRow.columns,
        load: { environment, take throws(APIError) in
            let names = try await UserNames.read(environment.client)
            let users = UsersService(environment.client).pages(ListQuery(fields: UserRow.fields, isLean: true))
            try await users.forEachPage { users in
                await take(RowPage(users.map { UserRow.content(of: $0, names: names) }, columns: UserRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let names = try await UserNames.read(environment.client)
            let user = try await UsersService(environment.client).get(id.description)
            return ListRecord(
                row: UserRow.content(of: user, names: names), json: user.raw,
                sections: await lockout(of: user, environment.client) + role(of: user, names))
        },
        plans: userPlans,
        forms: [
            "add": UserForms.add, "edit": UserForms.edit, "role": UserForms.role, "join": UserForms.join,
            "leave": UserForms.leave, "hand-over": UserForms.handOver, "offboard": OffboardingForm.open,
            "import": ImportForm.open,
        ])

    /// What the role is called here and what the server calls it, since scripts and messages of the server use that.
    private static func role(of user: User, _ names: UserNames) -> [DetailSection] {
        guard let id = user.roleID, let stored = names.storedRole(id) else { return [] }
        return [DetailSection("Role", ["\(names.role(of: user)), stored as \(stored)", "id \(id)"])]
    }

    /// Tells of a locked account; servers that know nothing of locks say so with an error, which is no news.
    private static func lockout(of user: User, _ client: APIClient) async -> [DetailSection] {
        guard let status = try? await AccountService(client).lockout(of: user), status.isLocked else { return [] }
        let until = status.until.map { " until \($0.minuteText)" } ?? ""
        return [DetailSection("Locked after failed logins", ["Nobody can log in with it\(until); x unlocks it"])]
    }
}
