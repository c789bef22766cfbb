import SisenseClient

/// Dashboards and widgets of version 0.9, which clients use beside version 1 (seeds/001, cURL).
enum OldDashboardHandlers {
    static let routes: Route.Table = [
        .getDashboardsV0: Route(.user) { database, call throws(APIError) in
            .ok(try database.list(call, try DashboardAccess(database, call).visible, .dashboard))
        },
        .getDashboardV0: Route(.user) { database, call throws(APIError) in
            .ok(try DashboardAccess(database, call).readable(call.value("id")).withoutWidgets)
        },
        .replaceDashboardV0: Route(.designer) { database, call throws(APIError) in
            .ok(try DashboardHandlers.change(&database, call, DashboardHandlers.replaced))
        },
        .updateDashboardV0: Route(.designer) { database, call throws(APIError) in
            .ok(try DashboardHandlers.change(&database, call, DashboardHandlers.merged))
        },
        .deleteDashboardV0: Route(.designer) { database, call throws(APIError) in
            try DashboardHandlers.delete([call.value("id")], in: &database, call)
            return Reply()
        },
        // One dashboard, where version 1 answers a list.
        .exportDashboardV0: Route(.user) { database, call throws(APIError) in
            .ok(try DashboardTransferHandlers.file([call.value("id")], database, call).first ?? JSONObject())
        },
        .getWidgetsV0: Route(.user) { database, call throws(APIError) in
            .ok(try DashboardAccess(database, call).widgets(of: call.value("dashboardId")))
        },
        .getWidgetV0: Route(.user) { database, call throws(APIError) in
            .ok(try DashboardAccess(database, call).widget(call.value("id"), of: call.value("dashboardId")))
        },
        .replaceWidgetV0: Route(.designer) { database, call throws(APIError) in
            let dashboard = try DashboardAccess(database, call).writable(call.value("dashboardId"))
            let widget = try WidgetHandlers.find(database, call)
            // What a widget cannot be without stays when the body has none: clients send a script by itself.
            let kept = WidgetHandlers.serverSet.union(["title", "type", "subtype", "datasource", "metadata"])
            let blank = JSONObject(widget.members.filter { kept.contains($0.key) }.map { ($0.key, $0.value) })
            let changed = blank.merging(try call.object(), except: WidgetHandlers.serverSet)
            return .ok(database.saveWidget(changed, of: dashboard, call))
        },
    ]
}
