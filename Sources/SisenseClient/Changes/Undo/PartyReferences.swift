/// The lists that name a user or a group: with whom dashboards are shared, and whom alerts notify.
package struct PartyReferences: Sendable, Equatable {
    /// A list by the record that it is part of, with the entry as the server has it.
    package struct Entry: Sendable, Equatable {
        package let record: Reference
        let entry: JSONValue
    }

    package private(set) var shares: [Entry] = []
    /// The alerts of others that notify it.
    package private(set) var alerts: [Entry] = []
    /// The alerts that it owns: they go with it.
    package private(set) var ownedAlerts: [Alert] = []
    /// The reasons why not all of them are known, a sentence each.
    package private(set) var problems: [String] = []

    /// Reads the lists of the server that name these users and groups, by their ids.
    @concurrent package static func read(
        of parties: Set<String>, _ client: APIClient, asAdministrator: Bool
    ) async throws(APIError) -> [String: PartyReferences] {
        var references = Dictionary(uniqueKeysWithValues: parties.map { ($0, PartyReferences()) })
        do throws(APIError) {
            let service = DashboardsService(client, asAdministrator: asAdministrator)
            for (party, dashboards) in try await service.shared(with: parties) {
                for dashboard in dashboards { references[party]?.add(dashboard, party) }
            }
        } catch {
            guard error.mayBeOption else { throw error }
            for party in parties {
                references[party]?.problems.append("Its shares could not be read: \(error.message)")
            }
        }
        do throws(APIError) {
            for try await page in AlertsService(client).pages() {
                for alert in page.items { add(alert, to: &references) }
            }
        } catch {
            guard error.mayBeOption else { throw error }
            for party in parties {
                references[party]?.problems.append("Its alerts could not be read: \(error.message)")
            }
        }
        return references
    }

    private mutating func add(_ dashboard: Dashboard, _ party: String) {
        let record = Reference(id: dashboard.id, name: dashboard.label)
        for share in dashboard.shares where share.id == party && share.rule != nil {
            shares.append(Entry(record: record, entry: share.raw))
        }
    }

    private static func add(_ alert: Alert, to references: inout [String: PartyReferences]) {
        if let owner = alert.owner?.id { references[owner]?.ownedAlerts.append(alert) }
        for party in alert.raw["parties"]?.array ?? [] {
            guard let id = Reference(party)?.id, id != alert.owner?.id else { continue }
            references[id]?.alerts.append(Entry(record: Reference(id: alert.id, name: alert.label), entry: party))
        }
    }

    /// `12 shares and 1 alert`; empty when nothing names it.
    var summary: String {
        [(shares.count, "share"), (alerts.count, "alert")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
            .joined(separator: " and ")
    }

    // MARK: Going back

    /// The plans that put a record back into the lists that are still there.
    func plans(for record: NewRecord, named name: String, _ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let shares = try await shares.concurrentMap(maxConcurrent: Self.maxConcurrent) { entry throws(APIError) in
            try await client.unlessGone { () throws(APIError) in try await share(entry, record, name, client) }
        }
        let alerts = try await alerts.concurrentMap(maxConcurrent: Self.maxConcurrent) { entry throws(APIError) in
            try await client.unlessGone { () throws(APIError) in try await notify(entry, record, name, client) }
        }
        return (shares + alerts).compactMap(\.self)
    }

    private static let maxConcurrent = 8

    private func share(
        _ entry: Entry, _ record: NewRecord, _ name: String, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        try await record.following(client) { client, id throws(APIError) in
            let service = DashboardsService(client, asAdministrator: true)
            let list = try await service.shares(of: entry.record.id)
            guard let share = Share(entry.entry)?.with(id: id) else { return try client.unusable(entry.record) }
            let dashboard = Dashboard(reference: entry.record)
            return try service.planSaveShares(
                list.adding(share), base: list, of: dashboard, names: [id: name],
                title: "Share \(dashboard.label, each: "dashboard") with \(name) again",
                impact: SharesImpact(others: ["\(name) has access to it again."]), judge: nil)
        }
    }

    private func notify(
        _ entry: Entry, _ record: NewRecord, _ name: String, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        try await record.following(client) { client, id throws(APIError) in
            let service = AlertsService(client)
            let alert = try await service.get(entry.record.id)
            var party = entry.entry
            party["id"] = .string(id)
            let others = (alert.raw["parties"]?.array ?? []).filter { Reference($0)?.id != id }
            return try await service.planUpdate(
                alert, title: "Notify \(name) by \(alert.label, each: "alert") again",
                members: [("parties", .array(others + [party]))],
                names: RecordNames([id: name]))
        }
    }

    // MARK: In the audit log

    var json: JSONValue {
        func list(_ entries: [Entry]) -> JSONValue {
            .array(entries.map { ["place": $0.record.json, "entry": $0.entry] })
        }
        return ["shares": list(shares), "alerts": list(alerts)]
    }

    package init() {}

    init(_ json: JSONValue?) {
        func list(_ member: String) -> [Entry] {
            (json?[member]?.array ?? []).compactMap { item in
                guard let record = Reference(item["place"]), let entry = item["entry"], entry.object != nil else {
                    return nil
                }
                return Entry(record: record, entry: entry)
            }
        }
        (shares, alerts) = (list("shares"), list("alerts"))
    }
}

extension APIClient {
    /// - Throws: `APIError` in any case, for an entry of the audit log that somebody has changed.
    func unusable(_ record: Reference) throws(APIError) -> RequestPlan {
        throw APIError(
            .notAllowed, message: "What the audit log has on \(record.label) is malformed.", request: "",
            server: server.description)
    }
}
