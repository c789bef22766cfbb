import SisenseClient

/// The people in groups, and their names.
struct Membership: Sendable {
    /// The groups that everybody is in. Nobody reads their members.
    private(set) var everyone: Set<String>
    /// The names of people, by their ids.
    private(set) var names: [String: String] = [:]
    /// The people in a group, by its id; nil for one that was not read.
    private(set) var members: [String: [String]] = [:]
    /// The groups a person is in, of those that were read.
    private(set) var groups: [String: Set<String>] = [:]

    init(everyone: Set<String> = []) { self.everyone = everyone }

    /// Reads the members of groups, a few groups at a time, and the names of users who are in none of them.
    static func read(
        groups ids: Set<String>, users: Set<String>, _ context: WorkContext
    ) async throws(APIError) -> Membership {
        let service = GroupsService(context.client)
        let groups = try await service.named(ids)
        let counted = groups.filter { !$0.includesEveryone }
        let members = try await context.each(counted) { group throws(APIError) in
            try await service.members(of: group).map { Reference(id: $0.id, name: $0.displayName) }
        }
        var membership = Membership(everyone: Set(groups.filter(\.includesEveryone).map(\.id)))
        for (group, members) in zip(counted, members) { membership.add(members, to: group.id) }
        for user in try await UsersService(context.client).users(users.subtracting(membership.names.keys).sorted()) {
            membership.names[user.id] = user.displayName
        }
        return membership
    }

    mutating func add(_ users: [Reference], to group: String) {
        members[group] = users.map(\.id)
        for user in users {
            names[user.id] = user.name ?? user.id
            groups[user.id, default: []].insert(group)
        }
    }

    /// Adds what was read later.
    mutating func merge(_ other: Membership) {
        everyone.formUnion(other.everyone)
        names.merge(other.names) { $1 }
        members.merge(other.members) { $1 }
        groups.merge(other.groups) { $0.union($1) }
    }
}
