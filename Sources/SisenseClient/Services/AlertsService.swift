/// Pulse alerts of the caller.
package struct AlertsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// One page of the alerts.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Alert> {
        Page(try await client.read(.getAlerts, query: query.items).list(), skip: query.skip)
    }

    /// All alerts, page after page.
    package func pages(_ query: ListQuery = ListQuery()) -> PageSequence<Alert> {
        let count = query.filters.isEmpty ? client.counter(.alertCount, .getAlertCount) : nil
        return PageSequence(query, of: "alerts", stableSort: "_id", count: count, note: client.note) {
            query throws(APIError) in
            try await page(query)
        }
    }

    /// One alert.
    /// - Throws: `APIError`, `.unreadable` when the answer is none.
    @concurrent package func get(_ id: String) async throws(APIError) -> Alert {
        let raw = try await client.json(try read(id))
        guard let alert = Alert(raw) else {
            throw client.unreadable(
                "an alert was expected, not \(raw.kind)", request: Operation.getAlert.line(["id": id]))
        }
        return alert
    }

    /// Switches the alert on or off for everybody it notifies.
    package func planEnable(_ alert: Alert, _ isEnabled: Bool) async throws(APIError) -> RequestPlan {
        let parties = counted(alert.parties.count, "user or group", "users and groups")
        return try await planUpdate(
            alert, title: "\(isEnabled ? "Enable" : "Disable") \(alert.label, each: "alert")",
            members: [("enabled", .bool(isEnabled))],
            impact: ["Notifies \(isEnabled ? "again" : "no longer"): \(parties)."],
            goal: isEnabled ? "enabled" : "disabled")
    }

    /// Changes some members and keeps the others.
    package func planUpdate(
        _ alert: Alert, title: PlanTitle, members: [(String, JSONValue)], impact: [String] = [],
        names: RecordNames = .none, goal: String = ""
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: title, name: "alert \(alert.label)", read: try read(alert.id),
                write: .updateAlert,
                path: ["id": alert.id], members: members, base: alert.raw, impact: impact, names: names,
                goal: goal))
    }

    /// Takes a user or group out of those it notifies, whether the server still has them or not.
    package func planRemove(
        _ party: Reference, from alert: Alert
    ) async throws(APIError) -> RequestPlan {
        let others = (alert.raw["parties"]?.array ?? []).filter { Reference($0)?.id != party.id }
        return try await planUpdate(
            alert, title: "Remove \(party.label) from \(alert.label, each: "alert")",
            members: [("parties", .array(others))],
            names: RecordNames([party.id: party.label]))
    }

    /// The plans that make an alert again as one's own, without its owner, and delete the old one: the API gives
    /// no alert to somebody else.
    package func planTakeOver(_ alert: Alert, from user: User) throws(APIError) -> [RequestPlan] {
        var body = alert.creationDocument
        body["parties"] = .array((alert.raw["parties"]?.array ?? []).filter { Reference($0)?.id != user.id })
        return try client.planTakeOver(
            "alert", alert.label, owner: user, make: try client.call(.createAlert, body: .json(body)),
            delete: try client.call(.deleteAlert, path: ["id": alert.id]), while: try unchanged(alert))
    }

    /// Stops or resumes the notifications to the caller alone.
    /// - Parameter caller: The id of the caller; nil when it is not known, and nothing can be checked.
    package func planReceive(_ alert: Alert, _ receives: Bool, by caller: String?) throws(APIError) -> RequestPlan {
        let entries = caller.map {
            Precondition.Entries(
                member: "disabledUsers", labels: [$0: "your notifications"], inside: "muted", outside: "sent")
        }
        let base = entries?.state(in: alert.raw)
        let result = entries?.state(present: receives ? [] : Set([caller].compactMap(\.self)))
        let path = ["id": alert.id]
        let operation = Operation.setReceiveNotification
        return RequestPlan(
            title: "\(receives ? "Resume" : "Stop") your notifications of \(alert.label, each: "alert")",
            call: try client.call(operation, path: path, body: .json(["receiveNotification": .bool(receives)])),
            target: .init(server: client.server, name: "alert \(alert.label)"), base: base, result: result,
            inverse: try client.call(operation, path: path, body: .json(["receiveNotification": .bool(!receives)])),
            precondition: try base.map { base throws(APIError) in
                Precondition(read: try read(alert.id), base: base, entries: entries)
            })
    }

    /// Deletes the alert for everybody it notifies.
    package func planDelete(_ alert: Alert) throws(APIError) -> RequestPlan {
        let recipients = alert.parties.count
        var plan = try client.plan(
            "Delete the alert \(alert.label, each: "alert")", name: "alert \(alert.label)", .deleteAlert,
            path: ["id": alert.id], on: .unchanged([try unchanged(alert)]),
            impact: [
                recipients == 0
                    ? "It notifies nobody."
                    : "It is no longer sent to \(counted(recipients, "user or group", "users and groups")).",
                "Its past events are deleted too.",
            ])
        plan.wayBack = .alert(DeletedAlert(alert))
        return plan
    }

    /// The check that an alert is as it was read: what an undo makes again.
    private func unchanged(_ alert: Alert) throws(APIError) -> Precondition {
        .of(alert.raw, read: try read(alert.id), alert.creationDocument.object?.keys ?? [])
    }

    private func read(_ id: String) throws(APIError) -> Call {
        try client.call(.getAlert, path: ["id": id])
    }
}
