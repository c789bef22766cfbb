import SisenseClient

extension ListFeature {
    /// The users of the server.
    static let users = ListFeature(
        pane: .users,
        noun: "users",
        columns: UserRow.columns,
        load: { environment, take throws(APIError) in
            let names = try await UserNames.read(environment.client)
            let users = UsersService(environment.client)
            var skip = 0
            // The first page is small, so that something is on the screen soon even over a slow line.
            var limit = 200
            while true {
                let page = try await users.page(skip: skip, limit: limit, fields: UserRow.fields)
                await take(
                    RowPage(page.items.map { UserRow.content(of: $0, names: names) }, columns: UserRow.columns.count))
                if page.received < limit { return }
                skip += page.received
                limit = 1000
            }
        },
        read: { environment, id throws(APIError) in
            let names = try await UserNames.read(environment.client)
            let user = try await UsersService(environment.client).get(id.description)
            return ListRecord(
                row: UserRow.content(of: user, names: names), json: user.raw,
                sections: await lockout(of: user, environment.client))
        },
        plans: userPlans,
        forms: [
            "add": UserForms.add, "edit": UserForms.edit, "role": UserForms.role, "join": UserForms.join,
            "leave": UserForms.leave, "hand-over": UserForms.handOver,
        ])

    /// Tells of a locked account; servers that know nothing of locks say so with an error, which is no news.
    private static func lockout(of user: User, _ client: APIClient) async -> [DetailSection] {
        guard let status = try? await AccountService(client).lockout(of: user), status.isLocked else { return [] }
        let until = status.until.map { " until \($0.minuteText)" } ?? ""
        return [DetailSection("Locked after failed logins", ["Nobody can log in with it\(until); x unlocks it"])]
    }
}
