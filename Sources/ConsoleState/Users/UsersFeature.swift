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
            return ListRecord(row: UserRow.content(of: user, names: names), json: user.raw)
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let users = UsersService(environment.client)
                let user = try await users.get(id.description)
                return user.isActive ? try await users.planDeactivate(user) : try await users.planActivate(user)
            },
            "deactivate": each { environment, id throws(APIError) in
                let users = UsersService(environment.client)
                return try await users.planDeactivate(try await users.get(id.description))
            },
            "activate": each { environment, id throws(APIError) in
                let users = UsersService(environment.client)
                return try await users.planActivate(try await users.get(id.description))
            },
        ])
}
