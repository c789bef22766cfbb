import SisenseClient

extension ServerVersion {
    /// The versions that can be served, the oldest first.
    package static let all = [windows82, linux2021, linux2025]

    /// Windows 8.2: what the reference of seeds/003 (Windows 6 and 7) and the maker's definitions of December 2020 for
    /// v0.9 and v1 hold. v2 came with Linux. Of dashboards, widgets alone are expanded (seeds/003, GET /dashboards).
    private static let windows82 = ServerVersion(
        "win8.2", number: "8.2.5.11026",
        about: "Windows: no v2, no own API tokens, no adminAccess, dashboards expand widgets alone",
        missing: Set(secondVersion + laterThan2020 + [.encryptAppDatabasePassword, .changeAppDatabasePassword]),
        refusedParameters: [RefusedParameter(name: "adminAccess"), RefusedParameter(name: "sharedMode")],
        expandable: [
            .getDashboards: ["widgets"], .getDashboard: ["widgets"], .getAllDashboards: ["widgets"],
        ],
        statuses: [.logout: 204, .deleteWidget: 200])

    /// Linux as the maker's definitions of December 2020 for v0.9, v1 and v2 describe it, the published ones that are
    /// nearest to L2021.9. `adminAccess` is in them for subscriptions alone.
    private static let linux2021 = ServerVersion(
        "L2021.9", number: "L2021.9",
        about: "Linux: no features, no cube sets, no v2 connections, no own API tokens, adminAccess refused (422)",
        missing: Set(
            windowsOnly + laterThan2020
                + [
                    .createConnection, .updateConnection, .getManagedConnections, .createManagedConnection,
                    .updateManagedConnection,
                ]),
        refusedParameters: [
            RefusedParameter(
                name: "adminAccess", knownTo: [.getDashboardSubscription, .replaceDashboardSubscription]),
            RefusedParameter(name: "sharedMode"),
        ],
        statuses: [.logout: 200, .deleteWidget: 204, .importDatamodel: 200])

    /// Linux of today: connections are those of v2, the database has no password of its own to be set.
    private static let linux2025 = ServerVersion(
        "L2025.2", number: "L2025.2",
        about: "Linux: no features, no cube sets, connections in v2 alone",
        missing: Set(
            windowsOnly
                + [
                    .encryptAppDatabasePassword, .changeAppDatabasePassword, .getConnections, .getConnection,
                    .getRecentConnections, .createConnection, .updateConnection, .deleteConnection,
                ]),
        statuses: [.logout: 200, .deleteWidget: 204])

    // MARK: Parts that versions share

    /// In the reference of Windows, and gone from every definition for Linux.
    private static let windowsOnly: [SisenseClient.Operation] = [
        .getFeatures, .toggleFeature,
        .getCubeServerSettings, .replaceCubeServerSettings, .testRServer,
        .getCubeSets, .getCubeSet, .createCubeSet, .updateCubeSet, .deleteCubeSet,
        .explainJAQL, .getCubeRevision,
        .getCustomTables, .getCustomTable, .createCustomTable, .updateCustomTable, .deleteCustomTable,
        .getManualQuery, .createManualQuery, .updateManualQuery, .deleteManualQuery,
        .getCustomFields, .getCustomField, .createCustomField, .updateCustomField, .deleteCustomField,
        .getRelations, .createRelations, .updateRelations, .deleteRelations,
        .getTransformedDataset, .getDatasetPermissions, .getDatasetSecurity,
        .importDashboard, .queryCustomData,
        .encryptDatabasePassword, .changeDatabasePassword,
        // In no reference; clients ask Windows for it, and Linux for that of v2.
        .exportDatamodelStream,
    ]

    /// In no published definition up to December 2020, and called by clients since.
    private static let laterThan2020: [SisenseClient.Operation] =
        [
            .getAPIToken, .renewAPIToken, .getTenants, .encryptText, .decryptText, .checkDashboardCanBeOwned,
            .getReports, .getReport, .createReports, .updateReport, .deleteReport, .runReport, .setUserPassword,
            .getBloxActions, .saveBloxAction, .deleteBloxAction, .updateNotebook, .exportNotebook,
            .createLiveModelRules,
            .getConnectionTable, .getPerspectives, .getPerspective, .createPerspective, .deletePerspective,
            .queryModelGraph, .executeCommand,
        ] + OperationGroup.projects.operations

    private static let secondVersion: [SisenseClient.Operation] = {
        var operations: [SisenseClient.Operation] = []
        for operation in Catalogue.sisense.operations where operation.template.description.hasPrefix("/api/v2/") {
            operations.append(operation)
        }
        return operations
    }()
}
