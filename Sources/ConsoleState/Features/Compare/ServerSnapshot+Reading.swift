import SisenseClient

extension ServerSnapshot {
    /// Reads a server. An area that it does not let us read is a gap; the others are there all the same.
    /// - Throws: `APIError` when the server takes no requests of ours at all.
    @concurrent static func read(_ client: APIClient) async throws(APIError) -> ServerSnapshot {
        var inventory = ServerSnapshot()
        try await inventory.add(.features) { () throws(APIError) in
            try await FeaturesService(client).all().map { Line(.features, [$0.id], .bool($0.isActive)) }
        }
        try await inventory.add(.servers) { () throws(APIError) in
            try await TrustedServersService(client).all().map { Line(.servers, [$0.address], .string($0.name)) }
        }
        try await inventory.add(.groups) { () throws(APIError) in
            try await GroupsService(client).names().map { Line(.groups, [$0.label], true) }
        }
        try await inventory.add(.roles) { () throws(APIError) in
            try await RolesService(client).all().map { Line(.roles, [$0.name], .string($0.baseName)) }
        }
        for (document, content) in await SettingsService(client).readAll() {
            guard let area = CompareArea(rawValue: document.rawValue) else { continue }
            try await inventory.add(area) { () throws(APIError) in settings(of: area, try content.get()) }
        }
        inventory.lines.sort { ($0.area.place, $0.key) < ($1.area.place, $1.key) }
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

    /// The members at any depth that are no objects themselves. A list is one value.
    static func leaves(of value: JSONValue) -> [(path: [String], value: JSONValue)] {
        guard case .object(let object) = value, !object.isEmpty else { return [] }
        return object.members.flatMap { member -> [(path: [String], value: JSONValue)] in
            if Redactor.isSecret(member.key) {
                return [
                    (
                        [member.key],
                        Redactor.json(.object(JSONObject([(member.key, member.value)])))[member.key] ?? .null
                    )
                ]
            }
            if case .object(let inner) = member.value, !inner.isEmpty {
                return leaves(of: member.value).map { ([member.key] + $0.path, $0.value) }
            }
            return [([member.key], Redactor.json(member.value))]
        }
    }

    /// What a server makes by itself, and what therefore differs between any two.
    private static func isOwn(_ path: [String]) -> Bool {
        guard let name = path.last else { return true }
        return ["_id", "id", "oid", "__v", "created", "lastUpdated", "lastModified"].contains(name)
    }
}

extension CompareArea {
    /// Where it stands among all.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
