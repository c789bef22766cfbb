/// Pulse alerts of the caller.
package struct AlertsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Alert> {
        Page(try await client.read("GET /api/v1/alerts", query: query.items).list(), skip: query.skip)
    }

    package func pages(_ query: ListQuery = ListQuery()) -> PageSequence<Alert> {
        PageSequence(query) { query throws(APIError) in try await page(query) }
    }

    @concurrent package func get(_ id: String) async throws(APIError) -> Alert {
        let raw = try await client.json(try read(id))
        guard let alert = Alert(raw) else {
            throw client.unreadable("an alert was expected, not \(raw.kind)", request: "GET /api/v1/alerts/\(id)")
        }
        return alert
    }

    package func planEnable(_ alert: Alert, _ isEnabled: Bool) async throws(APIError) -> RequestPlan {
        try await planUpdate(
            alert, title: "\(isEnabled ? "Enable" : "Disable") \(alert.label)",
            members: [("enabled", .bool(isEnabled))],
            impact: ["Told \(isEnabled ? "again" : "no longer"): \(alert.parties.count) users and groups."])
    }

    package func planUpdate(
        _ alert: Alert, title: String, members: [(String, JSONValue)], impact: [String] = []
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: title, name: "alert \(alert.label)", read: try read(alert.id),
                write: "PATCH /api/v1/alerts/{id}",
                path: ["id": alert.id], members: members, impact: impact))
    }

    /// Stops or resumes what the caller alone is told.
    package func planReceive(_ alert: Alert, _ receives: Bool) throws(APIError) -> RequestPlan {
        let path = ["id": alert.id]
        let id: OperationID = "PATCH /api/v1/alerts/{id}/setReceiveNotification"
        return RequestPlan(
            title: "\(receives ? "Resume" : "Stop") your notifications of \(alert.label)",
            call: try client.call(id, path: path, body: .json(["receiveNotification": .bool(receives)])),
            target: .init(server: client.server, name: "alert \(alert.label)"),
            inverse: try client.call(id, path: path, body: .json(["receiveNotification": .bool(!receives)])))
    }

    package func planDelete(_ alert: Alert) throws(APIError) -> RequestPlan {
        try client.plan(
            "Delete the alert \(alert.label)", name: "alert \(alert.label)", "DELETE /api/v1/alerts/{id}",
            path: ["id": alert.id], impact: ["Its past events are deleted too."])
    }

    private func read(_ id: String) throws(APIError) -> Call {
        try client.call("GET /api/v1/alerts/{id}", path: ["id": id])
    }
}
