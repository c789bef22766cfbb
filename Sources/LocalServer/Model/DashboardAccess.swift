import SisenseClient

/// The access to a dashboard: who sees which version of it, and who may change it.
///
/// Recipients see the version that was published last, and see it from the moment it is published; taken from the list
/// they lose it at once. The owner, those who may edit, and administrators see it as it is.
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

    /// The dashboard as the caller sees it. - Throws: 404 with code 10001 also for what is not shared with them.
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

    func isOwner(of dashboard: JSONObject) -> Bool { dashboard.text("owner") == caller.id }

    /// The strongest rule that the shares of `dashboard` give the caller; nil for none.
    func rule(in dashboard: JSONObject) -> String? {
        let rules = dashboard.objects("shares").filter { parties.contains($0.text("shareId")) }.map { $0.text("rule") }
        return rules.contains("edit") ? "edit" : rules.first
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
    /// Saves a change of a dashboard. Recipients keep the version before the first change until it is published.
    mutating func saveDashboard(_ dashboard: JSONObject, _ call: Call) {
        let id = dashboard.text("oid")
        if let before = self[.dashboards][id], self[.published][id] == nil { put(before, id: id, in: .published) }
        var changed = dashboard
        changed["lastUpdated"] = call.timestamp
        put(changed, id: id, in: .dashboards)
    }

    /// Adds a dashboard that belongs to `owner` and is shared with nobody, with copies of `widgets`.
    mutating func addDashboard(
        _ input: JSONObject, widgets: [JSONObject], id: String? = nil, owner: String, _ call: Call
    ) -> JSONObject {
        let oid = id ?? ObjectID.make(call.now)
        var dashboard = JSONObject([
            ("_id", .string(ObjectID.make(call.now))), ("oid", .string(oid)), ("title", ""), ("desc", ""),
            ("type", "dashboard"), ("instanceType", "owner"), ("owner", .string(owner)), ("userId", .string(owner)),
            ("parentFolder", .null), ("source", .null), ("created", call.timestamp), ("lastUpdated", call.timestamp),
            ("dataExploration", false), ("datasource", .null), ("shares", []), ("filters", []), ("style", [:]),
            ("layout", ["type": "columnar", "columns": []]), ("defaultFilters", .null), ("previewLayout", []),
        ])
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
        let seen = access.caller.isAdministrator ? Array(database[.dashboards].records) : access.visible
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
