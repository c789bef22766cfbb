/// Groups of users and their members.
package struct GroupsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// One page of the groups.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Group> {
        Page(try await client.read(.getGroups, query: query.items).list(), skip: query.skip)
    }

    /// All groups, page after page.
    package func pages(_ query: ListQuery = ListQuery()) -> PageSequence<Group> {
        PageSequence(query, of: "groups", stableSort: "_id", note: client.note) { query throws(APIError) in
            try await page(query)
        }
    }

    /// All groups with the number of their members, which only version 0.9 counts; without it where the server has no
    /// version 0.9.
    package func withMemberCounts() -> PageSequence<Group> {
        PageSequence(of: "groups", stableSort: "name", note: client.note) { query throws(APIError) in
            let page = try await client.using(.memberCounts) { client, isUsed throws(APIError) in
                let answer =
                    isUsed
                    ? try await client.read(.getGroupsV0, query: Self.counting(query))
                    : try await client.read(.getGroups, query: query.items)
                return Page<Group>(try answer.list(), skip: query.skip)
            }
            client.noteRefusal(of: .memberCounts, "groups", without: "the number of members")
            return page
        }
    }

    /// Version 0.9 sorts by another name.
    private static func counting(_ query: ListQuery) -> [QueryItem] {
        [QueryItem("usersCount", "true")] + query.items.map { $0.name == "sort" ? QueryItem("orderby", $0.value) : $0 }
    }

    /// All groups by id and name alone.
    @concurrent package func names() async throws(APIError) -> [Group] {
        try await pages(ListQuery(fields: ["_id", "name"])).all()
    }

    /// The group that each name means, in their order. Of those that have one name, the members are counted.
    @concurrent package func match(_ names: [String]) async throws(APIError) -> [NameMatch<Group>] {
        let index = NameIndex(try await self.names())
        var matches: [NameMatch<Group>] = []
        for name in names {
            guard case .several(let groups) = index[name] else {
                matches.append(index[name])
                continue
            }
            let counted = try await groups.concurrentMap { group throws(APIError) in try await get(group.id) }
            matches.append(.several(counted))
        }
        return matches
    }

    /// Those of these ids that are groups, by id and name alone.
    @concurrent package func named(_ ids: Set<String>) async throws(APIError) -> [Group] {
        // As many as fit into the address of a request everywhere.
        guard ids.count <= 50 else { return try await names().filter { ids.contains($0.id) } }
        guard !ids.isEmpty else { return [] }
        let filter = QueryItem("ids", ids.sorted().joined(separator: ","))
        // Servers that take no notice of the ids send others too.
        return try await pages(ListQuery(fields: ["_id", "name"], filters: [filter])).all()
            .filter { ids.contains($0.id) }
    }

    /// One group with its members in it, so that it knows their number.
    @concurrent package func get(_ id: String) async throws(APIError) -> Group {
        let raw = try await client.using(.groupMembers) { client, isUsed throws(APIError) in
            try await client.read(.getGroup, path: ["id": id], query: isUsed ? Self.members : []).json()
        }
        guard let group = Group(raw) else {
            throw client.unreadable(
                "a group was expected, not \(raw.kind)", request: Operation.getGroup.line(["id": id]))
        }
        return group
    }

    private static let members = ListQuery(expand: ["users(fields:_id)"]).selection

    /// The members of a group, lean. This list has no pages.
    @concurrent package func members(of group: Group) async throws(APIError) -> [User] {
        try await members(of: group.id)
    }

    /// The members of all groups but those of the server's own, by the ids of the groups. It takes as many requests as
    /// the list of users does, however many groups there are.
    @concurrent package func allMembers() async throws(APIError) -> [String: [Reference]] {
        var members: [String: [Reference]] = [:]
        let query = ListQuery(fields: ["_id", "email", "userName", "groups", "adgroups"])
        for try await page in UsersService(client).pages(query) {
            for user in page.items {
                let directory = (user.raw["adgroups"]?.array ?? []).compactMap { Reference($0)?.id }
                for group in Set(user.groups.map(\.id) + directory) {
                    members[group, default: []].append(Reference(id: user.id, name: user.label))
                }
            }
        }
        return members
    }

    /// The members of the group with this id.
    @concurrent package func members(of group: String) async throws(APIError) -> [User] {
        try await client.records("members", .getGroupUsers, path: ["group": group], isLean: true)
    }

    /// Makes a group without members.
    package func planCreate(name: String) throws(APIError) -> RequestPlan {
        try client.plan(
            "Create the group \(name)", name: "group \(name)", .createGroup,
            body: .json(["name": .string(name)]), on: .nothing(.makesRecord))
    }

    /// The plans that make a group again as far as its name and its members say what it was; those of them that are no
    /// longer there are left out.
    @concurrent package func planRecreate(
        name: String, members: [Reference]
    ) async throws(APIError) -> [RequestPlan] {
        let group = DeletedGroup(named: name, members: members)
        let restoration = try await Restoration.read(for: [.group(group)], client)
        return APIClient.chained(
            try await group.plans(client, restoration, title: "Create the group \(name, each: "group") again"))
    }

    /// Gives a group another name.
    package func planRename(_ group: Group, to name: String) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Rename the group \(group.label) to \(name)", name: "group \(group.label)",
                read: try client.call(.getGroup, path: ["id": group.id]),
                write: .replaceGroup, path: ["group": group.id], members: [("name", .string(name))],
                base: group.raw))
    }

    /// Deletes a group. It is sent only while the group and its members are as they were read, and it is in no more
    /// shares.
    /// - Parameters:
    ///   - members: Those as they were read; nil where the group came with them, or they are not known.
    ///   - references: The lists that name it; nil where they are not known.
    ///   - loss: The loss of its members, in sentences; nil when that is not known.
    ///   - reason: The reason why that is not known.
    ///   - deleted: What is needed to make it again; nil where that could not be read.
    package func planDelete(
        _ group: Group, members: [User]? = nil, in references: PartyReferences? = nil, loss: [String]? = nil,
        unknownBecause reason: String? = nil, keeping deleted: DeletedGroup? = nil
    ) throws(APIError) -> RequestPlan {
        let count = group.memberCount.map { counted($0, "member") } ?? "All members"
        var plan = try client.plan(
            "Delete the group \(group.label, each: "group")", name: "group \(group.label)", .deleteGroup,
            path: ["id": group.id], on: .unchanged(try unchanged(group, members, references)),
            impact: loss ?? ["\(count) lose what is shared with this group."],
            warnings: (group.isSystem ? ["This is a group of the system; the server may refuse."] : [])
                + (reason.map { ["What is shared with it could not be read: \($0)"] } ?? []))
        plan.wayBack = deleted.map(WayBack.group)
        return plan
    }

    /// The checks that a group has the name that it was read with, and no member and no share that it had not.
    private func unchanged(
        _ group: Group, _ members: [User]?, _ references: PartyReferences?
    ) throws(APIError) -> [Precondition] {
        let read = try client.call(.getGroup, path: ["id": group.id])
        var conditions = [Precondition.of(group.raw, read: read, ["name"])]
        let ids = (group.raw["users"]?.array)?.compactMap { Reference($0)?.id }
        if let listed = members?.map({ (id: $0.id, name: $0.label) }) ?? ids?.map({ (id: $0, name: $0) }) {
            conditions.append(try Holdings(.members, of: group.id).condition(listed, client))
        }
        if let references, references.problems.isEmpty {
            let shares = references.shares.map { (id: $0.record.id, name: $0.record.label) }
            conditions.append(try Holdings(.sharedDashboards, of: group.id).condition(shares, client))
        }
        return conditions
    }

    /// Puts users into a group; nil when all of them are members already.
    @concurrent package func planAddMembers(
        _ users: [User], to group: Group
    ) async throws(APIError) -> RequestPlan? {
        try await planMembers(users, in: group, adds: true)
    }

    /// Takes users out of a group; nil when none of them is a member.
    @concurrent package func planRemoveMembers(
        _ users: [User], from group: Group
    ) async throws(APIError) -> RequestPlan? {
        try await planMembers(users, in: group, adds: false)
    }

    /// Only those who are not yet as they should be are in the plan: its undo must not touch the others.
    private func planMembers(
        _ all: [User], in group: Group, adds: Bool
    ) async throws(APIError) -> RequestPlan? {
        let path = ["id": group.id]
        let current = try await client.using(.groupMembers) { client, isUsed throws(APIError) in
            try await client.read(.getGroup, path: path, query: isUsed ? Self.members : []).json()
        }
        let read = try client.call(.getGroup, path: path, query: Self.members)
        func entries(_ users: [User]) -> Precondition.Entries {
            Precondition.Entries(
                member: "users",
                labels: Dictionary(users.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first }),
                inside: "member", outside: "no member")
        }
        let present = entries(all).present(in: current)
        let users = all.filter { user in present.map { $0.contains(user.id) != adds } ?? true }
        guard !users.isEmpty else { return nil }
        let check = entries(users)
        let (without, with) = (check.state(present: []), check.state(present: Set(users.map(\.id))))
        let body = RequestBody.json(.array(users.map { .string($0.id) }))
        let calls = [
            try client.call(.addGroupUsers, path: ["group": group.id], body: body),
            try client.call(.removeGroupUsers, path: ["group": group.id], body: body),
        ]
        let whom = users.count == 1 ? users[0].label : counted(users.count, "user")
        let others = all.count - users.count
        return RequestPlan(
            title: "\(adds ? "Add" : "Remove") \(whom): group \(group.label)", call: calls[adds ? 0 : 1],
            target: .init(server: client.server, name: "group \(group.label)"),
            base: present == nil ? nil : adds ? without : with, result: present == nil ? nil : adds ? with : without,
            inverse: calls[adds ? 1 : 0],
            impact: Self.impact(on: users, of: group, adds: adds)
                + (others > 0
                    ? ["\(others) of \(all.count) stay as they are: \(adds ? "members" : "no members")."] : []),
            precondition: present == nil
                ? nil : Precondition(read: read, base: adds ? without : with, entries: check),
            undoImpact: Self.impact(on: users, of: group, adds: !adds))
    }

    private static func impact(on users: [User], of group: Group, adds: Bool) -> [String] {
        users.map { "\($0.label): \(adds ? "sees" : "no longer sees") what is shared with \(group.label)." }
    }
}
