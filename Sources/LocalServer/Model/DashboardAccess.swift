import SisenseClient

/// The access to a dashboard: who sees which version of it, and who may change it.
///
/// Recipients see the version that was published last, widgets and all, and see it from the moment it is published;
/// taken from the list they lose it at once. The owner, those who may edit, and administrators see it as it is.
struct DashboardAccess {
    let database: Database
    let caller: Caller

    init(_ database: Database, _ call: Call) throws(APIError) {
        self.database = database
        caller = try call.person()
    }

    /// Everything the caller sees without asking for an administrator's rights, in the order of the table.
    var visible: [JSONObject] {
        let table = database[.dashboards]
        var slots = Set(table.slots("owner", caller.id))
        for party in parties { slots.formUnion(table.slots("shares", party)) }
        return slots.sorted().compactMap { version(of: table[slot: $0]) }
    }

    /// The dashboard as the caller sees it; its widgets are inside when they are not those of the owner.
    /// - Throws: 404 with code 10001 also for what is not shared with them.
    func readable(_ id: String) throws(APIError) -> JSONObject {
        guard let dashboard = database[.dashboards][id],
            let version = caller.isAdministrator ? dashboard : version(of: dashboard)
        else { throw .notFound("dashboard", id, code: 10001) }
        return version
    }

    /// The dashboard as it is, for somebody who may change it.
    func writable(_ id: String) throws(APIError) -> JSONObject {
        _ = try readable(id)
        guard let dashboard = database[.dashboards][id] else { throw .notFound("dashboard", id, code: 10001) }
        guard caller.isAdministrator || isOwner(of: dashboard) || rule(in: dashboard) == "edit" else {
            throw .forbidden("Only the owner and those who may edit change this dashboard")
        }
        return dashboard
    }

    /// The widgets of the version of a dashboard that the caller sees.
    func widgets(of id: String) throws(APIError) -> [JSONObject] {
        let seen = try readable(id)
        return seen["widgets"] == nil ? database.widgets(of: id) : seen.objects("widgets")
    }

    /// One of them. - Throws: 404 with code 14004.
    func widget(_ id: String, of dashboard: String) throws(APIError) -> JSONObject {
        guard let widget = try widgets(of: dashboard).first(where: { $0.text("oid") == id }) else {
            throw .notFound("widget", id, code: 14004)
        }
        return widget
    }

    func isOwner(of dashboard: JSONObject) -> Bool { dashboard.text("owner") == caller.id }

    /// The strongest rule that the shares of `dashboard` give the caller; nil for none.
    func rule(in dashboard: JSONObject) -> String? {
        let rules = dashboard.objects("shares").filter { parties.contains($0.text("shareId")) }.map { $0.text("rule") }
        // Those that newer versions have beside these allow at least as much.
        return rules.contains { ["edit", "co-owner", "admin"].contains($0) } ? "edit" : rules.first
    }

    private func version(of dashboard: JSONObject) -> JSONObject? {
        if isOwner(of: dashboard) { return dashboard }
        guard let rule = rule(in: dashboard) else { return nil }
        let published = database[.published][dashboard.text("oid")] ?? dashboard
        guard self.rule(in: published) != nil else { return nil }
        if rule == "edit" { return dashboard }
        var copy = published
        copy["instanceType"] = "user"
        copy["userId"] = .string(caller.id)
        return copy
    }

    /// Under which ids something can be shared with the caller.
    private var parties: [String] {
        var parties = [caller.id] + caller.groups + [SystemGroup.everyone.id, SystemGroup.allUsers.id]
        if ["super", "admin"].contains(caller.role) { parties.append(SystemGroup.admins.id) }
        return parties
    }
}

extension Database {
    /// Keeps the version that recipients see, with its widgets, before the first change after publishing.
    mutating func keepPublished(_ id: String) {
        guard var before = self[.dashboards][id], self[.published][id] == nil else { return }
        before["widgets"] = .array(widgets(of: id).map(JSONValue.object))
        put(before, id: id, in: .published)
    }

    /// Goes back to the version that recipients see.
    mutating func restorePublished(_ id: String) {
        guard var published = self[.published][id] else { return }
        if published["widgets"] != nil { replaceWidgets(of: id, by: published.objects("widgets")) }
        published["widgets"] = nil
        put(published, id: id, in: .dashboards)
        remove(id: id, from: .published)
    }

    /// Puts widgets that have ids already in the place of those of a dashboard.
    mutating func replaceWidgets(of dashboard: String, by widgets: [JSONObject]) {
        for widget in self.widgets(of: dashboard) { remove(id: widget.text("oid"), from: .widgets) }
        for widget in widgets { put(widget, id: widget.text("oid"), in: .widgets) }
    }

    /// Saves a change of a dashboard. Recipients keep the version before it until it is published.
    mutating func saveDashboard(_ dashboard: JSONObject, _ call: Call) {
        let id = dashboard.text("oid")
        keepPublished(id)
        var changed = dashboard
        changed["lastUpdated"] = call.timestamp
        put(changed, id: id, in: .dashboards)
    }

