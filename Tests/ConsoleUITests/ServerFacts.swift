import SisenseClient
import TestServices
import Testing

/// All that a server holds, a fact a line as a preview says it: `user bea@acme.example: role Viewer`. Read record by
/// record, and by none of the code that words a preview.
struct ServerFacts {
    let all: Set<String>
    /// The system settings whole.
    let settings: JSONValue

    static func read(_ client: APIClient) async throws -> ServerFacts {
        var facts: Set<String> = []
        let roles = try await RolesService(client).all().reduce(into: [:]) { $0[$1.id] = $1.title }
        let groups = try await GroupsService(client).pages().all()
        let users = try await UsersService(client).pages(ListQuery(fields: ["-hash"])).all()
        let folders = try await Self.folders(client)
        var names = groups.reduce(into: [String: String]()) { $0[$1.id] = $1.label }
        for user in users { names[user.id] = user.label }
        for folder in folders { names[folder.id] = folder.label }
        func note(_ record: String, _ values: [(String, String?)]) {
            facts.insert("\(record): exists")
            for (name, value) in values where value?.isEmpty == false {
                facts.insert("\(record): \(name) \(value ?? "")")
            }
        }
        func name(_ reference: Reference?) -> String? { reference.map { names[$0.id] ?? $0.id } }
        for group in groups { note("group \(group.label)", [("name", group.name)]) }
        for user in users {
            note(
                "user \(user.label)",
                [
                    ("email", user.email), ("user name", user.userName), ("first name", user.firstName),
                    ("last name", user.lastName), ("active", user.isActive ? "yes" : "no"),
                    ("role", user.roleID.map { roles[$0] ?? $0 }),
                ] + user.groups.map { ("group", name($0)) })
        }
        for folder in folders {
            note(
                "folder \(folder.label)",
                [
                    ("name", folder.name), ("owner", name(folder.owner)),
                    ("folder", folder.parentID.map { names[$0] ?? $0 }),
                ])
        }
        let dashboards = DashboardsService(client)
        for dashboard in try await dashboards.pages().all() {
            let shares = try await dashboards.shares(of: dashboard.id).shares.filter { $0.rule != nil }
            note(
                "dashboard \(dashboard.label)",
                [
                    ("title", dashboard.title), ("description", dashboard.description),
                    ("owner", name(dashboard.owner)), ("folder", name(dashboard.folder)),
                    ("published", dashboard.lastPublished?.description),
                ]
                    + shares.map { share in
                        let mails = share.isSubscribed ? ", gets mails" : ""
                        return (
                            "\(share.party.rawValue) \(names[share.id] ?? share.id)",
                            share.rule.map { $0.description + mails }
                        )
                    })
        }
        for alert in try await AlertsService(client).pages().all() {
            let enabled = alert.isEnabled.map { $0 ? "yes" : "no" }
            note("alert \(alert.label)", [("enabled", enabled)] + alert.parties.map { ("recipient", name($0)) })
        }
        for feature in try await FeaturesService(client).all() {
            note("feature \(feature.name)", [("active", feature.isActive ? "yes" : "no")])
        }
        for server in try await TrustedServersService(client).all() {
            note("trusted server \(server.address)", [("serverName", server.address), ("name", server.name)])
        }
        return ServerFacts(all: facts, settings: try await SystemSettingsService(client).read().document)
    }

    private static func folders(_ client: APIClient) async throws -> [Folder] {
        var waiting = try await FoldersService(client).tree()
        var all: [Folder] = []
        while let folder = waiting.popLast() {
            waiting += folder.folders
            all.append(folder)
        }
        return all
    }
}

/// What previews say about a server, as the facts that go and come.
struct StatedFacts {
    private(set) var lost: Set<String> = []
    private(set) var gained: Set<String> = []
    /// The records that are made or deleted as a whole.
    private(set) var made: Set<String> = []
    private(set) var deleted: Set<String> = []
    /// All sentences of the previews.
    let sentences: [String]

    /// Words for a value that is not there.
    private static let nothing: Set<String> = ["none", "no member"]

    init(_ plans: [RequestPlan]) {
        sentences = plans.flatMap { $0.impact + $0.warnings }
        for plan in plans {
            let record = plan.target.name
            switch plan.call.operation.change {
            case .create: made.insert(record)
            case .delete where plan.call.operation != .removeGroupUsers: deleted.insert(record)
            case .none, .replace, .merge, .act, .delete: break
            }
            for change in plan.changes {
                if let old = change.old { take(record, change.name, old, into: &lost) }
                if let new = change.new { take(record, change.name, new, into: &gained) }
            }
        }
    }

    private func take(_ record: String, _ name: String, _ value: String, into facts: inout Set<String>) {
        if Self.nothing.contains(value) { return }
        // A membership is a fact about the user.
        if value == "member" {
            facts.insert("user \(name): group \(record.dropFirst("group ".count))")
        } else {
            facts.insert("\(record): \(name) \(value)")
        }
    }

    /// True for a fact of a record that is made or deleted, or that the previews name.
    func covers(_ fact: String, of records: Set<String>) -> Bool {
        records.contains(Self.record(of: fact))
    }

    /// The record that a fact is about; an address in its name has colons of its own.
    private static func record(of fact: String) -> String {
        fact.firstRange(of: ": ").map { String(fact[..<$0.lowerBound]) } ?? fact
    }

    /// True when a sentence names the record of a fact, or what it says, where that goes with something else.
    func names(_ fact: String) -> Bool {
        let record = Self.record(of: fact)
        let (name, value) = (record.drop { $0 != " " }.dropFirst(), fact.dropFirst(record.count + 2))
        return sentences.contains { $0.contains(name) || $0.contains(value) }
    }
}
