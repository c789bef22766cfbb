/// A user as it was when it was deleted, with everything that went with it.
package struct DeletedUser: Sendable, Equatable {
    /// What a new user is made of.
    let document: JSONValue
    let label: String
    /// The role in words.
    let role: String
    /// The kind of seats that it takes; nil where nobody knows.
    let seatKind: SeatKind?
    let groups: [Reference]
    let places: PartyPlaces
    let dashboards: [DeletedDashboard]
    let alerts: [DeletedAlert]

    /// The members of a user that a server takes when one is made; the rest it keeps itself.
    private static let kept = ["email", "userName", "firstName", "lastName", "roleId", "preferences", "uiSettings"]

    /// - Parameters:
    ///   - role: It in words.
    ///   - seatKind: That of the role.
    ///   - groups: Those of the user by name.
    package init(
        _ user: User, role: String, seatKind: SeatKind? = nil, groups: [Reference], places: PartyPlaces,
        dashboards: [DeletedDashboard]
    ) {
        document = user.raw.only(Self.kept)
        (label, self.role, self.seatKind, self.groups) = (user.label, role, seatKind, groups)
        (self.places, self.dashboards) = (places, dashboards)
        alerts = places.ownedAlerts.map(DeletedAlert.init)
    }

    var note: String {
        let parts = [
            (groups.count, "group"), (places.shares.count, "share"), (dashboards.count, "dashboard"),
            (alerts.count + places.alerts.count, "alert"),
        ].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        let what = parts.isEmpty ? "" : " with " + parts.joined(separator: ", ")
        let owned = alerts.isEmpty ? "" : " The \(counted(alerts.count, "alert")) it owns become yours."
        return "Can be undone: the account is made again\(what). It gets a new id and a mail to choose a new password; "
            + "tokens, sessions and folders do not come back.\(owned)"
    }

    func plans(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let record: NewRecord
        var plans: [RequestPlan] = []
        switch try await UsersService(client).match(label) {
        case .none:
            record = NewRecord()
            plans.append(try await creating(record, client))
        case .one(let user): record = NewRecord(id: user.id)
        case .several(let found):
            throw APIError(
                .notAllowed, message: "There are \(counted(found.count, "user")) named \(label) again.",
                request: Operation.createUser.id, server: client.server.description)
        }
        plans += try await places.plans(for: record, named: label, client)
        let present = try await DashboardsService(client, asAdministrator: true).existing(
            Set(dashboards.map(\.dashboard.id)))
        for dashboard in dashboards where !present.contains(dashboard.dashboard.id) {
            plans += try await dashboard.plans(client, owner: record)
        }
        return plans + (try await alertPlans(owner: record, client))
    }

    /// The plans that make the alerts again of which there is none alike.
    private func alertPlans(owner record: NewRecord, _ client: APIClient) async throws(APIError) -> [RequestPlan] {
        guard !alerts.isEmpty else { return [] }
        let present = try await AlertsService(client).pages().all()
        var plans: [RequestPlan] = []
        for alert in alerts where !present.contains(where: alert.isLike) {
            plans.append(try await alert.plan(client, owner: record, named: label))
        }
        return plans
    }

    private func creating(_ record: NewRecord, _ client: APIClient) async throws(APIError) -> RequestPlan {
        let known = try await GroupsService(client).named(Set(groups.map(\.id)))
        var body = document
        body["groups"] = .array(known.map { .string($0.id) })
        let lost = groups.filter { group in !known.contains { $0.id == group.id } }
        var plan = try client.plan(
            "Undo: Delete \(label, each: "user")", name: "user \(label)", .createUser, body: .json(body),
            on: .nothing(.makesRecord),
            impact: ["\(label) gets a new id and a mail to choose a new password."],
            warnings: lost.isEmpty ? [] : ["No longer there: group \(lost.map(\.label).joined(separator: ", "))."],
            changes: [FieldChange("role", from: nil, to: role)]
                + known.map { FieldChange("group", from: nil, to: $0.label) }, seats: SeatChange(seatKind, 1))
        plan.makes = record
        return plan
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "document": document, "label": .string(label), "role": .string(role),
            "seat": seatKind.map { .string($0.rawValue) } ?? .null,
            "groups": .array(groups.map(\.json)), "places": places.json,
            "dashboards": .array(dashboards.map(\.json)), "alerts": .array(alerts.map(\.json)),
        ]
    }

    init?(_ json: JSONValue) {
        guard let document = json["document"], document.object != nil, let label = json.text("label") else {
            return nil
        }
        (self.document, self.label, role) = (document, label, json.text("role") ?? "")
        seatKind = json.text("seat").flatMap(SeatKind.init)
        groups = json.references("groups")
        places = PartyPlaces(json["places"])
        dashboards = (json["dashboards"]?.array ?? []).compactMap(DeletedDashboard.init)
        alerts = (json["alerts"]?.array ?? []).compactMap { DeletedAlert($0) }
    }
}
