import SisenseClient

/// A group as a row.
private struct GroupRow: Sendable {
    let group: Group
    /// Titles of roles by id and by name; servers send either.
    let roles: [String: String]
    /// The dashboards shared with it; nil where they were not read.
    var shares: Int?

    static let layout = RowLayout<GroupRow>(
        [
            Column("name", "Name", 16, priority: 9, isName: true) { $0.group.label },
            Column(
                "members", "Members", 8, priority: 8, alignment: .trailing,
                sortedBy: { $0.group.memberCount.map(Double.init) }
            ) {
                $0.group.memberCount.map(Quantity.count) ?? ""
            },
            Column("role", "Default role", 12, priority: 5) { row in
                row.group.defaultRole.map { row.roles[$0] ?? $0 } ?? ""
            },
            Column("origin", "Origin", 9, kind: .aside, usual: "local", priority: 7) {
                $0.group.isSystem ? "system" : $0.group.isDirectory ? "directory" : "local"
            },
            Column("updated", "Updated", 16, kind: .time, priority: 4, sortedBy: { $0.group.lastUpdated?.sortKey }) {
                $0.group.lastUpdated?.minuteText ?? ""
            },
            .count("shares", "Shares", 6, priority: 6, fact: .sharedDashboards) { $0.shares },
        ],
        id: { RecordID($0.group.id) },
        style: { $0.group.isSystem ? .off : .plain })
}

extension ListFeature {
    /// The groups of the server.
    static let groups = ListFeature(
        .groups, title: "Groups", noun: "groups", rows: GroupRow.layout,
        commands: [
            .formForOne(
                "rename", keys: "e", hint: "rename", "Rename…",
                menu: .edit("e", "Changes the name. Members and shares stay."), form: GroupForms.rename),
            .create(
                "add", keys: "a", hint: "add", "Add group…",
                menu: .list("a", "Makes a group without members; who joins sees what is shared with it."),
                form: GroupForms.add),
            .formForOne(
                "add-members", keys: "m", hint: "add members", "Add members…",
                menu: .edit("m", "Adds users, who then see what this group sees."), form: GroupForms.addMembers),
            .show("members", keys: "u", hint: "members", "Members", menu: .content("u", "The users of the group.")) {
                .listOpened(.members(of: $0, name: $1))
            },
            .show(
                "access", hint: "what it can see", "What this group can see",
                menu: .access("w", "The dashboards that are shared with the group.")
            ) {
                .listOpened(.groupAccess(of: $0, name: $1))
            },
            .giveDashboards(to: .group),
            .takeDashboards(from: .group),
            .formForOne(
                "remove-members", "Remove members…",
                menu: .edit("-", "Takes users out; they lose what they see only through this group."),
                form: GroupForms.removeMembers),
            .change(
                "delete", "Delete group…",
                menu: .leaving("D", "Members lose what they see only through it. The preview names how many that are.")
            ) {
                context, ids throws(APIError) in
                try await GroupLoss.deletions(of: ids, context)
            },
        ],
        emptyText: "No group here, or none that you may see. \(key: .listActions) offers to add one.",
        load: { context, take throws(APIError) in
            let roles = try await RoleTitles.read(context.client)
            let shares = try await context.counts(.sharedDashboards, for: "groups") { () async throws(APIError) in
                (try await context.surveyDashboards(.all) ?? []).flatMap { dashboard in
                    Set(dashboard.shares.filter { $0.party == .group }.map(\.id))
                }
            }
            for try await page in GroupsService(context.client).withMemberCounts() {
                let rows = page.items.map { group in
                    GroupRow(group: group, roles: roles, shares: shares.map { $0[group.id] ?? 0 })
                }
                await GroupRow.layout.hand(rows, to: take)
            }
        },
        read: { context, id throws(APIError) in
            let groups = GroupsService(context.client)
            let roles = try await RoleTitles.read(context.client)
            let group = try await groups.get(id.description)
            var json = group.raw
            json["users"] = nil
            let row = GroupRow(group: group, roles: roles)
            return ListRecord(
                row: GroupRow.layout.row(row), json: json,
                page: GroupPage.page(of: group, role: group.defaultRole.map { roles[$0] ?? $0 } ?? ""))
        })
}

extension ListFeature {
    /// The members of a group.
    package static func members(of group: RecordID, name: String) -> ListFeature {
        ListFeature(
            .members, title: "Members", heading: "Members of \(name)", noun: "members", below: Parent(.groups, group),
            rows: UserRow.layout,
            commands: [
                .create(
                    "add", keys: "a", hint: "add", "Add members…",
                    menu: .list("a", "They then see what is shared with this group.")
                ) { context, _ throws(APIError) in
                    try await GroupForms.addMembers(context, group, origin: .list(.members, []))
                },
                .change(
                    "remove", keys: "d Del", hint: "remove", "Remove from group",
                    menu: .edit(nil, "They lose what they see only through this group."), rereadsList: true
                ) { context, ids throws(APIError) in
                    [try await removal(of: ids, from: group, context)]
                },
                .back(to: .groups),
            ],
            emptyText: """
                Nobody is in this group; new members see what is shared with it. \(key: .listActions) adds \
                some.
                """,
            load: { context, take throws(APIError) in
                let names = try await UserNames.read(context.client)
                let facts = try await UserFacts.read(context)
                let members = try await GroupsService(context.client).members(of: group.description)
                await UserRow.layout.hand(members.map { UserRow(user: $0, names: names, facts: facts) }, to: take)
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
