import SisenseClient

extension PaneID {
    package static let members = PaneID("members", title: "Members")
}

extension ListFeature {
    /// The members of a group.
    package static func members(of group: RecordID, name: String) -> ListFeature {
        ListFeature(
            pane: .members, noun: "members", columns: UserRow.columns, title: "Members of \(name)", parent: .groups,
            record: group,
            load: { environment, take throws(APIError) in
                let names = try await UserNames.read(environment.client)
                let members = try await GroupsService(environment.client).members(of: group.description).items
                let rows = members.map { UserRow.content(of: $0, names: names) }
                for page in RowPage.pages(rows, columns: UserRow.columns.count) { await take(page) }
            },
            read: users.read,
            plans: [
                "remove": { environment, ids throws(APIError) in
                    let groups = GroupsService(environment.client)
                    let group = try await groups.get(group.description)
                    let members = try await environment.users.users(ids.map(\.description))
                    guard let plan = try await groups.planRemoveMembers(members, from: group) else {
                        throw APIError(
                            .invalidCall, message: "They are no members of \(group.label) any more.", request: "",
                            server: environment.client.server.description, nextStep: "R reads the members again.")
                    }
                    return [plan]
                }
            ],
            forms: [
                "add": { environment, _ throws(APIError) in
                    try await GroupForms.addMembers(environment, group, origin: .list(.members, []))
                }
            ],
            reloadsAfter: ["remove"])
    }
}
