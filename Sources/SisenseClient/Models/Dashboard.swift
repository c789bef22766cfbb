/// A dashboard, or a recipient's copy of one (seeds/003, Dashboards).
package struct Dashboard: Record {
    /// The party whose version this is.
    package enum Copy: String, Sendable {
        case owner
        case user
        case proxy
    }

    /// The `oid`: the same for all copies of a dashboard.
    package let id: String
    package let title: String
    package let description: String
    package private(set) var owner: Reference?
    package let copy: Copy?
    package private(set) var folder: Reference?
    package let dataSource: String?
    package let shares: [Share]
    package let isPublic: Bool
    package let created: Timestamp?
    package let lastUpdated: Timestamp?
    package let lastPublished: Timestamp?
    package let lastOpened: Timestamp?
    package private(set) var raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.sharedID else { return nil }
        self.id = id
        title = raw.text("title", "name") ?? ""
        description = raw.text("desc") ?? ""
        owner = Reference(raw["owner"])
        copy = raw.text("instanceType").flatMap(Copy.init)
        folder = Reference(raw["parentFolder"])
        dataSource = raw["datasource"]?.text("title") ?? raw.text("datasource")
        shares = (raw["shares"]?.array ?? []).compactMap(Share.init)
        isPublic = raw.flag("isPublic") ?? false
        created = raw.time("created")
        lastUpdated = raw.time("lastUpdated")
        lastPublished = raw.time("lastPublish")
        lastOpened = raw.time("lastOpened")
        self.raw = raw
    }

    /// A dashboard of which nothing is known but what another record says of it.
    init(reference: Reference) {
        (id, title, description) = (reference.id, reference.name ?? "", "")
        (owner, copy, folder, dataSource, shares, isPublic) = (nil, nil, nil, nil, [], false)
        (created, lastUpdated, lastPublished, lastOpened, raw) = (nil, nil, nil, nil, .null)
    }

    /// The same dashboard with the name of its owner.
    package func with(ownerName: String, account: String? = nil) -> Dashboard {
        var dashboard = self
        dashboard.owner = owner.map { Reference(id: $0.id, name: ownerName, account: account) }
        return dashboard
    }

    /// The same dashboard with the name of its folder, where it has one.
    package func with(folderName: String?) -> Dashboard {
        var dashboard = self
        dashboard.folder = folder.map { Reference(id: $0.id, name: folderName ?? $0.name) }
        return dashboard
    }

    package func lean() -> Dashboard {
        var dashboard = self
        dashboard.raw = .null
        return dashboard
    }

    package var label: String { title.isEmpty ? id : title }
}

/// A part of a dashboard (seeds/003, Widgets).
package struct Widget: Record {
    package let id: String
    package let title: String
    package let type: String
    package let subtype: String
    package let dashboardID: String?
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.sharedID else { return nil }
        self.id = id
        title = raw.text("title") ?? ""
        type = raw.text("type") ?? ""
        subtype = raw.text("subtype") ?? ""
        dashboardID = raw.text("dashboardid", "dashboardId")
        lastUpdated = raw.time("lastUpdated")
        self.raw = raw
    }

    /// The type in words: `column chart`; the one of the API for what has no other name.
    package var kind: String {
        let chart = "chart/"
        if type.hasPrefix(chart) { return "\(type.dropFirst(chart.count)) chart" }
        return ["pivot", "pivot2"].contains(type) ? "pivot table" : type
    }
}

