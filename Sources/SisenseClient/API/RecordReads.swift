extension Operation {
    /// The operation that reads the record or document which this one changes, in the form in which this one takes it;
    /// nil where none is documented.
    ///
    /// Settings: seeds/000 (Enabling CORS using the REST API) and seeds/003, Settings. Shares and permissions: the
    /// published definitions of v0.9 and v1. What a PATCH of one record merges into is what a GET of it answers
    /// (seeds/001). A cube's permissions and a user of v0.9 are read in another form than they are written in: what is
    /// read of them says that nobody has changed them, see `pathRead`, and is no body to begin with.
    package var recordRead: Operation? { Self.recordReads[self] }

    /// True when the body is the document itself: what it leaves out is lost, or set back.
    package var takesWholeDocument: Bool { change == .replace && recordRead != nil }

    private static let recordReads: [Operation: Operation] = [
        .replaceSystemSettings: .getSystemSettings, .replaceSystemSettingsV0: .getSystemSettingsV0,
        .replaceSSOSettings: .getSSOSettings, .replaceSecuritySettings: .getSecuritySettings,
        .replaceGlobalization: .getGlobalization, .updateEmailServer: .getEmailServer,
        .updateLoginLockout: .getLoginLockout,
        .replaceDashboardShares: .getDashboardShares, .replaceDashboardSubscription: .getDashboardSubscription,
        .replaceDatasetPermissions: .getDatasetPermissions, .replaceLiveModelPermissions: .getLiveModelPermissions,
        .replaceCubeServerSettings: .getCubeServerSettings,
        .updateUser: .getUser, .updateDashboard: .getDashboard, .updateWidget: .getWidget,
        .updateFolder: .getFolder, .updateAlert: .getAlert, .updateReport: .getReport,
        .updateConnection: .getConnection, .updateDataset: .getDataset, .updateLDAPDomain: .getLDAPDomain,
        .updateCubeSet: .getCubeSet, .updateDashboardV0: .getDashboardV0, .replaceDashboardV0: .getDashboardV0,
        .replaceWidgetV0: .getWidgetV0, .replaceBranding: .getBranding,
        .updateDatamodelDataset: .getDatamodelDataset, .updateDatamodelTable: .getDatamodelTable,
        .updateDatamodelRelation: .getDatamodelRelation, .replaceBuildSchedule: .getBuildSchedule,
    ]
}
