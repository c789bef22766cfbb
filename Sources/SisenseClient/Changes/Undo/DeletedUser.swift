/// A user as it was when it was deleted, with everything that went with it.
package struct DeletedUser: Sendable, Equatable {
    /// The id that it had. Logs of versions before did not keep it: its name stands for it there.
    let id: String
    /// What a new user is made of.
    let document: JSONValue
    let label: String
    /// The role in words.
    let role: String
    /// The kind of seats that it takes; nil where nobody knows.
    let seatKind: SeatKind?
    let groups: [Reference]
    let references: PartyReferences
    let dashboards: [DeletedDashboard]
    let alerts: [DeletedAlert]
    /// True for an account that nobody could log in with any more.
    let wasDeactivated: Bool

    /// The members of a user that a server takes when one is made; the rest it keeps itself.
    private static let kept = ["email", "userName", "firstName", "lastName", "roleId", "preferences", "uiSettings"]

    /// - Parameters:
    ///   - role: It in words.
    ///   - seatKind: That of the role.
    ///   - groups: Those of the user by name.
    package init(
        _ user: User, role: String, seatKind: SeatKind? = nil, groups: [Reference], references: PartyReferences,
        dashboards: [DeletedDashboard]
    ) {
        id = user.id
        document = user.raw.only(Self.kept)
        wasDeactivated = !user.holdsSeat
        (label, self.role, self.seatKind, self.groups) = (user.label, role, seatKind, groups)
        (self.references, self.dashboards) = (references, dashboards)
        alerts = references.ownedAlerts.map(DeletedAlert.init)
    }

    var note: String {
        let parts = [
            (groups.count, "group"), (references.shares.count, "share"), (dashboards.count, "dashboard"),
            (alerts.count + references.alerts.count, "alert"),
        ].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        let what = parts.isEmpty ? "" : " with " + parts.joined(separator: ", ")
        let owned = alerts.isEmpty ? "" : " The \(counted(alerts.count, "alert")) it owns become yours."
        return "Can be undone: the account is made again\(what). It gets a new id and a mail to choose a new password; "
            + "tokens, sessions and folders do not come back.\(owned)"
            + (wasDeactivated ? " It was deactivated, and is not when it is made again." : "")
    }

    func plans(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> [RequestPlan] {
        guard let record = restoration.parties[id]?.record else {
            throw APIError(
                .notAllowed, message: "There are several users named \(label) again.",
                request: Operation.createUser.id, server: client.server.description)
        }
        var plans = record.id == nil ? [try await creating(record, restoration, client)] : []
        plans += try await references.plans(for: record, named: label, client)
        let owner = Restoration.Owner(record: record, name: label)
        for dashboard in dashboards where !restoration.dashboards.contains(dashboard.dashboard.id) {
            plans += try await dashboard.plans(client, restoration, owner: owner)
        }
        for alert in alerts where !restoration.ownAlerts.contains(alert) {
            plans += try await alert.plans(client, restoration)
        }
        return plans
    }

    private func creating(
        _ record: NewRecord, _ restoration: Restoration, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        let former = try await FormerParties.read(groups, restoration, client)
        return try await former.step(client) { client, _, groups throws(APIError) in
            var body = document
            body["groups"] = .array(groups.all.map { .string($0.id) })
            return try client.plan(
                "Undo: Delete \(label, each: "user")", name: "user \(label)", .createUser, body: .json(body),
                on: .nothing(.makesRecord),
                impact: ["\(label) gets a new id and a mail to choose a new password."],
                warnings: wasDeactivated ? ["\(label) was deactivated, and will be able to log in again."] : [],
                changes: [FieldChange("role", from: nil, to: role)]
                    + groups.all.map { FieldChange("group", from: nil, to: $0.label) }, seats: SeatChange(seatKind, 1))
        }.making(record)
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "id": .string(id), "document": document, "label": .string(label), "role": .string(role),
            "deactivated": .bool(wasDeactivated),
            "seat": seatKind.map { .string($0.rawValue) } ?? .null,
            "groups": .array(groups.map(\.json)), "places": references.json,
            "dashboards": .array(dashboards.map(\.json)), "alerts": .array(alerts.map(\.json)),
        ]
    }

    init?(_ json: JSONValue) {
        guard let document = json["document"], document.object != nil, let label = json.text("label") else {
            return nil
        }
        id = json.text("id") ?? label
        wasDeactivated = json["deactivated"] == .bool(true)
        (self.document, self.label, role) = (document, label, json.text("role") ?? "")
        seatKind = json.text("seat").flatMap(SeatKind.init)
        groups = json.references("groups")
        references = PartyReferences(json["places"])
        dashboards = (json["dashboards"]?.array ?? []).compactMap(DeletedDashboard.init)
        alerts = (json["alerts"]?.array ?? []).compactMap { DeletedAlert($0) }
    }
}
