/// One of the places of the console: its name for commands and effects, and what a person calls it.
package struct PaneID: Sendable, Hashable {
    package let rawValue: String
    package let title: String

    package init(_ rawValue: String, title: String) {
        self.rawValue = rawValue
        self.title = title
    }

    package static let home = PaneID("home", title: "Home")
    package static let users = PaneID("users", title: "Users")
    package static let groups = PaneID("groups", title: "Groups")
    package static let dashboards = PaneID("dashboards", title: "Dashboards")
    package static let alerts = PaneID("alerts", title: "Alerts")
    package static let features = PaneID("features", title: "Features")
    package static let security = PaneID("security", title: "Security")
    package static let api = PaneID("api", title: "API")
    package static let trace = PaneID("trace", title: "Trace")
    package static let audit = PaneID("audit", title: "Audit")
    package static let data = PaneID("data", title: "Data")
    package static let servers = PaneID("servers", title: "Trusted servers")

    /// The name alone tells panes apart.
    package static func == (one: PaneID, other: PaneID) -> Bool { one.rawValue == other.rawValue }

    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
