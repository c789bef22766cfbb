import SisenseClient

extension ListFeature {
    /// The users of the server.
    static let users = ListFeature(
        pane: .users,
        noun: "users",
        columns: [
            ListColumn("name", "Name"),
            ListColumn("email", "E-mail"),
            ListColumn("role", "Role"),
            ListColumn("groups", "Groups"),
            ListColumn("active", "Active"),
            ListColumn("login", "Last login"),
        ],
        load: { environment, take throws(APIError) in
            let names = try await UserNames.read(environment.client)
            for try await page in UsersService(environment.client).pages(fields: UserRow.fields) {
                await take(RowPage(page.map { UserRow.content(of: $0, names: names) }, columns: 6))
            }
        },
        read: { environment, id throws(APIError) in
            let names = try await UserNames.read(environment.client)
            let user = try await UsersService(environment.client).get(id.description)
            return ListRecord(row: UserRow.content(of: user, names: names), json: user.raw)
        },
        plans: [
            "deactivate": { environment, ids throws(APIError) in
                try await UsersService(environment.client).planSetActive(false, ids: ids.map(\.description))
            },
            "activate": { environment, ids throws(APIError) in
                try await UsersService(environment.client).planSetActive(true, ids: ids.map(\.description))
            },
        ])
}
