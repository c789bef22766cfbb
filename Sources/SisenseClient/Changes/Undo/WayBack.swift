/// The way back from a change that one request cannot take back: what was there before, to be made again or put back
/// piece by piece. The audit log keeps it, so that a later session can go it too.
package indirect enum WayBack: Sendable, Equatable {
    /// A dashboard that got another owner.
    case owner(OwnerBefore)
    case group(DeletedGroup)
    case user(DeletedUser)
    case dashboard(DeletedDashboard)
    case folder(DeletedFolder)
    case entry(DeletedEntry)
    case settings(SettingsBefore)
    case alert(DeletedAlert)
    /// Those of several records that one request changes.
    case several([WayBack])

    /// A sentence on what an undo brings back, and what it does not.
    var note: String {
        switch self {
        case .owner(let before): before.note
        case .group(let group): group.note
        case .user(let user): user.note
        case .dashboard(let dashboard): dashboard.note
        case .folder(let folder): folder.note
        case .entry(let entry): entry.note
        case .settings(let before): before.note
        case .alert(let alert): alert.note
        case .several(let ways): Tally(ways.map(\.note)).values.joined(separator: " ")
        }
    }

    /// True for the way back from a deletion, which makes again what is gone.
    var isOfDeletion: Bool {
        switch self {
        case .group, .user, .dashboard, .folder, .entry, .alert: true
        case .owner, .settings: false
        case .several(let ways): ways.allSatisfy(\.isOfDeletion)
        }
    }

    /// The plans that go it from what is on the server now, in the order to send them. What is as before already needs
    /// none; what others changed since is kept.
    /// - Throws: `APIError`, also `conflict` where somebody's later change stands against it.
    func plans(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> [RequestPlan] {
        switch self {
        case .owner(let before): return try await before.plans(client)
        case .group(let group): return try await group.plans(client, restoration)
        case .user(let user): return try await user.plans(client, restoration)
        case .dashboard(let dashboard): return try await dashboard.plans(client, restoration)
        case .folder(let folder): return try await folder.plans(client, restoration)
        case .entry(let entry): return try await entry.plans(client)
        case .settings(let before): return try await before.plans(client)
        case .alert(let alert): return try await alert.plans(client, restoration)
        case .several(let ways):
            // What became of one record says nothing of the others.
            var plans: [RequestPlan] = []
            for way in ways { plans += APIClient.chained(try await way.plans(client, restoration)) }
            return plans
        }
    }

    // MARK: In the audit log

    private enum Kind: String {
        case owner, group, user, dashboard, folder, alert, entry, settings, several
    }

    var json: JSONValue {
        switch self {
        case .owner(let before): ["kind": .string(Kind.owner.rawValue), "before": before.json]
        case .group(let group): ["kind": .string(Kind.group.rawValue), "before": group.json]
        case .user(let user): ["kind": .string(Kind.user.rawValue), "before": user.json]
        case .dashboard(let dashboard): ["kind": .string(Kind.dashboard.rawValue), "before": dashboard.json]
        case .folder(let folder): ["kind": .string(Kind.folder.rawValue), "before": folder.json]
        case .entry(let entry): ["kind": .string(Kind.entry.rawValue), "before": entry.json]
        case .settings(let before): ["kind": .string(Kind.settings.rawValue), "before": before.json]
        case .alert(let alert): ["kind": .string(Kind.alert.rawValue), "before": alert.json]
        case .several(let ways): ["kind": .string(Kind.several.rawValue), "before": .array(ways.map(\.json))]
        }
    }

    /// Nil for what is no recorded way back.
    init?(_ json: JSONValue?) {
        guard let json, let before = json["before"], let kind = json.text("kind").flatMap(Kind.init) else { return nil }
        switch kind {
        case .owner:
            guard let owner = OwnerBefore(before) else { return nil }
            self = .owner(owner)
        case .group:
            guard let group = DeletedGroup(before) else { return nil }
            self = .group(group)
        case .user:
            guard let user = DeletedUser(before) else { return nil }
            self = .user(user)
        case .dashboard:
            guard let dashboard = DeletedDashboard(before) else { return nil }
            self = .dashboard(dashboard)
        case .folder:
            guard let folder = DeletedFolder(before) else { return nil }
            self = .folder(folder)
        case .entry:
            guard let entry = DeletedEntry(before) else { return nil }
            self = .entry(entry)
        case .settings:
            guard let settings = SettingsBefore(before) else { return nil }
            self = .settings(settings)
        case .alert:
            guard let alert = DeletedAlert(before) else { return nil }
            self = .alert(alert)
        case .several:
            let ways = (before.array ?? []).compactMap { WayBack($0) }
            guard !ways.isEmpty, ways.count == before.array?.count else { return nil }
            self = .several(ways)
        }
    }
}

extension Reference {
    /// As the audit log keeps it.
    var json: JSONValue {
        name.map { ["id": .string(id), "name": .string($0)] } ?? ["id": .string(id)]
    }

    /// The name, or the id where nobody knows it.
    package var label: String { name ?? id }
}

extension JSONValue {
    /// The records that a member lists by id and name.
    func references(_ member: String) -> [Reference] { (self[member]?.array ?? []).compactMap(Reference.init) }

    /// The same object with these members alone, as far as it has them.
    func only(_ members: [String]) -> JSONValue {
        .object(JSONObject(members.compactMap { name in self[name].flatMap { $0.isNull ? nil : (name, $0) } }))
    }
}

extension APIClient {
    /// Reads a record that may be gone; nil when it is.
    package func unlessGone<Value: Sendable>(
        _ read: () async throws(APIError) -> Value
    ) async throws(APIError) -> Value? {
        do throws(APIError) {
            return try await read()
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }
}
