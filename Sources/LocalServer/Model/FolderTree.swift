import SisenseClient

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
