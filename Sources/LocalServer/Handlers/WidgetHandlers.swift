import SisenseClient

/// Widgets of a dashboard (seeds/003, Widgets).
enum WidgetHandlers {
    static let routes: Route.Table = [
        .getWidgets: Route(.user) { database, call throws(APIError) in
            _ = try DashboardAccess(database, call).readable(call.value("dashboardId"))
            let widgets = database.widgets(of: call.value("dashboardId")).filter { widget in
                ["title", "type", "subtype"].allSatisfy { call.query($0) == nil || call.query($0) == widget.text($0) }
            }
            return .ok(try database.list(call, widgets, .widget))
        },
        .getWidget: Route(.user) { database, call throws(APIError) in
            _ = try DashboardAccess(database, call).readable(call.value("dashboardId"))
            return .ok(try database.one(call, try find(database, call), .widget))
        },
        .createWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let input = try call.object()
            guard input["type"]?.string != nil else { throw .missing(["type"]) }
            database.saveDashboard(dashboard, call)
            return .created(database.addWidget(input, to: dashboard, call))
        },
        .updateWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let ignored: Set<String> = ["_id", "oid", "dashboardid", "owner", "userId", "created", "lastUpdated"]
            var widget = try find(database, call).merging(try call.object(), except: ignored)
            widget["lastUpdated"] = call.timestamp
            database.put(widget, id: widget.text("oid"), in: .widgets)
            database.saveDashboard(dashboard, call)
            return .ok(widget)
        },
        .deleteWidget: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            database.remove(id: try find(database, call).text("oid"), from: .widgets)
            database.saveDashboard(dashboard, call)
            return Reply()
        },
    ]

    static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("id")
        guard let widget = database[.widgets][id], widget.text("dashboardid") == call.value("dashboardId") else {
            throw .notFound("widget", id, code: 14004)
        }
        return widget
    }
}
