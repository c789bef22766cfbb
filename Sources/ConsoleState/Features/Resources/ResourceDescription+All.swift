extension ResourceDescription {
    /// The resources there are, in the order the pane of all shows them. A new one is registered here.
    package static let all: [ResourceDescription] = [
        connections, datasets, dataSecurity, cubes, cubeSets, cubeServers, customTables, dataModels, builds,
        liveConnectors, folders, customData, licence, application, roles, tenants, clusterNodes, auditFiles,
        analyticsToken, translations, suggestions,
    ]

    private static let byPane = Dictionary(uniqueKeysWithValues: all.map { ($0.pane, $0) })

    /// The description of a pane; nil when the pane is none of these.
    static func named(_ pane: PaneID) -> ResourceDescription? { byPane[pane] }
}
