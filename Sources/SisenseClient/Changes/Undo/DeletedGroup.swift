/// A group as it was when it was deleted, with everything that went with it.
package struct DeletedGroup: Sendable, Equatable {
    /// The id that it had. Logs of versions before did not keep it: its name stands for it there.
    let id: String
    /// What a new group is made of.
    let document: JSONValue
    let name: String
    let members: [Reference]
    let references: PartyReferences

    /// The members of a group that a server takes when one is made; the rest it keeps itself.
    private static let kept = ["name", "roleId", "defaultRole", "mail", "language"]

    package init(_ group: Group, members: [User], references: PartyReferences) {
        id = group.id
        document = group.raw.only(Self.kept)
        name = group.label
        self.members = members.map { Reference(id: $0.id, name: $0.label) }
        self.references = references
    }

    /// A group of which nobody knows more than its name and its members.
    init(named name: String, members: [Reference]) {
        (id, self.name, self.members, references) = (name, name, members, PartyReferences())
        document = ["name": .string(name)]
    }

    var note: String {
        let parts = [members.isEmpty ? "" : counted(members.count, "member"), references.summary].filter { !$0.isEmpty }
        let what = parts.isEmpty ? "" : " with its " + parts.joined(separator: " and ")
        return "Can be undone: the group is made again\(what). "
            + "It gets a new id, and shares reach people once published."
    }

    /// - Parameter title: That of the plan that makes it again; nil where that undoes its deletion.
    func plans(
        _ client: APIClient, _ restoration: Restoration, title: PlanTitle? = nil
    ) async throws(APIError) -> [RequestPlan] {
        guard let record = restoration.parties[id]?.record else {
            throw APIError(
                .notAllowed, message: "There are several groups named \(name) again.",
                request: Operation.createGroup.id, server: client.server.description,
                nextStep: "Add the members to the one you mean.")
        }
        var plans = record.id == nil ? [try creating(title, client).making(record)] : []
        // Who is made again with this group among its own is put into it by that.
        let former = try await FormerParties.read(
            members.filter { !restoration.brings($0.id, into: id) }, restoration, client)
        if let plan = try await adding(former, to: record, client) {
            plans.append(plan)
        } else if let create = plans.first {
            plans = [create.warning(former.now(isDue: false).losses)]
        }
        return plans + (try await references.plans(for: record, named: name, client))
    }

    private func creating(_ title: PlanTitle?, _ client: APIClient) throws(APIError) -> RequestPlan {
        try client.plan(
            title ?? "Undo: Delete the group \(name, each: "group")", name: "group \(name)", .createGroup,
            body: .json(document), on: .nothing(.makesRecord),
            warnings: ["It gets a new id: what names the old one does not find it."],
            changes: [FieldChange("made again", from: nil, to: nil)])
    }

    /// The plan that puts the members back that are there, or are about to be; nil where there are none.
    private func adding(
        _ former: FormerParties, to record: NewRecord, _ client: APIClient
    ) async throws(APIError) -> RequestPlan? {
        let present = former.now(isDue: false)
        guard !present.all.isEmpty else { return nil }
        if let id = record.id, !former.isWaiting, let group = Group(["_id": .string(id), "name": .string(name)]) {
            let users = try await UsersService(client).users(present.all.map(\.id))
            return try await GroupsService(client).planAddMembers(users, to: group)?.warning(present.losses)
        }
        return try await former.step(client, on: record) { client, id, users throws(APIError) in
            try client.plan(
                "Add \(counted(users.all.count, "user")): group \(name)", name: "group \(name)", .addGroupUsers,
                path: ["group": id], body: .json(.array(users.all.map { .string($0.id) })),
                on: .nothing(.restsOnEarlierStep),
                changes: users.all.map { FieldChange("member", from: nil, to: $0.label, effect: .escalation) })
        }
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "id": .string(id), "document": document, "name": .string(name), "members": .array(members.map(\.json)),
            "places": references.json,
        ]
    }

    init?(_ json: JSONValue) {
        guard let document = json["document"], document.object != nil, let name = json.text("name") else { return nil }
        (id, self.document, self.name) = (json.text("id") ?? name, document, name)
        members = json.references("members")
        references = PartyReferences(json["places"])
    }
}
