/// Dashboards as an administrator sees them: all of them, with their owners. What changes them, their shares, and how
/// they leave a server and come to one are extensions.
package struct DashboardsService: Sendable {
    let client: APIClient
    let asAdministrator: Bool

    /// With `asAdministrator` the server is asked to act with an administrator's rights on what others own. Some
    /// versions refuse that: they are asked without it, and only what is shared with the caller can be reached.
    package init(_ client: APIClient, asAdministrator: Bool) {
        self.client = client
        self.asAdministrator = asAdministrator
    }

    static let adminAccess = QueryItem("adminAccess", "true")

    /// Asks the server to act with an administrator's rights; empty when it should not, or is known to refuse that.
    var access: [QueryItem] {
        asAdministrator && client.capabilities.refusal(of: .adminAccess) == nil ? [Self.adminAccess] : []
    }

    /// Reads with an administrator's rights where the server grants them, else without.
    func reading<Value: Sendable>(
        _ read: @Sendable (APIClient, _ access: [QueryItem]) async throws(APIError) -> Value
    ) async throws(APIError) -> Value {
        guard asAdministrator else { return try await read(client, []) }
        return try await client.using(.adminAccess) { client, isUsed throws(APIError) in
            try await read(client, isUsed ? [Self.adminAccess] : [])
        }
    }

    package static let listFields = [
        "oid", "title", "desc", "owner", "parentFolder", "datasource", "instanceType", "shares", "isPublic", "created",
        "lastUpdated", "lastPublish", "lastOpened",
    ]

    /// Every dashboard of the server, once each: without the type the server lists every recipient's copy too.
    @concurrent package func page(_ query: ListQuery) async throws(APIError) -> Page<Dashboard> {
        try await page(query, client)
    }

    private func page(_ query: ListQuery, _ client: APIClient) async throws(APIError) -> Page<Dashboard> {
        let items = [QueryItem("dashboardType", "owner")] + query.items
        let records = try await client.read(.getAllDashboards, query: items).list()
        return Page(await titled(records, query), skip: query.skip, isLean: query.isLean)
    }

    /// The dashboards of the server, page by page.
    /// - Throws: `APIError`, also where the server lists the caller's own dashboards only.
    package func pages(_ query: ListQuery = ListQuery(fields: listFields)) -> PageSequence<Dashboard> {
        PageSequence(query, of: "dashboards", stableSort: "oid", note: client.note) { query throws(APIError) in
            try await page(query)
        }
    }

    /// Every dashboard with the names of its owner and folder, as far as the server can put them in. Where it does not
    /// list those of others, what the caller sees.
    package func named() -> PageSequence<Dashboard> {
        let query = ListQuery(fields: Self.listFields, expand: Self.names, isLean: true)
        return PageSequence(query, of: "dashboards", stableSort: "oid", note: client.note) {
            query throws(APIError) in
            let page = try await client.using(.allDashboards) { client, isUsed throws(APIError) in
                if !isUsed { return try await own(query, client) }
                return try await withNames(client) { client, expand throws(APIError) in
                    var query = query
                    query.expand = expand
                    return try await self.page(query, client)
                }
            }
            noteRefusals()
            return page
        }
    }

    private func noteRefusals() {
        client.noteRefusal(of: .dashboardNames, "dashboards", without: "the names of folders")
        guard let refusal = client.capabilities.refusal(of: .allDashboards) else { return }
        client.note(
            ListGap("dashboards", .refused("only your own and those shared with you: \(refusal.message)")))
    }

    /// One dashboard with the names of its owner and folder.
    @concurrent package func named(_ id: String) async throws(APIError) -> Dashboard {
        try await withNames(client) { client, expand throws(APIError) in try await get(id, expand: expand, client) }
    }

    private static let names = ["owner(fields:_id,userName,email,firstName,lastName)", "parentFolder(fields:oid,name)"]

    /// Older servers expand widgets only and refuse anything else: asked without, they send ids.
    private func withNames<Value: Sendable>(
        _ client: APIClient, _ read: @Sendable (APIClient, [String]) async throws(APIError) -> Value
    ) async throws(APIError) -> Value {
        try await client.using(.dashboardNames) { client, isUsed throws(APIError) in
            try await read(client, isUsed ? Self.names : [])
        }
    }

    /// The dashboards that the caller owns or that are shared with the caller, which servers send whole.
    @concurrent package func own() async throws(APIError) -> [Dashboard] {
        let page = try await own(ListQuery(limit: .max), client)
        client.noteRefusal(of: .dashboardNames, "dashboards", without: "the names of folders")
        if page.malformed > 0 { client.note(ListGap("dashboards", .unreadable(page.malformed))) }
        return page.items
    }

    /// A part of those.
    private func own(_ query: ListQuery, _ client: APIClient) async throws(APIError) -> Page<Dashboard> {
        try await withNames(client) { client, expand throws(APIError) in
            let all = ListQuery(fields: Self.listFields, expand: expand)
            let records = await titled(try await client.read(.getDashboards, query: all.selection).list(), all)
            return Page(Array(records.dropFirst(query.skip).prefix(query.limit)), skip: query.skip, isLean: true)
        }
    }

    /// The same records, those that came without a title filled in from the dashboard itself: some servers send no
    /// more than `oid` and `lastPublish` of some.
    private func titled(_ records: [JSONValue], _ query: ListQuery) async -> [JSONValue] {
        let bare = records.indices.filter { index in
            records[index]["title"] == nil && records[index]["name"] == nil && records[index].sharedID != nil
        }
        guard query.fields.contains("title"), !bare.isEmpty else { return records }
        let found = await bare.concurrentOutcomes(maxConcurrent: Self.maxConcurrent) { index throws(APIError) in
            try await client.trying.read(.getDashboard, path: ["id": records[index].sharedID ?? ""]).json()
        }
        var filled = records
        for (index, outcome) in zip(bare, found) {
            guard case .success(let record) = outcome else { continue }
            for member in record.object?.members ?? [] where filled[index][member.key] == nil {
                filled[index][member.key] = member.value
            }
        }
        return filled
    }

    /// Dashboards that are read together.
    static let maxConcurrent = 8

    /// One dashboard; `expand` names the members to put whole records into.
    @concurrent package func get(_ id: String, expand: [String] = []) async throws(APIError) -> Dashboard {
        try await get(id, expand: expand, client)
    }

    private func get(
        _ id: String, expand: [String], _ client: APIClient
    ) async throws(APIError) -> Dashboard {
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

    /// The dashboards that each of these users owns, for what is lost when they go.
    @concurrent package func owned(by users: Set<String>) async throws(APIError) -> [String: [Dashboard]] {
        var owned: [String: [Dashboard]] = [:]
        let fields = ["oid", "title", "owner", "parentFolder", "shares"]
        for try await page in pages(ListQuery(fields: fields, isLean: true)) {
            for dashboard in page.items {
                if let owner = dashboard.owner?.id, users.contains(owner) {
                    owned[owner, default: []].append(dashboard)
                }
            }
        }
        return owned
    }

    /// Those of these ids that are dashboards.
    @concurrent package func existing(_ ids: Set<String>) async throws(APIError) -> Set<String> {
        guard !ids.isEmpty else { return [] }
        var existing: Set<String> = []
        for try await page in pages(ListQuery(fields: ["oid"], isLean: true)) {
            existing.formUnion(page.items.lazy.map(\.id).filter(ids.contains))
        }
        return existing
    }

    /// The dashboards shared with each of these groups or users by name, for what is lost when they go.
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
        try await client.records("widgets", .getWidgets, path: ["dashboardId": dashboard])
    }

    /// The ids of the dashboards, each as often as it has widgets.
    @concurrent package func widgetOwners() async throws(APIError) -> [String] {
        var owners: [String] = []
        let query = ListQuery(fields: ["oid", "widgets"], expand: ["widgets(fields:oid)"])
        for try await page in pages(query) {
            for dashboard in page.items {
                let count = dashboard.raw["widgets"]?.array?.count ?? 0
                owners += Array(repeating: dashboard.id, count: count)
            }
        }
        return owners
    }

    /// One widget of a dashboard.
    @concurrent package func widget(_ id: String, of dashboard: String) async throws(APIError) -> Widget {
        let path = ["dashboardId": dashboard, "id": id]
        let raw = try await reading { client, access throws(APIError) in
            try await client.read(.getWidget, path: path, query: access).json()
        }
        guard let widget = Widget(raw) else {
            throw client.unreadable(
                "a widget was expected, not \(raw.kind)", request: Operation.getWidget.line(path))
        }
        return widget
    }
}
