import SisenseClient

/// The forms about the shares of several dashboards.
enum BulkShareForms {
    static let rules = [FormOption("view", "can view"), FormOption("edit", "can edit")]
    private static let (parties, rule) = ("parties", "rule")

    /// Asks with whom all of some dashboards are shared.
    static func add(_ count: Int, _ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let fields: [FormField] = [
            .pick(parties, "Users or groups", .parties(groups), allowsMany: true, isRequired: true),
            .choice(rule, "Right", rules),
        ]
        return FormState("Share \(counted(count, "dashboard")) with", fields) { context, values throws(APIError) in
            let found = try await named(values.lines(parties), groups, context)
            return .bulkShares(
                .added(found.map(\.party), Share.Rule(values.text(rule)), names: names(of: found)))
        }
    }

    /// Asks who takes the place of some users and groups.
    static func replace(_ rows: [BulkShareRow], _ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let whom = rows.count == 1 ? rows[0].name : counted(rows.count, "user or group", "users and groups")
        let field = FormField.pick(parties, "User or group", .parties(groups), isRequired: true)
        return FormState("Replace \(whom) by", [field]) { context, values throws(APIError) in
            guard let other = try await named([values.text(parties)], groups, context).first else {
                return .form(.refused(field: parties, "No user or group with that name"))
            }
            let replaced = rows.map(\.party).filter { $0 != other.party }
            guard !replaced.isEmpty else {
                return .form(.refused(field: parties, "\(other.name) cannot take its own place"))
            }
            return .bulkShares(.replaced(replaced, by: other.party, name: other.name))
        }
    }

    /// A user or group with its name.
    struct NamedParty: Sendable {
        let party: ShareEdits.Party
        let name: String
    }

    static func names(of parties: [NamedParty]) -> [String: String] {
        Dictionary(parties.map { ($0.party.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// The users and groups of these ids.
    /// - Parameter groups: All groups of the server.
    private static func named(
        _ ids: [String], _ groups: [Group], _ context: WorkContext
    ) async throws(APIError) -> [NamedParty] {
        let chosen = Set(ids)
        let found = groups.filter { chosen.contains($0.id) }
        let others = chosen.subtracting(found.map(\.id)).sorted()
        let users = others.isEmpty ? [] : try await context.users.users(others)
        return found.map { NamedParty(party: ShareEdits.Party(.group, id: $0.id), name: $0.label) }
            + users.map { NamedParty(party: ShareEdits.Party(.user, id: $0.id), name: $0.displayName) }
    }
}
