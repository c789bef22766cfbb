/// Groups of users and their members.
package struct GroupsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// One page of the groups.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Group> {
        Page(try await client.read("GET /api/v1/groups", query: query.items).list(), skip: query.skip)
    }

    package func pages(_ query: ListQuery = ListQuery()) -> PageSequence<Group> {
        PageSequence(query) { query throws(APIError) in try await page(query) }
    }

    /// All groups with the number of their members, which only version 0.9 counts.
    package func withMemberCounts() -> PageSequence<Group> {
        PageSequence(ListQuery(filters: [QueryItem("usersCount", "true")])) { query throws(APIError) in
            Page(try await client.read("GET /api/groups", query: query.items).list(), skip: query.skip)
        }
    }

    /// All groups by id and name alone.
    @concurrent package func names() async throws(APIError) -> [Group] {
        var groups: [Group] = []
        for try await page in pages(ListQuery(fields: ["_id", "name"])) { groups += page.items }
        return groups
    }

    /// One group with its members in it, so that it knows their number.
    @concurrent package func get(_ id: String) async throws(APIError) -> Group {
        let query = ListQuery(expand: ["users(fields:_id)"]).selection
        let raw = try await client.read("GET /api/v1/groups/{id}", path: ["id": id], query: query).json()
        guard let group = Group(raw) else {
            throw client.unreadable("a group was expected, not \(raw.kind)", request: "GET /api/v1/groups/\(id)")
        }
        return group
    }

    @concurrent package func members(of group: Group) async throws(APIError) -> Page<User> {
        try await members(of: group.id)
    }

    /// The members of the group with this id.
    @concurrent package func members(of group: String) async throws(APIError) -> Page<User> {
        Page(try await client.read("GET /api/groups/{group}/users", path: ["group": group]).list(), isLean: true)
    }

    /// Makes a group without members.
    package func planCreate(name: String) throws(APIError) -> RequestPlan {
        try client.plan(
            "Create the group \(name)", name: "group \(name)", "POST /api/v1/groups",
            body: .json(["name": .string(name)]))
    }

    /// Gives a group another name.
    package func planRename(_ group: Group, to name: String) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Rename the group \(group.label) to \(name)", name: "group \(group.label)",
                read: try client.call("GET /api/v1/groups/{id}", path: ["id": group.id]),
                write: "PUT /api/groups/{group}", path: ["group": group.id], members: [("name", .string(name))]))
    }

    /// - Parameter loss: What its members lose, as a sentence; nil when that is not known.
    package func planDelete(_ group: Group, loss: String? = nil) throws(APIError) -> RequestPlan {
        let members = group.memberCount.map { counted($0, "member") } ?? "All members"
        return try client.plan(
            "Delete the group \(group.label)", name: "group \(group.label)", "DELETE /api/v1/groups/{id}",
            path: ["id": group.id], impact: [loss ?? "\(members) lose what is shared with this group."],
            warnings: group.isSystem ? ["This is a group of the system; the server may refuse."] : [])
    }

    /// Puts users into a group.
    package func planAddMembers(_ users: [User], to group: Group) throws(APIError) -> RequestPlan {
        try planMembers(users, in: group, "Add", "POST /api/groups/{group}/users", "DELETE /api/groups/{group}/users")
    }

    /// Takes users out of a group.
    package func planRemoveMembers(_ users: [User], from group: Group) throws(APIError) -> RequestPlan {
        try planMembers(
            users, in: group, "Remove", "DELETE /api/groups/{group}/users", "POST /api/groups/{group}/users")
    }

    private func planMembers(
        _ users: [User], in group: Group, _ verb: String, _ id: OperationID, _ inverse: OperationID
    ) throws(APIError) -> RequestPlan {
        let body = RequestBody.json(.array(users.map { .string($0.id) }))
        let whom = users.count == 1 ? users[0].label : counted(users.count, "user")
        return RequestPlan(
            title: "\(verb) \(whom): group \(group.label)",
            call: try client.call(id, path: ["group": group.id], body: body),
            target: .init(server: client.server, name: "group \(group.label)"),
            inverse: try client.call(inverse, path: ["group": group.id], body: body),
            impact: users.map {
                "\($0.label): \(verb == "Add" ? "sees" : "no longer sees") what is shared with \(group.label)."
            })
    }
}
