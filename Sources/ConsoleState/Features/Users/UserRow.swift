import SisenseClient

/// A user as a row: the account, with the names of what it refers to by id.
struct UserRow: Sendable {
    let user: User
    let names: UserNames

    static let name = Column<UserRow>("name", "Name", 16...18, grows: true, priority: 9, isName: true) {
        $0.user.displayName
    }
    static let email = Column<UserRow>("email", "Email", 18...24, grows: true, priority: 7) { $0.user.email }
    static let userName = Column<UserRow>("user", "User name", 10...16, priority: 0, isShown: false) {
        $0.user.userName
    }

    static let layout = RowLayout<UserRow>(
        [
            name, email,
            Column("role", "Role", 8...13, priority: 8) { $0.names.role(of: $0.user) },
            Column("groups", "Groups", 8...12, grows: true, priority: 4) { row in
                row.user.groups.map(row.names.group).joined(separator: ", ")
            },
            Column("active", "Active", 7...7, priority: 6) { $0.user.isActive ? "yes" : "no" },
            Column("origin", "Origin", 9...10, priority: 3) { $0.user.source.rawValue },
            Column("login", "Last login", 17...17, priority: 5, sortedBy: { $0.user.lastLogin.sortKeyOrNever }) {
                $0.user.lastLogin?.minuteText ?? "never"
            },
            userName,
        ],
        id: { RecordID($0.user.id) },
        look: { $0.user.isActive ? .plain : RowLook(.muted, .fault) })

    /// The members a row needs: asking for no others makes a page of 1,000 users several times smaller.
    static let fields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active", "lastLogin",
        "activeDirectory", "createdSso",
    ]
}

extension WorkContext {
    /// The users of the server. It knows who we are, so a change that would lock us out is taken for what it is.
    var users: UsersService { UsersService(client, caller: caller) }

    /// Those users, each read afresh.
    func users(_ ids: [RecordID]) async throws(APIError) -> [User] {
        let service = users
        return try await each(ids) { id throws(APIError) in try await service.get(id.description) }
    }
}
