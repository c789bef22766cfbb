/// A group as it was when it was deleted, with everything that went with it.
package struct DeletedGroup: Sendable, Equatable {
    /// What a new group is made of.
    let document: JSONValue
    let name: String
    let members: [Reference]
    let places: PartyPlaces

    /// The members of a group that a server takes when one is made; the rest it keeps itself.
    private static let kept = ["name", "roleId", "defaultRole", "mail", "language"]

    package init(_ group: Group, members: [User], places: PartyPlaces) {
        document = group.raw.only(Self.kept)
        name = group.label
        self.members = members.map { Reference(id: $0.id, name: $0.label) }
        self.places = places
    }

    /// A group of which nobody knows more than its name and its members.
    init(named name: String, members: [Reference]) {
        (self.name, self.members, places) = (name, members, PartyPlaces())
        document = ["name": .string(name)]
    }

    var note: String {
        let parts = [members.isEmpty ? "" : counted(members.count, "member"), places.summary].filter { !$0.isEmpty }
        let what = parts.isEmpty ? "" : " with its " + parts.joined(separator: " and ")
        return "Can be undone: the group is made again\(what). "
            + "It gets a new id, and shares reach people once published."
    }

    /// - Parameter title: That of the plan that makes it again; nil where that undoes its deletion.
    func plans(_ client: APIClient, title: PlanTitle? = nil) async throws(APIError) -> [RequestPlan] {
        let groups = GroupsService(client)
        var plans: [RequestPlan] = []
        let record: NewRecord
        switch try await groups.match([name])[0] {
        case .none:
            record = NewRecord()
            var create = try client.plan(
                title ?? "Undo: Delete the group \(name, each: "group")", name: "group \(name)", .createGroup,
                body: .json(document), on: .nothing(.makesRecord),
                warnings: ["It gets a new id: what names the old one does not find it."],
                changes: [FieldChange("made again", from: nil, to: nil)])
            create.makes = record
            plans.append(create)
        case .one(let group): record = NewRecord(id: group.id)
        case .several(let found):
            throw APIError(
                .notAllowed, message: "There are \(counted(found.count, "group")) named \(name) again.",
                request: Operation.createGroup.id, server: client.server.description,
                nextStep: "Add the members to the one you mean.")
        }
        if let plan = try await adding(to: record, client) { plans.append(plan) }
        return plans + (try await places.plans(for: record, named: name, client))
    }

    /// The plan that puts the members back that are still there.
    private func adding(to record: NewRecord, _ client: APIClient) async throws(APIError) -> RequestPlan? {
        let users = try await UsersService(client).users(members.map(\.id))
        guard !users.isEmpty else { return nil }
        if let id = record.id, let group = Group(["_id": .string(id), "name": .string(name)]) {
            return try await GroupsService(client).planAddMembers(users, to: group)
        }
        let gone = members.count - users.count
        return try await record.following(client) { client, id throws(APIError) in
            try client.plan(
                "Add \(counted(users.count, "user")): group \(name)", name: "group \(name)", .addGroupUsers,
                path: ["group": id], body: .json(.array(users.map { .string($0.id) })),
                on: .nothing(.restsOnEarlierStep),
                impact: gone > 0 ? ["\(counted(gone, "former member")) no longer exist."] : [],
                changes: users.map { FieldChange("member", from: nil, to: $0.label, effect: .escalation) })
        }
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "document": document, "name": .string(name), "members": .array(members.map(\.json)), "places": places.json,
        ]
    }

    init?(_ json: JSONValue) {
        guard let document = json["document"], document.object != nil, let name = json.text("name") else { return nil }
        (self.document, self.name) = (document, name)
        members = json.references("members")
        places = PartyPlaces(json["places"])
    }
}
