import SisenseClient

/// A user on one of the servers that have a profile here. Who has an account on several has a row for each.
private struct FleetUser: Sendable {
    let server: OtherServer
    let row: UserRow

    static let email = Column<FleetUser>("email", "Email", 18, priority: 9, isName: true, identity: .email) {
        $0.row.user.label
    }
    static let serverName = Column<FleetUser>("server", "Server", 10, kind: .state, priority: 8) { $0.server.name }

    static let layout = RowLayout<FleetUser>(
        [
            email, serverName,
            Column("kind", "Kind", 7, kind: .state, priority: 2) { $0.server.purpose?.title ?? "" },
            UserRow.role.on(\.row), UserRow.state.on(\.row), UserRow.login.on(\.row), UserRow.groups.on(\.row),
            Column("name", "Name", 12, kind: .aside, priority: 3) { $0.row.user.displayName },
        ],
        id: { FleetUserID(server: $0.server.name, user: $0.row.user.id, label: $0.row.user.label).record },
        style: { AccountState($0.row.user).style })
}

/// The id of a user together with the server that knows it, and the name to show until it is read there.
private struct FleetUserID {
    let server: String
    let user: String
    let label: String

    init(server: String, user: String, label: String) {
        (self.server, self.user, self.label) = (server, user, label)
    }

    /// Neither the name of a profile nor an id has a blank in it.
    var record: RecordID { RecordID("\(server) \(user) \(label)") }

    init?(_ record: RecordID) {
        let parts = record.description.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        (server, user, label) = (String(parts[0]), String(parts[1]), String(parts[2]))
    }
}

extension ListFeature {
    /// The users of all servers that have a profile here, by their addresses.
    static let fleetUsers = ListFeature(
        .fleetUsers, title: "Users of all servers", noun: "accounts", rows: FleetUser.layout,
        commands: [
            .run(
                "fleet", keys: "w Backspace", hint: "servers", "Show the servers",
                menu: .list(nil, "All servers, each in a line.")
            ) { _ in
                [.paneOpened(.fleet)]
            }
        ],
        emptyText: "No server lists its users.",
        // The accounts of one person stand together.
        order: FleetUser.layout.sort(by: FleetUser.email, then: FleetUser.serverName),
        opening: { id in
            FleetUserID(id).map { user in
                let link = RecordLink(.users, user.user, user.label)
                return [.servers(.switchRequested(ServerVisit(user.server, record: link)))]
            }
        },
        load: { context, take throws(APIError) in
            let (pages, page) = AsyncStream.makeStream(of: [FleetUser].self)
            async let reading = attempt { () async throws(APIError) in
                defer { page.finish() }
                try await context.fleet.concurrentForEach(maxConcurrent: OtherServer.maxReadTogether) {
                    server throws(APIError) in
                    try await context.readUsers(of: server) { page.yield($0) }
                } take: { _, _ in
                }
            }
            for await users in pages { await FleetUser.layout.hand(users, to: take) }
            try await reading.get()
        },
        read: { context, id throws(APIError) in
            guard let wanted = FleetUserID(id), let server = context.fleet.first(where: { $0.name == wanted.server })
            else {
                throw APIError(
                    .notFound, message: "\(id) is on no server that has a profile here.", request: "", server: "",
                    nextStep: "Refresh the list.")
            }
            return try await context.signedIn(to: server) { there async throws(APIError) in
                let user = try await UsersService(there.client).get(wanted.user)
                let names = try await UserNames.read(there.client, groups: Set(user.groups.map(\.id)))
                let row = FleetUser(server: server, row: UserRow(user: user, names: names))
                return ListRecord(row: FleetUser.layout.row(row), json: user.raw)
            }
        })
}

extension WorkContext {
    /// Hands on the users of one server. One that cannot be read is a gap: the others are there all the same.
    @concurrent fileprivate func readUsers(
        of server: OtherServer, _ take: @Sendable ([FleetUser]) -> Void
    ) async throws(APIError) {
        do throws(APIError) {
            let there = try await signedIn(to: server) { there async throws(APIError) in
                // The names of roles and groups may be missing where the token is good: this tells whether it is.
                _ = try await UsersService(there.client).loggedIn()
                return there
            }
            let names = try await UserNames.read(there.client)
            let users = UsersService(there.client).pages(ListQuery(fields: UserRow.fields, isLean: true))
            try await users.forEachPage { users in
                take(users.map { FleetUser(server: server, row: UserRow(user: $0, names: names)) })
            }
        } catch {
            // The session on the screen has its token read again.
            if error.kind == .cancelled || error.kind == .unauthorized && server.name == serverName { throw error }
            client.note(ListGap("users of \(server.name)", .refused(error.message)))
        }
    }
}
