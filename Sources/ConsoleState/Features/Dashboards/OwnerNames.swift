import SisenseClient

/// The names of owners, where the server sends their ids alone: from the users that were read already, else asked for
/// once. Owners nobody can name keep their ids.
struct OwnerNames {
    private struct Owner {
        let name: String
        /// The name or address to log in with.
        let account: String?
    }

    private let client: APIClient
    private let table: RowTable?
    private var owners: [String: Owner]?
    private var asked: Set<String> = []

    init(_ context: WorkContext) {
        (client, table) = (context.client, context.knownUsers)
    }

    /// The same dashboards with the names of their owners.
    mutating func fill(_ dashboards: [Dashboard]) async -> [Dashboard] {
        let unnamed = Set(dashboards.compactMap(\.owner).filter { $0.name == nil }.map(\.id))
        guard !unnamed.isEmpty else { return dashboards }
        var owners = self.owners ?? known
        let missing = unnamed.filter { owners[$0] == nil && !asked.contains($0) }
        asked.formUnion(missing)
        // A name more or less is no reason to show no dashboards.
        if let found = try? await UsersService(client).lookUp(missing.sorted()) {
            for user in found.users { owners[user.id] = Owner(name: user.displayName, account: user.label) }
            for id in found.gone { owners[id] = Owner(name: "deleted, id \(id)", account: nil) }
        }
        self.owners = owners
        return dashboards.map { dashboard in
            guard let owner = dashboard.owner, owner.name == nil, let known = owners[owner.id] else {
                return dashboard
            }
            return dashboard.with(ownerName: known.name, account: known.account)
        }
    }

    /// The owners among the users that were read.
    private var known: [String: Owner] {
        guard let table else { return [:] }
        let name = UserRow.layout.index(of: UserRow.name)
        let email = UserRow.layout.index(of: UserRow.email)
        return Dictionary(
            table.refs(of: .all, marks: []).map { ref in
                (table.id(ref).description, Owner(name: table.cell(ref, name), account: table.cell(ref, email)))
            },
            uniquingKeysWith: { first, _ in first })
    }
}
