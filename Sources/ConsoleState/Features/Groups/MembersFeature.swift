import SisenseClient

extension ListFeature {
    /// The members of a group.
    package static func members(of group: RecordID, name: String) -> ListFeature {
        ListFeature(
            .members, title: "Members", heading: "Members of \(name)", noun: "members", below: Parent(.groups, group),
            rows: UserRow.layout,
            commands: [
                .create("add", keys: "a", hint: "add", "Add members…") { context, _ throws(APIError) in
                    try await GroupForms.addMembers(context, group, origin: .list(.members, []))
                },
                .change(
                    "remove", keys: "d Del", hint: "remove", "Remove members", rereadsList: true
                ) { context, ids throws(APIError) in
                    [try await removal(of: ids, from: group, context)]
                },
                .back(to: .groups),
            ],
            load: { context, take throws(APIError) in
                let names = try await UserNames.read(context.client)
                let members = try await GroupsService(context.client).members(of: group.description).items
                await UserRow.layout.hand(members.map { UserRow(user: $0, names: names) }, to: take)
            },
            read: users.read)
    }

    private static func removal(
        of ids: [RecordID], from group: RecordID, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan {
        let groups = GroupsService(context.client)
        let group = try await groups.get(group.description)
        let members = try await context.users.users(ids.map(\.description))
        if let plan = try await groups.planRemoveMembers(members, from: group) { return plan }
        throw APIError(
            .invalidCall, message: "They are no longer members of \(group.label).", request: "",
            server: context.client.server.description, nextStep: "Refresh the list.")
    }
}
