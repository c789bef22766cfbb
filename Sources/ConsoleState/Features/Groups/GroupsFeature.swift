import SisenseClient

/// A group as a row.
private struct GroupRow: Sendable {
    let group: Group
    /// Titles of roles by id and by name; servers send either.
    let roles: [String: String]

    static let layout = RowLayout<GroupRow>(
        [
            Column("name", "Name", 16...28, grows: true, priority: 9, isName: true) { $0.group.label },
            Column(
                "members", "Members", 8...8, priority: 8, alignment: .trailing,
                sortedBy: { $0.group.memberCount.map(Double.init) }
            ) {
                $0.group.memberCount.map(String.init) ?? ""
            },
            Column("role", "Default role", 12...14, priority: 5) { row in
                row.group.defaultRole.map { row.roles[$0] ?? $0 } ?? ""
            },
            Column("origin", "Origin", 9...10, priority: 7) {
                $0.group.isSystem ? "system" : $0.group.isDirectory ? "directory" : "local"
            },
            Column("updated", "Updated", 16...16, priority: 4, sortedBy: { $0.group.lastUpdated?.sortKey }) {
                $0.group.lastUpdated?.minuteText ?? ""
            },
        ],
        id: { RecordID($0.group.id) },
        look: { $0.group.isSystem ? .off : .plain })
}

extension ListFeature {
    /// The groups of the server.
    static let groups = ListFeature(
        .groups, title: "Groups", noun: "groups", rows: GroupRow.layout,
        commands: [
            .formForOne("rename", keys: "e", hint: "rename", "Rename group…", form: GroupForms.rename),
            .create("add", keys: "a", hint: "add", "Add group…", form: GroupForms.add),
            .formForOne(
                "add-members", keys: "m", hint: "add members", "Add members…", form: GroupForms.addMembers),
            .show("members", keys: "u", hint: "members", "Show members") {
                .listOpened(.members(of: $0, name: $1))
            },
            .show("access", hint: "what it can see", "Show what this group can see") {
                .listOpened(.groupAccess(of: $0, name: $1))
            },
            .formForOne("remove-members", "Remove members…", form: GroupForms.removeMembers),
            .change("delete", "Delete group") {
                context, ids throws(APIError) in
                try await GroupLoss.deletions(of: ids, context)
            },
        ],
        load: { context, take throws(APIError) in
            let roles = try await RoleTitles.read(context.client)
            for try await page in GroupsService(context.client).withMemberCounts() {
                await GroupRow.layout.hand(page.items.map { GroupRow(group: $0, roles: roles) }, to: take)
            }
        },
        read: { context, id throws(APIError) in
            let groups = GroupsService(context.client)
            let roles = try await RoleTitles.read(context.client)
            let group = try await groups.get(id.description)
            var json = group.raw
            json["users"] = nil
            return ListRecord(
                row: GroupRow.layout.row(GroupRow(group: group, roles: roles)), json: json,
                sections: [try await members(of: group, context)])
        })

    /// The members of a group; not those the server works out itself, which may be everybody.
    static func members(
        of group: Group, _ context: WorkContext
    ) async throws(APIError) -> DetailSection {
        if group.isSystem { return DetailSection("Members", ["Decided by the server"]) }
        let members = try await GroupsService(context.client).members(of: group).items
        return .list("Members", members.map { "\($0.displayName)  \($0.email)" })
    }
}
