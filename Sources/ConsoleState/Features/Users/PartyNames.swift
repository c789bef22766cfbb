import SisenseClient

/// The names behind the ids of users and groups that alerts and shares carry.
package struct PartyNames: Sendable {
    private let names: [String: String]

    /// Knows nobody.
    static let none = PartyNames(users: [], groups: [])

    init(users: [User], groups: [Group]) {
        names = Dictionary(
            users.map { ($0.id, $0.displayName) } + groups.map { ($0.id, $0.label) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Asks the server for those groups and users that `ids` holds.
    @concurrent static func read(_ ids: Set<String>, _ client: APIClient) async throws(APIError) -> PartyNames {
        let groups = try await GroupsService(client).named(ids)
        let others = ids.subtracting(groups.map(\.id))
        let users = try await UsersService(client).users(others.sorted())
        return PartyNames(users: users, groups: groups)
    }

    /// The id itself when nobody knows its name.
    func name(_ reference: Reference) -> String { reference.name ?? name(reference.id) }

    /// The name of a user or group; its id when it is not known.
    package func name(_ id: String) -> String { names[id] ?? id }
}
