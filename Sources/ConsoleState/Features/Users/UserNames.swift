import SisenseClient

/// The names behind the ids that user records carry.
struct UserNames: Sendable {
    private let roles: [String: Role]
    private let groups: [String: String]
    /// True when all groups are known, so that another one is no more.
    private let knowsGroups: Bool

    /// Asks the server for its roles and groups, both at the same time. What it refuses is noted, and done without.
    @concurrent static func read(_ client: APIClient) async throws(APIError) -> UserNames {
        async let roles = attempt { () async throws(APIError) in try await RolesService(client).all() }
        async let groups = attempt { () async throws(APIError) in try await GroupsService(client).names() }
        return UserNames(
            roles: try client.optional("users", "the names of roles", await roles),
            groups: try client.optional("users", "the names of groups", await groups))
    }

    /// The same for one user, who belongs to these groups: no others are read.
    @concurrent static func read(_ client: APIClient, groups ids: Set<String>) async throws(APIError) -> UserNames {
        async let roles = attempt { () async throws(APIError) in try await RolesService(client).all() }
        async let groups = attempt { () async throws(APIError) in try await GroupsService(client).named(ids) }
        return UserNames(
            roles: try client.optional("users", "the names of roles", await roles),
            groups: try client.optional("users", "the names of groups", await groups))
    }

    init(roles: [Role], groups: [Group]) {
        self.roles = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.groups = Dictionary(groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        knowsGroups = !groups.isEmpty
    }

    /// The id itself when nobody knows its name.
    func role(of user: User) -> String { user.roleName ?? user.roleID.map { roles[$0]?.title ?? $0 } ?? "" }

    /// The role with this id; nil when nobody knows it.
    func role(_ id: String) -> Role? { roles[id] }

    /// The kind of seats that a user's role takes; nil when nobody knows.
    func seatKind(of user: User) -> SeatKind? { user.roleID.flatMap { roles[$0]?.seatKind } }

    /// All of them by their ids, for the words of a change.
    var recordNames: RecordNames { RecordNames(groups, roles: Array(roles.values)) }

    /// The name of a group as far as it is known; one that is deleted is shown as that.
    func group(_ reference: Reference) -> String {
        reference.name ?? groups[reference.id] ?? (knowsGroups ? "deleted group \(reference.id)" : reference.id)
    }
}

extension APIClient {
    /// The data read for a list beside its records; nothing, with that noted, where the server refuses it.
    /// - Parameter details: The data missing then, as in `the names of roles`.
    func optional<Value>(
        _ list: String, _ details: String, _ result: Result<[Value], APIError>
    ) throws(APIError) -> [Value] {
        do throws(APIError) {
            return try result.get()
        } catch {
            guard error.mayBeOption else { throw error }
            note(ListGap(list, .without(details, because: error.message)))
            return []
        }
    }
}

/// The outcome of work that may fail, to be waited for later.
func attempt<Value: Sendable>(
    _ work: @Sendable () async throws(APIError) -> Value
) async -> Result<Value, APIError> {
    do throws(APIError) {
        return .success(try await work())
    } catch {
        return .failure(error)
    }
}

/// The names that people give the roles.
enum RoleTitles {
    /// Titles by id and by name, since some records carry the one and some the other.
    @concurrent static func read(_ client: APIClient) async throws(APIError) -> [String: String] {
        let result = await attempt { () async throws(APIError) in try await RolesService(client).all() }
        let roles = try client.optional("groups", "the names of roles", result)
        return Dictionary(
            roles.flatMap { [($0.id, $0.title), ($0.name, $0.title)] }, uniquingKeysWith: { first, _ in first })
    }
}

/// The names behind the ids of users and groups that alerts and shares carry.
package struct PartyNames: Sendable {
    private let names: [String: String]
    /// The ids that lead to nobody any more.
    private let gone: Set<String>

    /// Knows nobody.
    static let none = PartyNames(users: [], groups: [])

    init(users: [User], groups: [Group], gone: Set<String> = []) {
        self.gone = gone
        names = Dictionary(
            users.map { ($0.id, $0.displayName) } + groups.map { ($0.id, $0.label) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The names of those that `ids` holds: from the lists of users and groups that were read already, and the others
    /// from the server.
    @concurrent static func read(_ ids: Set<String>, _ context: WorkContext) async throws(APIError) -> PartyNames {
        let known = context.knownNames(of: ids)
        let others = ids.subtracting(known.keys)
        guard !others.isEmpty else { return PartyNames(known) }
        let read = try await read(others, context.client)
        return PartyNames(known.merging(read.names) { name, _ in name }, gone: read.gone)
    }

    private init(_ names: [String: String], gone: Set<String> = []) {
        (self.names, self.gone) = (names, gone)
    }

    /// Asks the server for those groups and users that `ids` holds.
    @concurrent static func read(_ ids: Set<String>, _ client: APIClient) async throws(APIError) -> PartyNames {
        let named = await attempt { () async throws(APIError) in try await GroupsService(client).named(ids) }
        let groups = try client.optional("recipients", "the names of groups", named)
        let others = ids.subtracting(groups.map(\.id)).sorted()
        let found = await attempt { () async throws(APIError) in [try await UsersService(client).lookUp(others)] }
        let users = try client.optional("recipients", "the names of users", found)
        // Of an id that is no user nothing is known as long as the groups are not.
        let knowsGroups = if case .success = named { true } else { false }
        return PartyNames(
            users: users.flatMap(\.users), groups: groups,
            gone: knowsGroups ? users.reduce(into: []) { $0.formUnion($1.gone) } : [])
    }

    /// Those of these ids, for the words of a change.
    func recordNames(of ids: Set<String>) -> RecordNames {
        RecordNames(Dictionary(ids.map { ($0, name($0)) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The id itself when nobody knows its name.
    func name(_ reference: Reference) -> String { reference.name ?? name(reference.id) }

    /// The name of a user or group; one that is deleted is shown as that, and one that is not known as its id.
    package func name(_ id: String) -> String { names[id] ?? (gone.contains(id) ? "deleted, id \(id)" : id) }
}

extension WorkContext {
    /// The names of users and groups as far as the lists of them hold them.
    fileprivate func knownNames(of ids: Set<String>) -> [String: String] {
        var names: [String: String] = [:]
        for (table, pane) in [(knownUsers, PaneID.users), (knownGroups, PaneID.groups)] {
            guard let table, let column = pane.ownList?.nameColumn else { continue }
            for id in ids where names[id] == nil {
                names[id] = table.ref(of: RecordID(id)).map { table.cell($0, column) }
            }
        }
        return names
    }
}
