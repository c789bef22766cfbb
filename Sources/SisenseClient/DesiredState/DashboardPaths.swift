/// Dashboards by the paths that files know them by: the names of their folders and the title, `Finance/Revenue`, or
/// `oid:` and the id where several have that path.
struct DashboardPaths: Sendable {
    static let idPrefix = "oid:"

    private var byPath: [String: [Dashboard]] = [:]
    private var alike: [String: [Dashboard]] = [:]
    private var paths: [String: String] = [:]
    private var byID: [String: Dashboard] = [:]
    /// The number of all dashboards; nil where only some were read.
    private(set) var total: Int?

    private static let fields = ["oid", "title", "owner", "parentFolder", "shares"]
    /// The most dashboards that are asked for one by one.
    private static let maxNames = 20
    private static let maxConcurrent = 8

    init(_ dashboards: [Dashboard], folders: [Folder]) {
        let names = Self.names(of: folders)
        for dashboard in dashboards where byID.updateValue(dashboard, forKey: dashboard.id) == nil {
            let folder = dashboard.folder.flatMap { names[$0.id] }
            let path = folder.map { "\($0)/\(dashboard.title)" } ?? dashboard.title
            paths[dashboard.id] = path
            byPath[path, default: []].append(dashboard)
            alike[SpelledAlike.key(path), default: []].append(dashboard)
        }
    }

    /// The path of each folder, by its id.
    private static func names(of folders: [Folder]) -> [String: String] {
        var names: [String: String] = [:]
        var waiting = folders.map { ($0, $0.label) }
        while let (folder, path) = waiting.popLast() {
            names[folder.id] = path
            waiting += folder.folders.map { ($0, "\(path)/\($0.label)") }
        }
        return names
    }

    /// Every dashboard.
    static func all(_ client: APIClient) async throws(APIError) -> DashboardPaths {
        let query = ListQuery(fields: fields, isLean: true)
        let dashboards = try await DashboardsService(client, asAdministrator: true).pages(query).all()
        var all = DashboardPaths(dashboards, folders: try await FoldersService(client).tree())
        all.total = dashboards.count
        return all
    }

    /// The dashboards that files name, and those that their names could be mistaken for.
    static func read(_ client: APIClient, named keys: [String]) async throws(APIError) -> DashboardPaths {
        guard keys.count <= maxNames else { return try await all(client) }
        let found = try await keys.concurrentMap(maxConcurrent: maxConcurrent) { key throws(APIError) in
            try await dashboards(client, named: key)
        }
        // A server that does not know the filter has sent all, or refuses it.
        guard !found.contains(where: { $0 == nil }) else { return try await all(client) }
        return DashboardPaths(
            found.compactMap(\.self).flatMap(\.self), folders: try await FoldersService(client).tree())
    }

    /// Nil where the server does not know how to look for one.
    private static func dashboards(_ client: APIClient, named key: String) async throws(APIError) -> [Dashboard]? {
        if key.hasPrefix(idPrefix) {
            let id = String(key.dropFirst(idPrefix.count))
            let found = try await client.unlessGone { () throws(APIError) in
                try await DashboardsService(client, asAdministrator: true).get(id)
            }
            return found.map { [$0] } ?? []
        }
        let query = ListQuery(fields: fields, filters: [QueryItem("search", title(in: key))], isLean: true)
        do throws(APIError) {
            return try await DashboardsService(client.trying, asAdministrator: true).pages(query).all()
        } catch {
            guard error.mayBeOption else { throw error }
            return nil
        }
    }

    /// The key by which a file names a dashboard.
    func key(of dashboard: Dashboard) -> String {
        let path = paths[dashboard.id] ?? dashboard.title
        let isOne = !path.isEmpty && !path.hasPrefix(Self.idPrefix) && (alike[SpelledAlike.key(path)]?.count ?? 0) == 1
        return isOne ? path : Self.idPrefix + dashboard.id
    }

    var all: [Dashboard] { byID.values.sorted { $0.id < $1.id } }

    /// The dashboard that an entry means: by its path, by the one that it had before, or, where it was handed over and so
    /// left the folder of its former owner, by its title and the owner whom the file names.
    /// - Parameter owner: The id of that owner; nil where the file names none.
    /// - Throws: `StateProblem` where there is none, or more than one.
    func dashboard(_ entry: StateEntry, ownedBy owner: String?) throws(StateProblem) -> Dashboard {
        if let found = try dashboard(entry, named: entry.key) { return found }
        if let former = entry.formerKey, let found = try dashboard(entry, named: former) { return found }
        let moved = byID.values.filter { $0.title == Self.title(in: entry.key) }.sorted { $0.id < $1.id }
        let handedOver = moved.filter { owner != nil && $0.owner?.id == owner }
        if handedOver.count == 1 { return handedOver[0] }
        let paths = moved.map { "\"\(key(of: $0))\"" }
        guard !paths.isEmpty else { throw StateProblem(.shares, entry, "the server has no such dashboard") }
        throw StateProblem(
            .shares, entry,
            "the server has no such dashboard. It has \(Excerpt.of(paths, limit: 3)): name that, "
                + "with \"was\": \(JSONWriter.text(.string(entry.key)))")
    }

    /// Nil where the server has none of this name.
    private func dashboard(_ entry: StateEntry, named name: String) throws(StateProblem) -> Dashboard? {
        if name.hasPrefix(Self.idPrefix) { return byID[String(name.dropFirst(Self.idPrefix.count))] }
        let found = byPath[name] ?? []
        let similar = alike[SpelledAlike.key(name)] ?? []
        if found.count == 1, similar.count == 1 { return found[0] }
        guard !similar.isEmpty else { return nil }
        let list = similar.map { "\"\(paths[$0.id] ?? $0.title)\" (\(Self.idPrefix)\($0.id))" }
        throw StateProblem(.shares, entry, "the server has \(list.joined(separator: " and ")): name it by its id")
    }

    /// The title in a path.
    private static func title(in key: String) -> String { String(key.split(separator: "/").last ?? "") }
}
