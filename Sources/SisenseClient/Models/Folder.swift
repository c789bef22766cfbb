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
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.sharedID else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        owner = Reference(raw["owner"])
        parentID = Reference(raw["parentId"])?.id
        folders = (raw["folders"]?.array ?? []).compactMap(Folder.init)
        dashboards = (raw["dashboards"]?.array ?? []).compactMap(Dashboard.init)
        self.raw = raw
    }

    /// A folder of which nothing is known but what another record tells of it.
    package init(id: String, name: String?) {
        (self.id, self.name) = (id, name ?? "")
        (owner, parentID, folders, dashboards, raw) = (nil, nil, [], [], .null)
    }

    /// The same folder with other folders in it.
    package func with(folders: [Folder]) -> Folder {
        var copy = self
        copy.folders = folders
        return copy
    }

    package var label: String { name.isEmpty ? id : name }

    /// Folders and dashboards below this one, at any depth.
    package var contents: (folders: Int, dashboards: Int) {
        folders.reduce((folders.count, dashboards.count)) { sum, folder in
            (sum.0 + folder.contents.folders, sum.1 + folder.contents.dashboards)
        }
    }
}
