import Foundation
import SisenseClient

/// What one look through a server has read, as far as it has come: of a large one, a part. Findings, the numbers on
/// Home and the digest of a visit are all made of it, so nothing is read twice.
final class ServerSurvey {
    var now = Timestamp(milliseconds: 0)
    /// The names of roles by id.
    var roles: [String: String] = [:]
    var users: [User] = []
    var groups: [Group] = []
    var dashboards: [Dashboard] = []
    /// The accounts that are locked; nil where nobody has asked, or the server does not say.
    var locked: [User]?
    var (hasAllUsers, hasAllGroups, hasAllDashboards, hasAllAlerts) = (true, true, true, true)
    var userCount, groupCount, dashboardCount, folderCount, alertCount: Amount?
    private var settings: [String: ServerDigest.Record] = [:]

    /// The names of those who cannot log in, by id.
    var inactive: [String: String] {
        Dictionary(
            users.filter { !$0.isActive }.map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
    }

    /// The finding that only a part was looked at; nil where all was.
    var partlyChecked: Finding? {
        let parts: [String?] = [
            hasAllUsers ? nil : userCount.map { "\(Quantity.count(users.count)) of \($0.text(of: "users"))" },
            hasAllGroups ? nil : counted(groups.count, "group"),
            hasAllDashboards ? nil : counted(dashboards.count, "dashboard"),
            hasAllAlerts ? nil : alertCount.map { counted($0.value, "alert") },
        ]
        let looked = parts.compactMap(\.self)
        return looked.isEmpty ? nil : Finding(.partlyChecked, "checked \(looked.joined(separator: ", "))")
    }

    // MARK: Settings

    func take(_ system: SystemSettings) {
        var facts = Dictionary(
            system.allowedOrigins.map { ("origin \($0)", "") }, uniquingKeysWith: { first, _ in first })
        facts["enabled"] = system.corsEnabled ? "yes" : "no"
        settings[ServerDigest.corsRecord] = ServerDigest.Record(name: "CORS", facts: facts)
    }

    /// Keeps the settings that a form shows. Of a secret, that is whether it is set.
    func take(_ document: JSONValue, of kind: SettingsDocument) {
        var facts: [String: String] = [:]
        for field in kind.fields {
            if case .list = field.kind, let items = document[field.path]?.array {
                for item in items.compactMap(\.string) { facts["\(field.label) \(Redactor.text(item))"] = "" }
            } else {
                facts[field.label] = Redactor.text(field.text(in: document))
            }
        }
        settings[kind.rawValue] = ServerDigest.Record(
            name: kind.title.prefix(1).uppercased() + kind.title.dropFirst(), facts: facts)
    }

    // MARK: What it comes to

    var facts: ServerFacts {
        var facts = ServerFacts()
        facts.users = userCount
        if hasAllUsers, userCount != nil {
            func seen(_ days: Int64) -> Int {
                let limit = now.milliseconds - days * 86_400_000
                return users.count { $0.lastLogin.map { $0.milliseconds >= limit } ?? false }
            }
            facts.activity = ServerFacts.Activity(
                day: seen(1), week: seen(7), month: seen(30),
                invited: users.count { !$0.isActive && $0.lastLogin == nil },
                deactivated: users.count { !$0.isActive && $0.lastLogin != nil })
        }
        facts.locked = locked?.count
        (facts.groups, facts.dashboards) = (groupCount, dashboardCount)
        (facts.folders, facts.alerts) = (folderCount, alertCount)
        return facts
    }

    func digest(at time: Date, of server: ServerAddress, as account: String) -> ServerDigest {
        var digest = ServerDigest(time: time, server: server.description, account: account)
        if hasAllUsers, userCount != nil { digest.keep(.users, users.map { ($0.id, record(of: $0)) }) }
        if hasAllGroups, groupCount != nil {
            digest.keep(.groups, groups.map { ($0.id, ServerDigest.Record(name: $0.label, facts: [:])) })
        }
        if hasAllDashboards, dashboardCount != nil {
            digest.keep(.dashboards, dashboards.map { ($0.id, record(of: $0)) })
        }
        digest.keep(.settings, settings.map { ($0.key, $0.value) })
        digest.name(names)
        return digest
    }

    /// Facts hold ids: whoever is renamed has changed no dashboard.
    private func record(of user: User) -> ServerDigest.Record {
        var facts = ["state": user.isActive ? "active" : user.lastLogin == nil ? "invited" : "deactivated"]
        facts[ServerDigest.email] = user.email
        facts[ServerDigest.role] = user.roleID ?? user.roleName
        return ServerDigest.Record(name: user.displayName, facts: facts)
    }

    private func record(of dashboard: Dashboard) -> ServerDigest.Record {
        var facts: [String: String] = [:]
        for share in dashboard.shares where share.rule != nil {
            facts[ServerDigest.share + share.id] = share.rule?.description ?? ""
        }
        facts[ServerDigest.owner] = dashboard.owner?.id
        var record = ServerDigest.Record(name: dashboard.label, facts: facts)
        record.published = dashboard.lastPublished?.date
        return record
    }

    /// The names of all that facts refer to, by their ids.
    private var names: [String: String] {
        var names = roles
        for dashboard in dashboards { if let owner = dashboard.owner { names[owner.id] = owner.name } }
        for user in users {
            names[user.id] = user.displayName
            if let role = user.roleID { names[role] = user.roleName ?? roles[role] }
        }
        for group in groups { names[group.id] = group.label }
        return names
    }
}

/// A number of records, or the least that it can be.
package struct Amount: Sendable, Equatable, Codable {
    package let value: Int
    package let isExact: Bool

    package static func exactly(_ value: Int) -> Amount { Amount(value: value, isExact: true) }
    package static func atLeast(_ value: Int) -> Amount { Amount(value: value, isExact: false) }

    package var text: String { isExact ? Quantity.count(value) : "\(Quantity.count(value)) or more" }

    /// `1 alert`, `3 alerts`, `1 or more alerts`.
    package func text(of plural: String) -> String {
        isExact ? counted(value, of: plural) : "\(text) \(plural)"
    }
}

/// The numbers of a server that Home shows; nil for each that is not known.
package struct ServerFacts: Sendable, Equatable, Codable {
    /// Accounts by what they did last, where all were read.
    package struct Activity: Sendable, Equatable, Codable {
        /// Those that logged in within a day, seven days, and thirty.
        package let day, week, month: Int
        /// Those that never logged in and cannot yet, and those that no longer can.
        package let invited, deactivated: Int
    }

    package var users: Amount?
    package var activity: Activity?
    package var locked: Int?
    package var groups: Amount?
    package var dashboards: Amount?
    package var folders: Amount?
    package var alerts: Amount?

    package init() {}

    /// The same, with what is not known of it taken from former ones.
    func completed(from former: ServerFacts) -> ServerFacts {
        var facts = self
        if facts.users == nil { (facts.users, facts.activity) = (former.users, former.activity) }
        facts.locked = facts.locked ?? former.locked
        (facts.groups, facts.dashboards) = (facts.groups ?? former.groups, facts.dashboards ?? former.dashboards)
        (facts.folders, facts.alerts) = (facts.folders ?? former.folders, facts.alerts ?? former.alerts)
        return facts
    }
}
