/// The users that files name, found by their addresses. Of a large company, only they are read.
struct StateUsers: Sendable {
    /// By what they are known by, their address or else their user name, without case.
    private var byKey: [String: [User]] = [:]
    /// By their ids, as far as they are known.
    private(set) var byID: [String: User] = [:]
    /// The number of all users; nil where it is not known.
    private(set) var total: Int?

    static let none = StateUsers([])

    /// These and the users with these ids, as far as there are any.
    func adding(ids: Set<String>, _ client: APIClient) async throws(APIError) -> StateUsers {
        let missing = ids.subtracting(byID.keys).sorted()
        guard !missing.isEmpty else { return self }
        var users = self
        for user in try await UsersService(client).users(missing) {
            if users.byID.updateValue(user, forKey: user.id) == nil {
                users.byKey[Self.key(of: user), default: []].append(user)
            }
        }
        return users
    }

    private init(_ users: [User]) {
        for user in users where byID.updateValue(user, forKey: user.id) == nil {
            byKey[Self.key(of: user), default: []].append(user)
        }
    }

    /// What a file knows a user by.
    static func key(of user: User) -> String { (user.email.isEmpty ? user.userName : user.email).lowercased() }

    func named(_ key: String) -> [User] { byKey[key.lowercased()] ?? [] }

    var all: some Collection<User> { byID.values }

    private static let fields = ["_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active"]
    /// The most users that are asked for one by one. More of them are sooner found in the list of all.
    private static let maxNames = 20
    private static let maxConcurrent = 8

    /// Every user.
    static func all(_ client: APIClient) async throws(APIError) -> StateUsers {
        var users = StateUsers(try await UsersService(client).pages(ListQuery(fields: fields, isLean: true)).all())
        users.total = users.byID.count
        return users
    }

    /// - Parameter keys: What files know them by.
    static func read(_ client: APIClient, named keys: Set<String>) async throws(APIError) -> StateUsers {
        guard !keys.isEmpty else { return none }
        guard keys.count <= maxNames else { return try await all(client) }
        let found = try await keys.sorted().concurrentMap(maxConcurrent: maxConcurrent) { key throws(APIError) in
            try await FoundByName.read(client, key, fields: fields)
        }
        // A server finds a name only as it is spelled. Where it counts more than it finds, one is spelled otherwise.
        guard found.allSatisfy(\.isCertain) else { return try await all(client) }
        var users = StateUsers(found.flatMap(\.users))
        users.total = await UsersService(client).count()
        return users
    }
}

/// The users that a server finds by one name.
private struct FoundByName: Sendable {
    let users: [User]
    /// True when the server has no other user whose name holds this one, in whatever spelling.
    let isCertain: Bool

    static func read(_ client: APIClient, _ key: String, fields: [String]) async throws(APIError) -> FoundByName {
        let service = UsersService(client)
        let filters =
            Set([key, key.lowercased()]).sorted().map { QueryItem("email", $0) }
            + [QueryItem("userName", key)]
        var users: [String: User] = [:]
        for filter in filters {
            let page = try await service.page(ListQuery(fields: fields, filters: [filter], isLean: true))
            for user in page.items where StateUsers.key(of: user) == key.lowercased() { users[user.id] = user }
        }
        let counted = users.values.count { $0.userName.lowercased().contains(key.lowercased()) }
        let others = await service.count(containing: key)
        return FoundByName(users: users.values.sorted { $0.id < $1.id }, isCertain: others == counted)
    }
}

extension UsersService {
    /// The number of users whose user name holds a text, in whatever case; nil where the server does not say.
    fileprivate func count(containing text: String) async -> Int? {
        do throws(APIError) {
            let query = [QueryItem("search", text)]
            return try await client.trying.read(.getUserCount, query: query).json()["count"]?.integer
        } catch {
            return nil
        }
    }
}
