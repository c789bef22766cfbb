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
                await take(
                    RowPage(
                        page.items.map { GroupRow.content(of: $0, roles: roles) }, columns: GroupRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let roles = try await RoleTitles.read(environment.client)
            let group = try await GroupsService(environment.client).get(id.description)
            return ListRecord(row: GroupRow.content(of: group, roles: roles), json: group.raw)
        },
        plans: [:])
}
