/// The records that go with another one when it is deleted, as the dashboards of a user, or that are overwritten in its
/// place: what came since the preview was shown would be lost unseen.
package struct Holdings: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case ownedDashboards, ownedAlerts, sharedDashboards, members, folderContents
        /// The dashboard that has the id of one of a file.
        case sameDashboard
    }

    package let kind: Kind
    /// The id of the record that they go with.
    package let holder: String

    package init(_ kind: Kind, of holder: String) { (self.kind, self.holder) = (kind, holder) }

    /// The names of records by their ids, as a base and its later state are compared.
    package static func state(_ records: [(id: String, name: String)]) -> JSONValue {
        .object(
            JSONObject(
                Dictionary(records.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }).sorted {
                    $0.key < $1.key
                }
                .map { ($0.key, .string($0.value)) }))
    }

    /// True when none has come. One that has gone since does no harm, and may have gone by an earlier step of the same
    /// series; names do not matter.
    func isSame(_ current: JSONValue, _ base: JSONValue) -> Bool {
        Set(current.object?.keys ?? []).isSubset(of: Set(base.object?.keys ?? []))
    }

    /// What has come and what has gone, a line each; at most `mostDifferences`.
    func differences(_ base: JSONValue, _ current: JSONValue) -> [String] {
        func lines(_ sign: String, _ list: JSONValue, without other: JSONValue) -> [String] {
            (list.object?.members ?? []).filter { other[$0.key] == nil }.map { member in
                "\(sign) \(noun) \(member.value.string ?? member.key)"
            }
        }
        let all = lines("+", current, without: base) + lines("-", base, without: current)
        let left = all.count - Self.mostDifferences
        return all.prefix(Self.mostDifferences) + (left > 0 ? ["and \(left) more"] : [])
    }

    private static let mostDifferences = 10

    private var noun: String {
        switch kind {
        case .ownedDashboards: "dashboard owned:"
        case .sharedDashboards: "dashboard shared:"
        case .ownedAlerts: "alert owned:"
        case .members: "member:"
        case .folderContents: "in it:"
        case .sameDashboard: "already there:"
        }
    }

    /// The request that the list is read by, for a plan file and a script; a long list takes several.
    func read(_ client: APIClient) throws(APIError) -> Call {
        switch kind {
        case .ownedDashboards, .sharedDashboards:
            try client.call(
                .getAllDashboards,
                query: [QueryItem("dashboardType", "owner"), QueryItem("fields", "oid,title,owner,shares")])
        case .ownedAlerts: try client.call(.getAlerts)
        case .members: try client.call(.getGroupUsers, path: ["group": holder])
        case .folderContents:
            try client.call(.getFolderSubtree, path: ["id": holder], query: [QueryItem("structure", "tree")])
        case .sameDashboard:
            try client.call(
                .getAllDashboards,
                query: [
                    QueryItem("dashboardType", "owner"), QueryItem("id", holder), QueryItem("fields", "oid,title"),
                ])
        }
    }

    /// The condition that they are still these.
    func condition(_ records: [(id: String, name: String)], _ client: APIClient) throws(APIError) -> Precondition {
        Precondition(read: try read(client), base: Self.state(records), holdings: self)
    }

    /// The records as they are now.
    @concurrent func current(_ client: APIClient) async throws(APIError) -> JSONValue {
        switch kind {
        case .ownedDashboards:
            return Self.state(
                try await DashboardsService(client, asAdministrator: true).owned(by: holder).map { ($0.id, $0.label) })
        case .sharedDashboards:
            let dashboards = try await DashboardsService(client, asAdministrator: true).shared(with: [holder])[
                holder, default: []
            ].filter { $0.shares.contains { $0.id == holder && $0.rule != nil } }
            return Self.state(dashboards.map { ($0.id, $0.label) })
        case .ownedAlerts:
            let alerts = try await AlertsService(client).pages().all().filter { $0.owner?.id == holder }
            return Self.state(alerts.map { ($0.id, $0.label) })
        case .members:
            return Self.state(try await GroupsService(client).members(of: holder).map { ($0.id, $0.label) })
        case .folderContents:
            return Self.state(try await FoldersService(client).subtree(of: holder).allRecords)
        case .sameDashboard:
            let found = try await client.unlessGone { () throws(APIError) in
                try await DashboardsService(client, asAdministrator: true).get(holder)
            }
            return Self.state([found].compactMap(\.self).map { ($0.id, $0.label) })
        }
    }

    /// The lines of a script's filter: the ids that a list names, sorted.
    var filter: String {
        let id = JSONWriter.text(.string(holder), layout: .compact)
        let same = "(if type == \"object\" then (._id // .id // .oid) else . end) == \(id)"
        return switch kind {
        case .ownedDashboards: "[.[] | select(.owner | \(same)) | .oid] | sort"
        case .ownedAlerts: "[.[] | select(.owner | \(same)) | ._id] | sort"
        case .sharedDashboards: "[.[] | select(any(.shares[]?; .shareId == \(id) and .rule != null)) | .oid] | sort"
        case .members: "[.[] | ._id] | sort"
        case .sameDashboard: "[.[] | select(.oid == \(id)) | .oid]"
        case .folderContents: "[.. | objects | select(.oid != null and .oid != \(id)) | .oid] | unique"
        }
    }
}

extension Folder {
    /// The folders and dashboards below it, at any depth.
    var allRecords: [(id: String, name: String)] {
        folders.flatMap { [(id: $0.id, name: $0.label)] + $0.allRecords }
            + dashboards.map { (id: $0.id, name: $0.label) }
    }
}
