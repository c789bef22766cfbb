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
                for start in stride(from: 0, to: members.count, by: RowRef.pageCapacity) {
                    let some = members[start..<min(start + RowRef.pageCapacity, members.count)]
                    await take(
                        RowPage(some.map { UserRow.content(of: $0, names: names) }, columns: UserRow.columns.count))
                }
            },
            read: users.read,
            plans: [
                "remove": { environment, ids throws(APIError) in
                    let groups = GroupsService(environment.client)
                    let group = try await groups.get(group.description)
                    let members = try await environment.users.users(ids.map(\.description))
                    return [try groups.planRemoveMembers(members, from: group)]
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
