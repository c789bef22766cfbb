extension ListFeature {
    /// The panes that are lists. A new one is registered here.
    package static let all: [PaneID: ListFeature] = Dictionary(
        uniqueKeysWithValues: [
            users, groups, dashboards, alerts, features, operations, trace, audit, trustedServers, settings, directory,
            plugins,
            lockouts, health, plans, drift,
        ]
        .map {
            ($0.pane, $0)
        })
}
