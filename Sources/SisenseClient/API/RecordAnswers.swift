extension Operation {
    /// True for one that answers with the record, or the records, it has made or changed. That answer is how its server
    /// says that it was done: a gateway can send a status of 200 with nothing, or with something else.
    ///
    /// From the answers that the published definitions of v0.9, v1 and v2 declare and describe, the words of seeds/003,
    /// and for reports, plug-ins and data security what clients read of real answers. Left out is what servers are known
    /// to answer otherwise: numbers, flags, the state of a cube, nothing at all, a list that may be empty.
    var answersWithRecord: Bool { Self.answeringWithRecord.contains(self) }

    private static let answeringWithRecord: Set<Operation> = people.union(dashboards).union(data).union(settings)

    private static let people: Set<Operation> = [
        .createUser, .createUsers, .createUsersV0, .createDirectoryUser, .createDirectoryUsers, .updateUser,
        .createGroup, .createGroups, .createDirectoryGroup, .createDirectoryGroups, .updateRoleManifest,
        .createLDAPDomain, .updateLDAPDomain,
    ]

    private static let dashboards: Set<Operation> = [
        .createDashboard, .importDashboard, .importDashboards, .duplicateDashboard, .updateDashboard,
        .updateDashboardV0, .replaceDashboardV0, .changeDashboardOwner, .changeOwnerAsAdministrator,
        .createWidget, .updateWidget, .replaceWidgetV0, .createFolder, .updateFolder,
        .createAlert, .updateAlert, .setReceiveNotification, .createReports, .updateReport,
    ]

    private static let data: Set<Operation> = [
        .createConnection, .updateConnection, .createDataset, .updateDataset, .createDatasetSecurity,
        .createLiveModelSecurity, .createLiveModelRules, .createCubeSecurity, .updateCubeSecurityRule,
        .createDatamodel, .createDatamodelDataset, .updateDatamodelDataset, .createDatamodelTable,
        .updateDatamodelTable, .createDatamodelRelation, .updateDatamodelRelation, .createPerspective, .startBuild,
        .createCubeSet, .updateCubeSet, .createNotebook, .updateNotebook, .createCustomData,
        .createProjectBranch, .createProjectCommit,
    ]

    private static let settings: Set<Operation> = [
        .replaceSystemSettings, .replaceSystemSettingsV0, .replaceSecuritySettings, .replaceSSOSettings,
        .createEmailServer, .updateEmailServer, .createGlobalization, .replaceGlobalization, .updateLoginLockout,
        .replaceCubeServerSettings, .replaceBranding, .replaceDesignSettings, .toggleFeature, .updatePlugins,
        .createTrustedServer, .setNewLicence, .getAnalyticsToken, .getServerAPIKey, .generateServerAPIKey,
    ]
}
