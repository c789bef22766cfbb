import SisenseClient

extension ServerSnapshot {
    /// Reads the server of a context. An area that it does not let us read is a gap; the others are there all the same.
    /// - Throws: `APIError` when the server takes no requests of ours at all.
    @concurrent static func read(_ context: WorkContext, _ parts: Set<Part>) async throws(APIError) -> ServerSnapshot {
        let client = context.client
        var inventory = ServerSnapshot()
        (inventory.server, inventory.parts) = (client.server.description, parts)
        try await inventory.add(.features) { () throws(APIError) in
            try await FeaturesService(client).all().map { Line(.features, [$0.id], .bool($0.isActive)) }
        }
        try await inventory.add(.servers) { () throws(APIError) in
            try await TrustedServersService(client).all().map {
                Line(.servers, [$0.address], id: $0.id, .string($0.name))
            }
        }
        try await inventory.add(.groups) { () throws(APIError) in
            try await groups(context, withMembers: parts.contains(.members))
        }
        try await inventory.add(.roles) { () throws(APIError) in
            try await roles(client, withPermissions: parts.contains(.permissions))
        }
        if parts.contains(.shares) {
            try await inventory.add(.shares) { () throws(APIError) in try await shares(context) }
        }
        for (document, content) in await SettingsService(client).readAll() {
            guard let area = CompareArea(rawValue: document.rawValue) else { continue }
            try await inventory.add(area) { () throws(APIError) in settings(of: area, try content.get()) }
        }
        inventory.lines.sort { ($0.area.rank, $0.key) < ($1.area.rank, $1.key) }
        return inventory
    }

    private mutating func add(
        _ area: CompareArea, _ read: () async throws(APIError) -> [Line]
    ) async throws(APIError) {
        do throws(APIError) {
            lines += try await read()
        } catch  where [.unauthorized, .unreachable, .cancelled].contains(error.kind) {
            throw error
        } catch {
            gaps[area] = error.message
        }
    }

    /// The groups; those that the server fills by itself without their members.
    private static func groups(_ context: WorkContext, withMembers: Bool) async throws(APIError) -> [Line] {
        let service = GroupsService(context.client)
        let groups = try await service.names()
        guard withMembers else { return groups.map(line) }
        let members = try await service.allMembers()
        return groups.map { group in
            var line = line(group)
            if !group.isSystem { line.members = members[group.id, default: []].sorted { $0.label < $1.label } }
            return line
        }
    }

    /// The roles, and below each what it allows, a line for each permission.
    private static func roles(_ client: APIClient, withPermissions: Bool) async throws(APIError) -> [Line] {
        let service = RolesService(client)
        let roles = withPermissions ? try await service.withManifests() : try await service.all()
        return roles.flatMap { role in
            let permissions = withPermissions ? (role.raw["manifest"] ?? [:]).leaves : []
            return [Line(.roles, [role.name], id: role.id, .string(role.baseName))]
                + permissions.filter { $0.value != [:] }.map { permission in
                    let id = ([role.id] + permission.path).joined(separator: " ")
                    return Line(.roles, [role.name] + permission.path, id: id, permission.value)
                }
        }
    }

    private static func line(_ group: Group) -> Line { Line(.groups, [group.label], id: group.id, true) }

    /// With whom each dashboard is shared.
    private static func shares(_ context: WorkContext) async throws(APIError) -> [Line] {
        let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
        let dashboards = try await context.dashboards.pages(query).all()
        let names = try await PartyNames.read(Set(dashboards.flatMap(\.shares).map(\.id)), context)
        return dashboards.flatMap { dashboard in
            dashboard.shares.compactMap { share in
                guard let entry = SharedWith(share, on: dashboard.id) else { return nil }
                return Line(.shares, [dashboard.label, names.name(share.id)], id: entry.id, entry.value)
            }
        }
    }

    /// The settings of a document, a line each; of the CORS settings each origin is a line of its own.
    private static func settings(of area: CompareArea, _ document: JSONValue) -> [Line] {
        let leaves = leaves(of: document).filter { !isOwn($0.path) }
        guard area == .system else { return leaves.map { Line(area, $0.path, $0.value) } }
        let list = SystemSettings.allowedOriginsPath.steps.compactMap { step -> String? in
            if case .member(let name) = step { name } else { nil }
        }
        return leaves.filter { $0.path != list }.map { Line(area, $0.path, $0.value) }
            + SystemSettings(document).allowedOrigins.map { Line(.origins, [$0], true) }
    }

    /// The members at any depth that are no objects themselves, secrets masked.
    static func leaves(of value: JSONValue) -> [(path: [String], value: JSONValue)] { Redactor.json(value).leaves }

    /// The values a server makes by itself, and which therefore differ between any two.
    private static func isOwn(_ path: [String]) -> Bool { path.last.map(SettingsDocument.isServerMade) ?? true }
}

/// A user or group that a dashboard is shared with, as a line of a snapshot holds it.
struct SharedWith: Sendable {
    let dashboard: String
    let party: String
    let kind: Share.Party
    let rule: Share.Rule
    let isSubscribed: Bool

    /// Nil for the owner, who is no matter of shares.
    init?(_ share: Share, on dashboard: String) {
        guard let rule = share.rule else { return nil }
        (self.dashboard, party, kind) = (dashboard, share.id, share.party)
        (self.rule, isSubscribed) = (rule, share.isSubscribed)
    }

    /// Nil for a line that holds none.
    init?(_ line: ServerSnapshot.Line) {
        guard line.area == .shares, let ids = line.id?.split(separator: " "), ids.count == 2,
            let rule = line.value["rule"]?.string, let kind = line.value["type"]?.string.flatMap(Share.Party.init)
        else { return nil }
        (dashboard, party, self.kind) = (String(ids[0]), String(ids[1]), kind)
        (self.rule, isSubscribed) = (Share.Rule(rule), line.value["report"]?.bool ?? false)
    }

    /// The id of its line: the dashboard and the party, for neither alone says which share it is.
    var id: String { "\(dashboard) \(party)" }

    /// `edit, report` where the party also gets it by mail.
    var text: String { rule.description + (isSubscribed ? ", report" : "") }

    var value: JSONValue {
        [
            "type": .string(kind.rawValue), "rule": .string(rule.description), "report": .bool(isSubscribed),
        ]
    }
}

extension CompareArea {
    /// The position among all.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
