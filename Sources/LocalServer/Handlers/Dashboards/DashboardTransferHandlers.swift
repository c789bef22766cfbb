import Foundation
import SisenseClient

/// Dashboards as `.dash` files, in and out, and to other servers (seeds/003, Dashboards).
enum DashboardTransferHandlers {
    static let routes: Route.Table = [
        .exportDashboards: Route(.user) { database, call throws(APIError) in
            // The reference calls the parameter dashboardId; every client sends dashboardIds.
            guard let ids = call.list("dashboardIds") ?? call.list("dashboardId"), !ids.isEmpty else {
                throw .missing(["dashboardIds"])
            }
            return dash(.array(try file(ids, database, call).map(JSONValue.object)))
        },
        .exportDashboardFile: Route(.user) { database, call throws(APIError) in
            // One dashboard by itself: what clients wrap into a list before they import it.
            dash(.object(try file([call.value("id")], database, call).first ?? JSONObject()))
        },
        .importDashboard: Route(.designer) { database, call throws(APIError) in
            let input = try call.object()
            let owner = try call.person().id
            return .created(database.addDashboard(input, widgets: input.objects("widgets"), owner: owner, call))
        },
        .importDashboards: Route(.designer) { database, call throws(APIError) in
            .created(try importAll(&database, call))
        },
        .undoDashboardImport: Route(.designer) { database, call throws(APIError) in
            try undoImport(&database, call)
            return .noContent
        },
        .copyDashboards: Route(.designer) { database, call throws(APIError) in
            try copy(database, call)
        },
    ]

    /// Dashboards with their widgets inside.
    static func file(_ ids: [String], _ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        let access = try DashboardAccess(database, call)
        var dashboards: [JSONObject] = []
        for id in ids {
            var dashboard = try access.readable(id)
            dashboard["widgets"] = .array(try access.widgets(of: id).map(JSONValue.object))
            dashboards.append(dashboard)
        }
        return dashboards
    }

    private static func dash(_ content: JSONValue) -> Reply {
        var reply = Reply.ok(content)
        reply.headers = [("Content-Disposition", "attachment; filename=\"dashboards.dash\"")]
        return reply
    }

    /// `succeded` is spelled as real servers spell it.
    private static func importAll(_ database: inout Database, _ call: Call) throws(APIError) -> JSONValue {
        let body = try call.json()
        // One dashboard alone is taken as a list of one.
        let items = body.array ?? [body]
        let action = call.query("action") ?? "skip"
        try checkAction(action)
        let folder = call.query("importFolder")
        if let folder, database[.folders][folder] == nil { throw .notFound("folder", folder) }
        var (done, skipped, failed): ([JSONValue], [JSONValue], [(String, JSONValue)]) = ([], [], [])
        for item in items {
            guard var input = item.object, input["title"]?.string?.isEmpty == false else {
                failed.append(("dashboard \(failed.count + 1)", ["message": "It has no title"]))
                continue
            }
            if let folder { input["parentFolder"] = .string(folder) }
            if let parent = input["parentFolder"]?.string, database[.folders][parent] == nil {
                input["parentFolder"] = .null
            }
            if let imported = try importOne(input, action: action, in: &database, call) {
                done.append(.object(imported))
            } else {
                skipped.append(["oid": input["oid"] ?? .null, "title": input["title"] ?? .null])
            }
        }
        return ["succeded": .array(done), "skipped": .array(skipped), "failed": .object(JSONObject(failed))]
    }

    /// Nil for a dashboard that is there already and is left as it is.
    private static func importOne(
        _ input: JSONObject, action: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject? {
        let owner = try call.person().id
        let id = input.text("oid")
        let widgets = input.objects("widgets")
        guard action != "duplicate", let old = database[.dashboards][id] else {
            let isFree = ObjectID.isValid(id) && database[.dashboards][id] == nil
            return database.addDashboard(input, widgets: widgets, id: isFree ? id : nil, owner: owner, call)
        }
        guard action == "overwrite" else { return nil }
        _ = try DashboardAccess(database, call).writable(id)
        var backup = old
        backup["widgets"] = .array(database.widgets(of: id).map(JSONValue.object))
        database.put(backup, id: id, in: .backups)
        database.keepPublished(id)
        replaceWidgets(of: old, by: widgets, in: &database, call)
        let kept: Set<String> = ["_id", "oid", "owner", "userId", "shares", "created", "lastUpdated", "widgets"]
        let changed = old.merging(input, except: kept)
        database.saveDashboard(changed, call)
        if call.flag("republish") ?? false { database.remove(id: id, from: .published) }
        return changed
    }

    private static func replaceWidgets(
        of dashboard: JSONObject, by widgets: [JSONObject], in database: inout Database, _ call: Call
    ) {
        for widget in database.widgets(of: dashboard.text("oid")) {
            database.remove(id: widget.text("oid"), from: .widgets)
        }
        for widget in widgets { _ = database.addWidget(widget, to: dashboard, call) }
    }

    private static func undoImport(_ database: inout Database, _ call: Call) throws(APIError) {
        let id = try DashboardAccess(database, call).writable(call.value("id")).text("oid")
        guard var backup = database[.backups][id] else {
            throw APIError(status: 404, code: 10001, message: "Nothing was imported over dashboard '\(id)'")
        }
        database.keepPublished(id)
        database.replaceWidgets(of: id, by: backup.objects("widgets"))
        backup["widgets"] = nil
        database.saveDashboard(backup, call)
        database.remove(id: id, from: .backups)
    }

    /// The other server has to be trusted here, and `authorization.token` has to be good there.
    private static func copy(_ database: Database, _ call: Call) throws(APIError) -> Reply {
        let input = try call.object()
        let server = input.text("server")
        guard !database[.trustedServers].records("serverName", server).isEmpty else {
            throw .forbidden("\(server) is not a trusted server")
        }
        guard let token = input["authorization"]?["token"]?.string, !token.isEmpty else {
            throw .missing(["authorization.token"])
        }
        var items: [DashboardCopy.Item] = []
        for item in input.objects("dashboards") {
            let action = item["action"]?.string ?? "skip"
            try checkAction(action)
            for dashboard in try file([item.text("id")], database, call) {
                items.append(DashboardCopy.Item(dashboard: dashboard, action: action))
            }
        }
        guard !items.isEmpty else { throw .missing(["dashboards"]) }
        let copy = try DashboardCopy(
            to: server, token: token, items, republishes: call.flag("republish") ?? false)
        return .later { await copy.run() }
    }

    private static func checkAction(_ action: String) throws(APIError) {
        guard ["skip", "overwrite", "duplicate"].contains(action) else {
            throw .invalid("action has to be skip, overwrite or duplicate", status: 400)
        }
    }
}
