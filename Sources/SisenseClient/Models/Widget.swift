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
}
