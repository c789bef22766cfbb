import SisenseClient

/// Dashboards of the caller (seeds/003, Dashboards).
enum DashboardHandlers {
    static let routes: Route.Table = [
        .getDashboards: Route(.user) { database, call throws(APIError) in
            let visible = try DashboardAccess(database, call).visible.filter { matches($0, call) }
            return .ok(try database.list(call, visible, .dashboard))
        },
        .getDashboard: Route(.user) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).readable(call.value("id"))
            return .ok(try database.one(call, dashboard, .dashboard))
        },
        .checkDashboardExists: Route(.user) { database, call throws(APIError) in
            .ok(["exists": .bool(database[.dashboards][call.value("id")] != nil)])
        },
        .checkDashboardCanBeOwned: Route(.user) { database, call throws(APIError) in
            let access = try DashboardAccess(database, call)
            let dashboard = try access.readable(call.value("id"))
            let may =
                access.caller.may(.designer) && (access.caller.isAdministrator || access.rule(in: dashboard) == "edit")
            return .ok(["canBeOwned": .bool(may)])
        },
        .createDashboard: Route(.designer) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateDashboard: Route(.designer) { database, call throws(APIError) in
            .ok(try change(&database, call, merged))
        },
        .deleteDashboard: Route(.designer) { database, call throws(APIError) in
            try delete([call.value("id")], in: &database, call)
            return Reply()
        },
        .deleteDashboards: Route(.designer) { database, call throws(APIError) in
            guard let ids = call.list("dashboardIds"), !ids.isEmpty else { throw .missing(["dashboardIds"]) }
            try delete(ids, in: &database, call)
            return Reply()
        },
        .publishDashboard: Route(.designer) { database, call throws(APIError) in
            var dashboard = try DashboardAccess(database, call).writable(call.value("id"))
            dashboard["lastPublish"] = call.timestamp
            database.put(dashboard, id: dashboard.text("oid"), in: .dashboards)
            database.remove(id: dashboard.text("oid"), from: .published)
            return .noContent
        },
        .restoreDashboard: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("id"))
            database.restorePublished(dashboard.text("oid"))
            return .noContent
        },
        .duplicateDashboard: Route(.designer) { database, call throws(APIError) in
            let access = try DashboardAccess(database, call)
            var dashboard = try access.readable(call.value("id"))
            dashboard["title"] = .string("\(dashboard.text("title")) (copy)")
            let widgets = try access.widgets(of: call.value("id"))
            return .created(database.addDashboard(dashboard, widgets: widgets, owner: access.caller.id, call))
        },
        .changeDashboardOwner: Route(.designer) { database, call throws(APIError) in
            let access = try DashboardAccess(database, call)
            let dashboard = try access.readable(call.value("id"))
            let asAdministrator = access.caller.isAdministrator && call.flag("adminAccess") ?? false
            guard access.isOwner(of: dashboard) || asAdministrator else {
                throw .forbidden("Only the owner hands a dashboard over; administrators add adminAccess=true")
            }
            return .ok(try changeOwner(call.value("id"), in: &database, call))
        },
    ]

    /// The members that have operations of their own, or that only the server sets.
    private static let serverSet: Set<String> = [
        "_id", "oid", "owner", "userId", "shares", "created", "lastUpdated", "lastPublish", "instanceType", "widgets",
    ]

    /// Saves what `merge` makes of a dashboard and the body. Shares in the body are saved as sharing saves them.
    static func change(
        _ database: inout Database, _ call: Call, _ merge: (JSONObject, JSONObject) -> JSONObject
    ) throws(APIError) -> JSONObject {
        let dashboard = try DashboardAccess(database, call).writable(call.value("id"))
        let input = try call.object()
        try dashboard.demandUnchanged(["_id", "oid", "owner"], by: input)
        var changed = merge(dashboard, input)
        if case .array(let entries)? = input["shares"] {
            changed["shares"] = .array(try ShareHandlers.checked(entries, of: dashboard, in: database))
        }
        try check(changed, in: database)
        database.saveDashboard(changed, call)
        return try DashboardAccess(database, call).writable(call.value("id"))
    }

    static func merged(_ dashboard: JSONObject, with input: JSONObject) -> JSONObject {
        dashboard.merging(input, except: serverSet)
    }

    /// A dashboard whose content is `input` alone. The title and the data source, which each dashboard needs, stay when
    /// the body has none: clients send a script by itself.
    static func replaced(_ dashboard: JSONObject, by input: JSONObject) -> JSONObject {
        var blank = JSONObject.blankDashboard
        for key in serverSet.union(["title", "datasource", "type", "parentFolder"]) { blank[key] = dashboard[key] }
        return blank.merging(input, except: serverSet)
    }

    /// Makes somebody else the owner. The old one keeps the dashboard with the rule asked for.
    static func changeOwner(_ id: String, in database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        guard var dashboard = database[.dashboards][id] else { throw .notFound("dashboard", id, code: 10001) }
        let input = try call.object()
        let user = try UserHandlers.find(input.text("ownerId"), in: database)
        guard database.baseRole(of: user) != "consumer" else { throw .invalid("A viewer cannot own dashboards") }
        let rule = input["originalOwnerRule"]?.string ?? "edit"
        let (old, new) = (dashboard.text("owner"), user.text("_id"))
        guard old != new else { return dashboard }
        var shares = dashboard.objects("shares").filter { ![old, new].contains($0.text("shareId")) }
        shares.append(
            JSONObject([("shareId", .string(old)), ("type", "user"), ("rule", .string(rule)), ("subscribe", false)]))
        dashboard["shares"] = .array(shares.map(JSONValue.object))
        dashboard["owner"] = .string(new)
        dashboard["userId"] = .string(new)
        // Folders are the owner's own; the new owner has none of the old one's.
        if let folder = dashboard["parentFolder"]?.string, database[.folders][folder]?.text("owner") != new {
            dashboard["parentFolder"] = .null
        }
        for var widget in database.widgets(of: id) {
            widget["owner"] = .string(new)
            widget["userId"] = .string(new)
            database.put(widget, id: widget.text("oid"), in: .widgets)
        }
        dashboard["lastUpdated"] = call.timestamp
        database.put(dashboard, id: id, in: .dashboards)
        // The hand-over itself needs no publishing.
        if var published = database[.published][id] {
            for key in ["owner", "userId", "shares"] { published[key] = dashboard[key] }
            database.put(published, id: id, in: .published)
        }
        return dashboard
    }

    /// The filters of the lists.
    static func matches(_ dashboard: JSONObject, _ call: Call) -> Bool {
        let source = dashboard["datasource"]
        let filters: [(String?, String?)] = [
            (call.query("name"), dashboard.text("title")), (call.query("id"), dashboard.text("oid")),
            (call.query("parentFolder"), dashboard["parentFolder"]?.string),
            (call.query("folderId"), dashboard["parentFolder"]?.string),
            (call.query("datasourceTitle"), source?["title"]?.string),
            (call.query("datasourceAddress"), source?["address"]?.string),
        ]
        return filters.allSatisfy { $0.0 == nil || $0.0 == $0.1 }
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        try check(input, in: database)
        return database.addDashboard(input, widgets: [], owner: try call.person().id, call)
    }

    private static func check(_ dashboard: JSONObject, in database: Database) throws(APIError) {
        if let folder = dashboard["parentFolder"]?.string, database[.folders][folder] == nil {
            throw .notFound("folder", folder)
        }
    }

    static func delete(_ ids: [String], in database: inout Database, _ call: Call) throws(APIError) {
        for id in ids {
            let access = try DashboardAccess(database, call)
            let dashboard = try access.readable(id)
            guard access.isOwner(of: dashboard) || access.caller.isAdministrator else {
                throw .forbidden("Only the owner deletes a dashboard")
            }
            database.removeDashboard(id)
        }
    }
}
