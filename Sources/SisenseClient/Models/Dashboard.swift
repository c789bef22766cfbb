/// A dashboard, or a recipient's copy of one (seeds/003, Dashboards).
package struct Dashboard: Record {
    /// Whose version this is.
    package enum Copy: String, Sendable {
        case owner
        case user
        case proxy
    }

    /// The `oid`: the same for all copies of a dashboard.
    package let id: String
    package let title: String
    package let description: String
    package let owner: Reference?
    package let copy: Copy?
    package let folder: Reference?
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

    package func lean() -> Dashboard {
        var dashboard = self
        dashboard.raw = .null
        return dashboard
    }

    package var label: String { title.isEmpty ? id : title }
}
