import SisenseClient

extension ListFeature {
    /// The groups of the server.
    static let groups = ListFeature(
        pane: .groups,
        noun: "groups",
        columns: GroupRow.columns,
        load: { environment, take throws(APIError) in
            let roles = try await RoleTitles.read(environment.client)
            for try await page in GroupsService(environment.client).withMemberCounts() {
                let rows = page.items.map { GroupRow.content(of: $0, roles: roles) }
                await take(RowPage(rows, columns: GroupRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let groups = GroupsService(environment.client)
            let roles = try await RoleTitles.read(environment.client)
            let group = try await groups.get(id.description)
            var json = group.raw
            json["users"] = nil
            return ListRecord(
                row: GroupRow.content(of: group, roles: roles), json: json,
                sections: [try await members(of: group, environment)])
        },
        plans: [
            "delete": { environment, ids throws(APIError) in
                let groups = GroupsService(environment.client)
                let shared = try await DashboardsService(environment.client).shared(with: Set(ids.map(\.description)))
                let everyone = try await groups.names().filter(\.includesEveryone).map(\.id)
                return try await environment.each(ids) { id throws(APIError) in
                    let group = try await groups.get(id.description)
                    let dashboards = shared[group.id, default: []]
                    let loss = GroupLoss(
                        group: group.id, members: try await groups.members(of: group).items, shared: dashboards,
                        everyone: everyone)
                    return try groups.planDelete(group, loss: loss.sentence(shared: dashboards.count))
                }
            }
        ],
        forms: [
            "add": GroupForms.add, "rename": GroupForms.rename, "add-members": GroupForms.addMembers,
            "remove-members": GroupForms.removeMembers,
        ])

    /// The members of a group; not those the server works out itself, which may be everybody.
    static func members(
        of group: Group, _ environment: ConsoleEnvironment
    ) async throws(APIError) -> DetailSection {
        if group.isSystem { return DetailSection("Members", ["Whoever the server counts in"]) }
        let members = try await GroupsService(environment.client).members(of: group).items
        return .list("Members", members.map { "\($0.displayName)  \($0.email)" })
    }
}
