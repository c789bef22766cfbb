extension ListFeature {
    /// The panes that are lists. A new one is registered here, or as a `ResourceDescription`.
    package static let all: [PaneID: ListFeature] = Dictionary(
        uniqueKeysWithValues: (own + ResourceDescription.all.map(ListFeature.init)).map { ($0.pane, $0) })

    private static let own = [
        users, groups, dashboards, alerts, features, operations, trace, audit, trustedServers, settings, ldap,
        plugins, lockouts, lint, plans, compare, resources,
    ]
}