    /// Adds a dashboard that belongs to `owner` and is shared with nobody, with copies of `widgets`.
    mutating func addDashboard(
        _ input: JSONObject, widgets: [JSONObject], id: String? = nil, owner: String, _ call: Call
    ) -> JSONObject {
        let oid = id ?? ObjectID.make(call.now)
        var dashboard = JSONObject.blankDashboard
        dashboard["_id"] = .string(ObjectID.make(call.now))
        dashboard["oid"] = .string(oid)
        for key in ["owner", "userId"] { dashboard[key] = .string(owner) }
        for key in ["created", "lastUpdated"] { dashboard[key] = call.timestamp }
        dashboard = dashboard.merging(
            input,
            except: [
                "_id", "oid", "owner", "userId", "shares", "created", "lastUpdated", "instanceType", "widgets",
                "lastPublish",
            ])
        put(dashboard, id: oid, in: .dashboards)
        for widget in widgets { _ = addWidget(widget, to: dashboard, call) }
        return dashboard
    }

    mutating func addWidget(_ input: JSONObject, to dashboard: JSONObject, _ call: Call) -> JSONObject {
        let oid = ObjectID.make(call.now)
        var widget = JSONObject([
            ("_id", .string(ObjectID.make(call.now))), ("oid", .string(oid)), ("title", ""), ("desc", ""), ("type", ""),
            ("subtype", ""), ("dashboardid", .string(dashboard.text("oid"))), ("owner", dashboard["owner"] ?? .null),
            ("userId", dashboard["owner"] ?? .null), ("instanceType", "owner"), ("created", call.timestamp),
            ("lastUpdated", call.timestamp), ("datasource", dashboard["datasource"] ?? .null), ("metadata", [:]),
        ])
        widget = widget.merging(
            input, except: ["_id", "oid", "dashboardid", "owner", "userId", "instanceType", "created", "lastUpdated"])
        put(widget, id: oid, in: .widgets)
        return widget
    }

    /// Saves a change of a widget, which is one of its dashboard.
    mutating func saveWidget(_ widget: JSONObject, of dashboard: JSONObject, _ call: Call) -> JSONObject {
        saveDashboard(dashboard, call)
        var changed = widget
        changed["lastUpdated"] = call.timestamp
        put(changed, id: changed.text("oid"), in: .widgets)
        return changed
    }

    func widgets(of dashboard: String) -> [JSONObject] {
        self[.widgets].records("dashboardid", dashboard)
    }
}

extension Database {
    /// Removes a dashboard with its widgets and what was published of it.
    mutating func removeDashboard(_ id: String) {
        for widget in widgets(of: id) { remove(id: widget.text("oid"), from: .widgets) }
        remove(id: id, from: .published)
        remove(id: id, from: .backups)
        remove(id: id, from: .dashboards)
    }

    /// Removes a folder whose owner is gone. What others keep in it moves to the top.
    mutating func removeFolder(_ id: String) {
        for var dashboard in self[.dashboards].records("parentFolder", id) {
            dashboard["parentFolder"] = .null
            put(dashboard, id: dashboard.text("oid"), in: .dashboards)
        }
        for var folder in self[.folders].records("parentId", id) {
            folder["parentId"] = .null
            put(folder, id: folder.text("oid"), in: .folders)
        }
        remove(id: id, from: .folders)
    }
}

/// Folders with their folders and dashboards inside them, as `structure=tree` asks for.
struct FolderTree {
    private let folders: [String: [JSONObject]]
    private let dashboards: [String: [JSONObject]]

    /// - Throws: 401 without a caller.
    init(_ database: Database, _ call: Call) throws(APIError) {
        let all = Array(database[.folders].records)
        folders = Dictionary(grouping: all) { $0["parentId"]?.string ?? "" }
        let access = try DashboardAccess(database, call)
        let seen =
            access.caller.isAdministrator ? Array(database[.dashboards].records) : access.visible.map(\.withoutWidgets)
        dashboards = Dictionary(grouping: seen) { $0["parentFolder"]?.string ?? "" }
    }

    /// The trees of those `folders` whose parent is not among them.
    func roots(of folders: [JSONObject]) -> [JSONObject] {
        let ids = Set(folders.map { $0.text("oid") })
        return folders.filter { !ids.contains($0["parentId"]?.string ?? "") }.map(branch)
    }

    func branch(_ folder: JSONObject) -> JSONObject {
        let id = folder.text("oid")
        var branch = folder
        branch["folders"] = .array((folders[id] ?? []).map { .object(self.branch($0)) })
        branch["dashboards"] = .array((dashboards[id] ?? []).map(JSONValue.object))
        return branch
    }
}

extension JSONObject {
    /// A dashboard with nothing in it, and nobody's.
    static let blankDashboard = JSONObject([
        ("_id", ""), ("oid", ""), ("title", ""), ("desc", ""), ("type", "dashboard"), ("instanceType", "owner"),
        ("owner", ""), ("userId", ""), ("parentFolder", .null), ("source", .null), ("created", ""),
        ("lastUpdated", ""), ("dataExploration", false), ("datasource", .null), ("shares", []), ("filters", []),
        ("style", [:]), ("layout", ["type": "columnar", "columns": []]), ("defaultFilters", .null),
        ("previewLayout", []),
    ])

    /// A dashboard alone.
    var withoutWidgets: JSONObject {
        var dashboard = self
        dashboard["widgets"] = nil
        return dashboard
    }
}
