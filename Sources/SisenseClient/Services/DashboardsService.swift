/// Dashboards as an administrator sees them: all of them, with their owners. What changes them, their shares, and how
/// they leave a server and come to one are extensions.
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

    /// Every dashboard of the server, once each: without the type the server lists every recipient's copy too.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Dashboard> {
        let items = [QueryItem("dashboardType", "owner")] + query.items
        return Page(
            try await client.read(.getAllDashboards, query: items).list(), skip: query.skip,
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
            return Page(try await client.read(.getDashboards, query: query).list(), isLean: true).items
        }
    }

    /// One dashboard; `expand` names the members to put whole records into.
    @concurrent package func get(_ id: String, expand: [String] = []) async throws(APIError) -> Dashboard {
        let query = ListQuery(expand: expand).selection
        let raw = try await client.read(.getDashboard, path: ["id": id], query: query).json()
        guard let dashboard = Dashboard(raw) else {
            throw client.unreadable(
                "a dashboard was expected, not \(raw.kind)", request: Operation.getDashboard.line(["id": id]))
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
            try await client.read(.getWidgets, path: ["dashboardId": dashboard])
                .list()
        )
        .items
    }

    /// One widget of a dashboard.
    @concurrent package func widget(_ id: String, of dashboard: String) async throws(APIError) -> Widget {
        let path = ["dashboardId": dashboard, "id": id]
        let raw = try await client.read(.getWidget, path: path, query: access)
            .json()
        guard let widget = Widget(raw) else {
            throw client.unreadable(
                "a widget was expected, not \(raw.kind)", request: Operation.getWidget.line(path))
        }
        return widget
    }
}
