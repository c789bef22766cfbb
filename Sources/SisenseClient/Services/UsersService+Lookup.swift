/// Users found by their names and ids.
extension UsersService {
    /// The user that a name means: an email address, a user name or an id.
    @concurrent package func match(_ name: String) async throws(APIError) -> NameMatch<User> {
        NameIndex(try await all(named: [name]))[name]
    }

    /// The one user that a name means; nil when there is none.
    /// - Throws: `APIError`, `invalidCall` when there are several.
    @concurrent package func find(_ name: String) async throws(APIError) -> User? {
        let match = try await match(name)
        if case .several = match, let problem = match.problem("user", named: name) {
            throw APIError(
                .invalidCall, message: problem, request: Operation.getUsers.id, server: client.server.description)
        }
        return match.only
    }

    /// Every user with one of these names or ids, whatever case it is written in. All are looked through: servers find
    /// a name only in the case it is stored in, and so hide the others that are equal to it.
    @concurrent package func all(named names: [String]) async throws(APIError) -> [User] {
        let wanted = Set(names.map { $0.lowercased() })
        let ids = Set(names)
        guard !wanted.isEmpty else { return [] }
        // An id means its own record, whatever else is called like it.
        if names.allSatisfy(\.isObjectID) {
            let users = try await names.concurrentMap(maxConcurrent: 8) { id throws(APIError) in
                try await client.unlessGone { () throws(APIError) in try await get(id) }
            }
            if users.allSatisfy({ $0 != nil }) { return users.compactMap(\.self) }
        }
        var found: [User] = []
        for try await page in pages() {
            found += page.items.filter { user in
                ids.contains(user.id) || user.names.contains { wanted.contains($0.lowercased()) }
            }
        }
        return found
    }

    /// The users with these ids; those that are no more are left out.
    @concurrent package func users(_ ids: [String]) async throws(APIError) -> [User] {
        try await lookUp(ids).users
    }

    /// The users with these ids, and the ids that the server has no user for.
    @concurrent package func lookUp(_ ids: [String]) async throws(APIError) -> FoundUsers {
        // As many as fit into the address of a request everywhere.
        let count = 50
        let wanted = Set(ids)
        let parts = stride(from: 0, to: ids.count, by: count).map { start in
            ids[start..<min(start + count, ids.count)].joined(separator: ",")
        }
        let sent = try await parts.concurrentMap(maxConcurrent: 8) { part throws(APIError) in
            let fields = ["_id", "email", "userName", "firstName", "lastName"]
            let query = ListQuery(fields: fields, filters: [QueryItem("ids", part)], isLean: true)
            return try await page(query).items
        }.flatMap(\.self)
        // Servers that ignore the filter send others too, and prove nothing of those that do not come.
        let isFiltered = sent.allSatisfy { wanted.contains($0.id) }
        var seen: Set<String> = []
        let users = sent.filter { wanted.contains($0.id) && seen.insert($0.id).inserted }
        return FoundUsers(users: users, gone: isFiltered ? wanted.subtracting(users.map(\.id)) : [])
    }
}

/// Users that were looked up by their ids.
package struct FoundUsers: Sendable {
    package let users: [User]
    /// The ids that surely are no users, or no longer.
    package let gone: Set<String>
}
