/// Dashboards as an administrator sees them: all of them, with their owners and shares.
package struct DashboardsService: Sendable {
    let client: APIClient
    /// Tells the server to act with an administrator's rights; empty when it should not.
    let access: [QueryItem]

    /// With `asAdministrator` the server is told to act with an administrator's rights on what others own. Some
    /// versions answer 422 to that: then only what is shared with the caller can be reached.
    package init(_ client: APIClient, asAdministrator: Bool = true) {
        self.client = client
        access = asAdministrator ? [QueryItem("adminAccess", "true")] : []
    }

    package static let listFields = [
        "oid", "title", "desc", "owner", "parentFolder", "datasource", "instanceType", "shares", "isPublic", "created",
        "lastUpdated", "lastPublish", "lastOpened",
    ]

    // MARK: Reading

    /// Every dashboard of the server, once each: without the type the server lists every recipient's copy too.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Dashboard> {
        let items = [QueryItem("dashboardType", "owner")] + query.items
        return Page(
            try await client.read("GET /api/v1/dashboards/admin", query: items).list(), skip: query.skip,
            isLean: query.isLean)
    }

    /// The dashboards of the server, page by page.
    package func pages(_ query: ListQuery = ListQuery(fields: listFields)) -> PageSequence<Dashboard> {
        PageSequence(query) { query throws(APIError) in try await page(query) }
    }

    /// Every dashboard with the names of its owner and folder, as far as the server can put them in.
    package func named() -> PageSequence<Dashboard> {
        let query = ListQuery(fields: Self.listFields, expand: Self.names, isLean: true)
        return PageSequence(query) { query throws(APIError) in
            try await withoutNames(query.expand) { expand throws(APIError) in
                var query = query
                query.expand = expand
                return try await page(query)
            }
        }
    }

    /// One dashboard with the names of its owner and folder.
    @concurrent package func named(_ id: String) async throws(APIError) -> Dashboard {
        try await withoutNames(Self.names) { expand throws(APIError) in try await get(id, expand: expand) }
    }

    private static let names = ["owner(fields:_id,userName,email)", "parentFolder(fields:oid,name)"]

    /// Older servers expand widgets only and refuse anything else: asked again, they send ids.
    private func withoutNames<Value: Sendable>(
        _ expand: [String], _ read: ([String]) async throws(APIError) -> Value
    ) async throws(APIError) -> Value {
        do throws(APIError) {
            return try await read(expand)
        } catch  where [.notFound, .refused].contains(error.kind) {
            return try await read([])
        }
    }

    /// What the caller owns or is shared with the caller, which servers send whole.
    @concurrent package func own() async throws(APIError) -> [Dashboard] {
        try await withoutNames(Self.names) { expand throws(APIError) in
            let query = ListQuery(fields: Self.listFields, expand: expand).selection
            return Page(try await client.read("GET /api/v1/dashboards", query: query).list(), isLean: true).items
        }
    }

    @concurrent package func get(_ id: String, expand: [String] = []) async throws(APIError) -> Dashboard {
        let query = ListQuery(expand: expand).selection
        let raw = try await client.read("GET /api/v1/dashboards/{id}", path: ["id": id], query: query).json()
        guard let dashboard = Dashboard(raw) else {
            throw client.unreadable(
                "a dashboard was expected, not \(raw.kind)", request: "GET /api/v1/dashboards/\(id)")
        }
        return dashboard
    }

    /// All dashboards that a user owns.
    @concurrent package func owned(by user: String) async throws(APIError) -> [Dashboard] {
        try await owned(by: [user])[user, default: []]
    }

    /// What each of these users owns, for what is lost when they go.
    @concurrent package func owned(by users: Set<String>) async throws(APIError) -> [String: [Dashboard]] {
        var owned: [String: [Dashboard]] = [:]
        for try await page in pages(ListQuery(fields: ["oid", "title", "owner"], isLean: true)) {
            for dashboard in page.items {
                if let owner = dashboard.owner?.id, users.contains(owner) {
                    owned[owner, default: []].append(dashboard)
                }
            }
        }
        return owned
    }

    /// What is shared with each of these groups or users by name, for what is lost when they go.
    @concurrent package func shared(with parties: Set<String>) async throws(APIError) -> [String: [Dashboard]] {
        var shared: [String: [Dashboard]] = [:]
        for try await page in pages(ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)) {
            for dashboard in page.items {
                for share in dashboard.shares where parties.contains(share.id) {
                    shared[share.id, default: []].append(dashboard)
                }
            }
        }
        return shared
    }

    /// The widgets of a dashboard, in no order.
    @concurrent package func widgets(of dashboard: String) async throws(APIError) -> [Widget] {
        Page(
            try await client.read("GET /api/v1/dashboards/{dashboardId}/widgets", path: ["dashboardId": dashboard])
                .list()
        )
        .items
    }

    /// One widget of a dashboard.
    @concurrent package func widget(_ id: String, of dashboard: String) async throws(APIError) -> Widget {
        let path = ["dashboardId": dashboard, "id": id]
        let raw = try await client.read("GET /api/v1/dashboards/{dashboardId}/widgets/{id}", path: path, query: access)
            .json()
        guard let widget = Widget(raw) else {
            throw client.unreadable(
                "a widget was expected, not \(raw.kind)", request: "GET /api/v1/dashboards/\(dashboard)/widgets/\(id)")
        }
        return widget
    }

    // MARK: Shares

    /// With whom a dashboard is shared, and who gets it by mail.
    @concurrent package func shares(of id: String) async throws(APIError) -> ShareList {
        ShareList(try await client.json(try readShares(id)))
    }

    private func readShares(_ id: String) throws(APIError) -> Call {
        try client.call("GET /api/shares/dashboard/{id}", path: ["id": id], query: access)
    }

    /// The plan that saves a whole list of shares, made from `base` as it was read. Nothing is sent when the list has
    /// changed since.
    /// - Parameter impact: Who gains and who loses it, where that is known.
    package func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard, title: String? = nil,
        impact: [String] = []
    ) throws(APIError) -> RequestPlan {
        let before = Set(base.shares.map(\.id))
        let after = Set(edited.shares.map(\.id))
        return RequestPlan(
            title: title ?? "Save the shares of \(dashboard.label)", call: try saveShares(edited, of: dashboard.id),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base.document,
            result: edited.document, inverse: try saveShares(base, of: dashboard.id),
            impact: [
                "\(after.subtracting(before).count) added, \(before.subtracting(after).count) removed, \(after.count) in all."
            ] + impact,
            warnings: [
                "The whole list is replaced.", "Recipients see nothing of it until the dashboard is published.",
            ],
            precondition: Precondition(
                read: try readShares(dashboard.id), base: base.document,
                members: ["sharesTo", "isPublic", "subscription"]),
            replan: { [isAdministrator = !access.isEmpty] client, edited, base throws(APIError) in
                try DashboardsService(client, asAdministrator: isAdministrator)
                    .planSaveShares(ShareList(edited), base: ShareList(base), of: dashboard)
            })
    }

    private func saveShares(_ list: ShareList, of id: String) throws(APIError) -> Call {
        try client.call(
            "POST /api/shares/dashboard/{id}", path: ["id": id], query: access,
            body: .json(list.document))
    }

    // MARK: Changing

    /// The plan that changes some members and keeps the others.
    package func planUpdate(
        _ dashboard: Dashboard, title: String, members: [(String, JSONValue)]
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: title, name: "dashboard \(dashboard.label)",
                read: try client.call("GET /api/v1/dashboards/{id}", path: ["id": dashboard.id]),
                write: "PATCH /api/v1/dashboards/{id}", path: ["id": dashboard.id], members: members,
                warnings: ["Those it is shared with see this once it is published."]))
    }

    /// Shows those it is shared with the dashboard as it is now.
    package func planPublish(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Publish \(dashboard.label)", dashboard, "POST /api/v1/dashboards/{id}/publish", asAdministrator: true,
            impact: ["Everyone it is shared with gets the owner's version."])
    }

    /// `rule` is what the old owner keeps. The server wants the dashboard shared with the new owner first.
    package func planChangeOwner(
        _ dashboard: Dashboard, to user: User, rule: Share.Rule = .edit
    ) throws(APIError) -> RequestPlan {
        let isShared = dashboard.shares.contains { $0.id == user.id }
        let read = try client.call("GET /api/v1/dashboards/{id}", path: ["id": dashboard.id])
        let inverse = try dashboard.owner.map { owner throws(APIError) in
            try changeOwner(dashboard.id, to: owner.id, rule: rule)
        }
        let base: JSONValue? = dashboard.owner.map { ["owner": .string($0.id)] }
        return RequestPlan(
            title: "Hand \(dashboard.label) to \(user.label)",
            call: try changeOwner(dashboard.id, to: user.id, rule: rule),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base,
            result: base == nil ? nil : ["owner": .string(user.id)], inverse: inverse,
            impact: ["\(user.displayName) becomes the owner; the old owner may \(rule)."],
            warnings: isShared
                ? [] : ["It is not shared with \(user.label) by name; the server may ask for that first."],
            precondition: base.map { Precondition(read: read, base: $0, members: ["owner"]) })
    }

    /// A plan for each dashboard of `user`, so that none is lost when the user goes.
    package func planHandOver(of user: User, to heir: User) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for dashboard in try await owned(by: user.id) { plans.append(try planChangeOwner(dashboard, to: heir)) }
        return plans
    }

    private func changeOwner(_ id: String, to owner: String, rule: Share.Rule) throws(APIError) -> Call {
        try client.call(
            "POST /api/v1/dashboards/{id}/change_owner", path: ["id": id], query: access,
            body: .json(["ownerId": .string(owner), "originalOwnerRule": .string(rule.description)]))
    }

    /// Deletes a dashboard for everybody.
    package func planDelete(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Delete \(dashboard.label)", dashboard, "DELETE /api/v1/dashboards/{id}",
            impact: ["It is gone for everyone it is shared with: \(dashboard.shares.count) entries."],
            warnings: ["Export it first if it may be needed again."])
    }

    /// Puts a dashboard back as it was published last.
    package func planRestore(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Take \(dashboard.label) back to its published version", dashboard, "POST /api/v1/dashboards/{id}/restore",
            impact: ["Changes made since it was last published are lost."])
    }

    /// Makes a copy that the caller owns.
    package func planDuplicate(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan("Duplicate \(dashboard.label)", dashboard, "POST /api/v1/dashboards/{id}/duplicate")
    }

    private func plan(
        _ title: String, _ dashboard: Dashboard, _ id: OperationID, asAdministrator: Bool = false,
        impact: [String] = [],
        warnings: [String] = []
    ) throws(APIError) -> RequestPlan {
        try client.plan(
            title, name: "dashboard \(dashboard.label)", id, path: ["id": dashboard.id],
            query: asAdministrator ? access : [], impact: impact, warnings: warnings)
    }
}