/// A folder of dashboards (seeds/003, Folders).
package struct Folder: Record {
    package let id: String
    package let name: String
    package let owner: Reference?
    package let parentID: String?
    /// Filled when the tree was asked for.
    package private(set) var folders: [Folder]
    /// Filled when they were expanded, or the tree was asked for.
    package let dashboards: [Dashboard]
    /// True when the server says which dashboards are in it.
    package let hasDashboardList: Bool
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.sharedID else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        owner = Reference(raw["owner"])
        parentID = Reference(raw["parentId"])?.id
        folders = (raw["folders"]?.array ?? []).compactMap(Folder.init)
        dashboards = (raw["dashboards"]?.array ?? []).compactMap(Dashboard.init)
        hasDashboardList = raw["dashboards"]?.array != nil
        self.raw = raw
    }

    /// A folder of which nothing is known but what another record says of it.
    package init(id: String, name: String?) {
        (self.id, self.name) = (id, name ?? "")
        (owner, parentID, folders, dashboards, hasDashboardList, raw) = (nil, nil, [], [], false, .null)
    }

    /// The same folder with other folders in it.
    package func with(folders: [Folder]) -> Folder {
        var copy = self
        copy.folders = folders
        return copy
    }

    package var label: String { name.isEmpty ? id : name }

    /// Folders and dashboards below this one, at any depth; nil for dashboards where the server reports none anywhere.
    package var contents: (folders: Int, dashboards: Int?) {
        let below = folders.map(\.contents)
        let known = [hasDashboardList ? dashboards.count : nil] + below.map(\.dashboards)
        return (
            below.reduce(folders.count) { $0 + $1.folders },
            known.allSatisfy { $0 == nil } ? nil : known.compactMap(\.self).reduce(0, +)
        )
    }

    /// The dashboards in this folder and below it, as far as the server sent them.
    package var allDashboards: [Dashboard] {
        var found: [Dashboard] = []
        var waiting = [self]
        while let folder = waiting.popLast() {
            found += folder.dashboards
            waiting += folder.folders.reversed()
        }
        return found
    }

    /// The same folders, each in the one it belongs to. Those that are in one already stay there.
    package static func nested(_ flat: [Folder]) -> [Folder] {
        let ids = Set(flat.map(\.id))
        let children = Dictionary(grouping: flat.filter { $0.parentID.map(ids.contains) ?? false }) {
            $0.parentID ?? ""
        }
        guard !children.isEmpty else { return flat }
        var placed: Set<String> = []
        func tree(_ folder: Folder) -> Folder {
            placed.insert(folder.id)
            let own = Set(folder.folders.map(\.id))
            let below = (children[folder.id] ?? []).filter { !own.contains($0.id) && !placed.contains($0.id) }
            return below.isEmpty ? folder : folder.with(folders: folder.folders + below.map(tree))
        }
        var roots = flat.filter { !($0.parentID.map(ids.contains) ?? false) }.map(tree)
        // Folders that lie in each other have no top.
        for folder in flat where !placed.contains(folder.id) { roots.append(tree(folder)) }
        return roots
    }
}

/// The data behind dashboards (seeds/003, Dashboards; the form of `datasource` in a dashboard).
package struct DataSource: Sendable, Equatable, Identifiable {
    package let title: String
    /// The server that has it: `LocalHost`, or `Set` for sets.
    package let address: String
    /// As a dashboard carries it.
    package let raw: JSONValue

    /// From a dashboard. Nil for what names none.
    package init?(_ raw: JSONValue?) {
        guard let raw, let title = raw.text("title") else { return nil }
        self.title = title
        address = raw.text("address") ?? "LocalHost"
        self.raw = raw
    }

    /// Of a cube that no dashboard uses yet. Its id is made as the servers make it.
    package init(cube: DataRecord) {
        let server = cube.raw.text("server", "address") ?? "LocalHost"
        func part(_ text: String) -> String { "a" + text.uppercased().filter { $0 != " " } }
        title = cube.name
        address = server
        raw = [
            "title": .string(cube.name), "fullname": .string(cube.raw.text("fullname") ?? "\(server)/\(cube.name)"),
            "id": .string("\(part(server))_\(part(cube.name))"), "address": .string(server),
            "database": .string(cube.raw.text("databaseName") ?? cube.name),
        ]
    }

    /// Servers distinguish data sources by address and title.
    package var id: String { "\(address)/\(title)" }
}
