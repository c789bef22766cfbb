import SisenseClient

/// Operations of administrators on everybody's dashboards (seeds/003, Dashboards; newer servers for the search).
enum DashboardAdministrationHandlers {
    static let routes: Route.Table = [
        .getAllDashboards: Route(.administrator) { database, call throws(APIError) in
            .ok(try list(database, call))
        },
        .searchDashboards: Route(.administrator) { database, call throws(APIError) in
            .ok(try search(database, call))
        },
        .changeOwnerAsAdministrator: Route(.administrator) { database, call throws(APIError) in
            .ok(try DashboardHandlers.changeOwner(call.value("id"), in: &database, call))
        },
        .replaceDatasource: Route(.administrator) {
            database, call throws(APIError) in
            .ok(["count": .count(try replaceDatasource(&database, call))])
        },
    ]

    /// The list of all. Without `dashboardType=owner` the copies of recipients come too, so that one dashboard is
    /// there several times, as on real servers.
    private static func list(_ database: Database, _ call: Call) throws(APIError) -> JSONValue {
        let filters = ["id", "parentFolder", "name", "datasourceTitle", "datasourceAddress", "folderId", "search"]
        let isFiltered = filters.contains { call.query($0) != nil }
        let type = call.query("ownershipType") == nil ? call.query("dashboardType") : "owner"
        let ownerInfo = call.flag("ownerInfo") ?? false
        let records: [JSONObject]
        if type == "owner", !isFiltered {
            records = try database.list(call, .dashboards, .dashboard)
        } else {
            let chosen = choose(database, call).flatMap { copies(of: $0, type: type) }
            records = try database.list(call, chosen, .dashboard)
        }
        let items = JSONValue.array(records.map { .object(ownerInfo ? withOwner($0, database) : $0) })
        return call.flag("asObject") ?? false ? ["items": items] : items
    }

    /// The owners' dashboards that pass the filters, with an index where one helps.
    private static func choose(_ database: Database, _ call: Call) -> [JSONObject] {
        let table = database[.dashboards]
        let candidates: [JSONObject]
        if let id = call.query("id") {
            candidates = table[id].map { [$0] } ?? []
        } else if let name = call.query("name") {
            candidates = table.records("title", name)
        } else {
            candidates = Array(table.records)
        }
        let search = call.query("search")?.lowercased()
        return candidates.filter { dashboard in
            DashboardHandlers.matches(dashboard, call)
                && (search.map { dashboard.text("title").lowercased().contains($0) } ?? true)
        }
    }

    private static func copies(of dashboard: JSONObject, type: String?) -> [JSONObject] {
        let users = dashboard.objects("shares").filter { $0.text("type") == "user" }
        let copies = users.map { share in
            var copy = dashboard
            copy["_id"] = .string(String(dashboard.text("_id").prefix(8) + share.text("shareId").suffix(16)))
            copy["instanceType"] = "user"
            copy["userId"] = .string(share.text("shareId"))
            return copy
        }
        return switch type {
        case "owner": [dashboard]
        case "user": copies
        case "proxy": []
        default: [dashboard] + copies
        }
    }

    private static func withOwner(_ dashboard: JSONObject, _ database: Database) -> JSONObject {
        var dashboard = dashboard
        if let owner = dashboard["owner"]?.string.flatMap({ database[.users][$0] }) {
            let names = ["_id", "userName", "email", "firstName", "lastName"]
            dashboard["ownerInfo"] = .object(JSONObject(names.map { ($0, owner[$0] ?? .null) }))
        }
        return dashboard
    }

    /// `{"queryParams": {"search", "ownerInfo", "asObject"}, "queryOptions": {"sort": {"title": 1}, "limit", "skip"}}`.
    private static func search(_ database: Database, _ call: Call) throws(APIError) -> JSONValue {
        let input = try call.object()
        let (parameters, options) = (input["queryParams"], input["queryOptions"])
        let text = parameters?["search"]?.string?.lowercased() ?? ""
        let table = database[.dashboards]
        let chosen =
            text.isEmpty ? nil : table.slots.filter { table[slot: $0].text("title").lowercased().contains(text) }
        var query = SpecialQuery()
        query.sort = (options?["sort"]?.object?.members ?? []).map {
            SpecialQuery.SortKey(name: $0.key, isDescending: $0.value.integer == -1)
        }
        query.skip = max(0, options?["skip"]?.integer ?? 0)
        query.limit = min(max(0, options?["limit"]?.integer ?? .max), call.pageLimit)
        let hasOwner = parameters?["ownerInfo"]?.bool ?? false
        let page = query.page(of: table, chosen: chosen).map { hasOwner ? withOwner($0, database) : $0 }
        let items = JSONValue.array(page.map(JSONValue.object))
        return parameters?["asObject"]?.bool ?? false ? ["items": items] : items
    }

    /// Without `dashboardId` every dashboard on the data source changes. - Returns: how many did.
    private static func replaceDatasource(_ database: inout Database, _ call: Call) throws(APIError) -> Int {
        let input = try call.object()
        let new = input["datasource"]?.object ?? input
        try CubeHandlers.checkServer(call)
        if let id = call.query("dashboardId"), database[.dashboards][id] == nil {
            throw .notFound("dashboard", id, code: 10001)
        }
        let (old, isKnown) = (call.value("title"), SampleDatasource.named(call.value("title")) != nil)
        guard isKnown || database[.dashboards].records.contains(where: { $0["datasource"]?["title"]?.string == old })
        else { throw .notFound("data source", old) }
        var count = 0
        for var dashboard in Array(database[.dashboards].records) {
            let id = dashboard.text("oid")
            guard dashboard["datasource"]?["title"]?.string == old,
                call.query("dashboardId") ?? id == id
            else { continue }
            dashboard["datasource"] = .object(new)
            database.saveDashboard(dashboard, call)
            for var widget in database.widgets(of: id)
            where widget["datasource"]?["title"]?.string == old {
                widget["datasource"] = .object(new)
                database.put(widget, id: widget.text("oid"), in: .widgets)
            }
            count += 1
        }
        return count
    }
}
