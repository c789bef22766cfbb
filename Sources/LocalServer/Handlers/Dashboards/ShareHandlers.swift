import SisenseClient

/// The users and groups a dashboard is shared with. Version 1 reads; only version 0.9 writes, and it replaces the whole list.
enum ShareHandlers {
    static let routes: Route.Table = [
        .getShares: Route(.user) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).readable(call.value("dashboardId"))
            return .ok(try database.list(call, dashboard.objects("shares"), .share))
        },
        .getShare: Route(.user) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).readable(call.value("dashboardId"))
            let id = call.value("id")
            guard let share = dashboard.objects("shares").first(where: { $0.text("shareId") == id }) else {
                throw .notFound("share", id)
            }
            return .ok(try database.one(call, share, .share))
        },
        .getDashboardShares: Route(.user) { database, call throws(APIError) in
            .ok(document(try DashboardAccess(database, call).writable(call.value("id"))))
        },
        .replaceDashboardShares: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("id"))
            return .ok(document(try save(dashboard, in: &database, call)))
        },
        .getDashboardSubscription: Route(.user) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).readable(call.value("id"))
            return .ok(dashboard["subscription"] ?? [:])
        },
        .replaceDashboardSubscription: Route(.user) { database, call throws(APIError) in
            _ = try DashboardAccess(database, call).readable(call.value("id"))
            guard var dashboard = database[.dashboards][call.value("id")] else { throw .notFound("dashboard", "") }
            dashboard["subscription"] = .object(try call.object())
            database.put(dashboard, id: call.value("id"), in: .dashboards)
            return .ok(dashboard["subscription"] ?? [:])
        },
    ]

    private static func document(_ dashboard: JSONObject) -> JSONObject {
        JSONObject([
            ("sharesTo", dashboard["shares"] ?? []), ("sharesToNew", []),
            ("subscription", dashboard["subscription"] ?? .null), ("isPublic", dashboard["isPublic"] ?? false),
            ("allowChangeSubscription", dashboard["allowChangeSubscription"] ?? false),
        ])
    }

    private static func save(
        _ dashboard: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let input = try call.object()
        var shares = try checked(input["sharesTo"]?.array ?? [], of: dashboard, in: database)
        var seen = Set(shares.compactMap { $0["shareId"]?.string })
        for entry in input.objects("sharesToNew") {
            let user = try UserHandlers.named(entry.text("email"), in: database)
            guard seen.insert(user.text("_id")).inserted else { continue }
            shares.append([
                "shareId": user["_id"] ?? .null, "type": "user", "rule": entry["rule"] ?? "view",
                "subscribe": entry["subscribe"] ?? false,
            ])
        }
        var changed = dashboard
        changed["shares"] = .array(shares)
        for key in ["subscription", "isPublic", "allowChangeSubscription"] {
            if let value = input[key] { changed[key] = value }
        }
        database.saveDashboard(changed, call)
        return changed
    }

    /// The entries of a list of shares, each once, without the owner.
    static func checked(
        _ entries: [JSONValue], of dashboard: JSONObject, in database: Database
    ) throws(APIError) -> [JSONValue] {
        var shares: [JSONValue] = []
        var seen: Set<String> = []
        for entry in entries {
            guard let share = try share(entry, of: dashboard, in: database) else { continue }
            guard seen.insert(share.text("shareId")).inserted else {
                throw .invalid("\(share.text("shareId")) comes twice in the list", status: 400)
            }
            shares.append(.object(share))
        }
        return shares
    }

    /// One entry, checked; nil for the owner, who needs none.
    private static func share(
        _ entry: JSONValue, of dashboard: JSONObject, in database: Database
    ) throws(APIError) -> JSONObject? {
        var share = entry.object ?? JSONObject()
        let id = share.text("shareId")
        guard id != dashboard.text("owner") else { return nil }
        // The declaration of version 0.9 has isGroup where clients send type.
        let type = share["type"]?.string ?? (share["isGroup"]?.bool == true ? "group" : "user")
        // An entry whose user or group is gone may stay, and may go.
        let isKept = dashboard.objects("shares").contains { $0.text("shareId") == id }
        switch type {
        case "user" where isKept, "group" where isKept: break
        case "user": _ = try UserHandlers.find(id, in: database)
        case "group": guard database[.groups][id] != nil else { throw .notFound("group", id) }
        default: throw .invalid("The type of a share is user or group, not '\(type)'", status: 400)
        }
        let rule = share["rule"]?.string ?? "view"
        guard ["view", "edit", "co-owner", "admin"].contains(rule) else {
            throw .invalid("The rule of a share is view, edit, co-owner or admin, not '\(rule)'", status: 400)
        }
        share["type"] = .string(type)
        share["rule"] = .string(rule)
        share["subscribe"] = .bool(share["subscribe"]?.bool ?? false)
        return share
    }
}

/// Widgets of a dashboard (seeds/003, Widgets).
enum WidgetHandlers {
    static let routes: Route.Table = [
        .getWidgets: Route(.user) { database, call throws(APIError) in
            let widgets = try DashboardAccess(database, call).widgets(of: call.value("dashboardId")).filter { widget in
                ["title", "type", "subtype"].allSatisfy { call.query($0) == nil || call.query($0) == widget.text($0) }
            }
            return .ok(try database.list(call, widgets, .widget))
        },
        .getWidget: Route(.user) { database, call throws(APIError) in
            let access = try DashboardAccess(database, call)
            return .ok(
                try database.one(call, try access.widget(call.value("id"), of: call.value("dashboardId")), .widget))
        },
        .createWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let input = try call.object()
            database.saveDashboard(dashboard, call)
            return .created(database.addWidget(input, to: dashboard, call))
        },
        .updateWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let (widget, input) = (try find(database, call), try call.object())
            try widget.demandUnchanged(["_id", "oid", "dashboardid", "owner"], by: input)
            return .ok(database.saveWidget(widget.merging(input, except: serverSet), of: dashboard, call))
        },
        .deleteWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let widget = try find(database, call)
            database.saveDashboard(dashboard, call)
            database.remove(id: widget.text("oid"), from: .widgets)
            return Reply()
        },
    ]

    /// The members that only the server sets.
    static let serverSet: Set<String> = [
        "_id", "oid", "dashboardid", "owner", "userId", "instanceType", "created", "lastUpdated",
    ]

    static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("id")
        guard let widget = database[.widgets][id], widget.text("dashboardid") == call.value("dashboardId") else {
            throw .notFound("widget", id, code: 14004)
        }
        return widget
    }
}
