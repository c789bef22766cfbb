import SisenseClient

/// The names of owners, where the server sends their ids alone: from the users that were read already, else asked for
/// once. Owners nobody can name keep their ids.
struct OwnerNames {
    private let client: APIClient
    private let table: RowTable?
    private var names: [String: String]?
    private var asked: Set<String> = []

    init(_ context: WorkContext) {
        (client, table) = (context.client, context.knownUsers)
    }

    /// The same dashboards with the names of their owners.
    mutating func fill(_ dashboards: [Dashboard]) async -> [Dashboard] {
        let unnamed = Set(dashboards.compactMap(\.owner).filter { $0.name == nil }.map(\.id))
        guard !unnamed.isEmpty else { return dashboards }
        var names = self.names ?? known
        let missing = unnamed.filter { names[$0] == nil && !asked.contains($0) }
        asked.formUnion(missing)
        // A name more or less is no reason to show no dashboards.
        if let found = try? await UsersService(client).lookUp(missing.sorted()) {
            for user in found.users { names[user.id] = user.displayName }
            for id in found.gone { names[id] = "deleted, id \(id)" }
        }
        self.names = names
        return dashboards.map { dashboard in
            guard let owner = dashboard.owner, owner.name == nil, let name = names[owner.id] else { return dashboard }
            return dashboard.with(ownerName: name)
        }
    }

    /// The names of the users that were read.
    private var known: [String: String] {
        guard let table else { return [:] }
        let column = UserRow.layout.index(of: UserRow.name)
        return Dictionary(
            table.refs(of: .all, marks: []).map { (table.id($0).description, table.cell($0, column)) },
            uniquingKeysWith: { first, _ in first })
    }
}
