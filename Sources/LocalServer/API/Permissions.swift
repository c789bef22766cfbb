import SisenseClient

/// The operations that a feature which is off, or the manifest of a role, takes away from callers who could use them.
///
/// Features and their parts: seeds/003, Features; those of which no source tells what they switch off do nothing here.
/// The members of a manifest: the published definition of
/// `/api/roles`. What neither names follows from the base role alone.
enum Permissions {
    /// - Throws: 403 that names the feature or the permission.
    static func check(_ call: Call, in database: Database) throws(APIError) {
        if let (key, part) = features[call.operation], let feature = database[.features][key] {
            let part = part.isEmpty ? alertPart(call) : part
            let subscription = feature.objects("subscriptions").first { $0.text("name") == part }
            guard feature["active"]?.bool != false, subscription?["active"]?.bool != false else {
                throw .forbidden("The feature \(feature.text("name")) is off")
            }
        }
        guard let caller = call.caller, let path = flags[call.operation] else { return }
        guard allows(path, to: caller, in: database) else {
            throw .forbidden("Your role does not allow \(path.joined(separator: "/"))")
        }
    }

    /// False when the manifest of the caller's role says no at `path`. The super user is bound by none.
    static func allows(_ path: [String], to caller: Caller, in database: Database) -> Bool {
        guard caller.role != "super" else { return true }
        var value: JSONValue? = database[.roles][caller.roleID]?["manifest"]
        for name in path { value = value?[name] }
        return value?.bool != false
    }

    /// The part of alerting that an alert needs: alerts on builds and on key figures are switched by themselves.
    private static func alertPart(_ call: Call) -> String {
        guard [.createAlert, .updateAlert].contains(call.operation),
            let type = (try? call.json())?["type"]?.string
        else { return "" }
        return "\(type)Subscription"
    }

    private static let features: [SisenseClient.Operation: (key: String, part: String)] = [
        .createAlert: ("alerting", ""), .updateAlert: ("alerting", ""), .setReceiveNotification: ("alerting", ""),
        .exportDashboardPDF: ("exporting", "pdf"), .exportDashboardPNG: ("exporting", "png"),
        .exportWidgetPNG: ("exporting", "png"), .exportWidgetPDF: ("exporting", "pdf"),
        .exportExcel: ("exporting", "xlsx"), .queryDatasourceCSV: ("exporting", "csv"),
        .createReports: ("scheduledReports", ""), .runReport: ("scheduledReports", ""),
        .sendReport: ("scheduledReports", ""), .replaceDashboardSubscription: ("scheduledReports", ""),
    ]

    private static let flags: [SisenseClient.Operation: [String]] = {
        var flags = otherFlags
        for operation in managingUsers { flags[operation] = managesUsers }
        for operation in managingSettings { flags[operation] = managesSettings }
        return flags
    }()

    static let managesUsers = ["users", "manage"]
    static let managesSettings = ["settings", "manage"]

    private static let managingUsers: [SisenseClient.Operation] = [
        .createUser, .createUsers, .updateUser, .deleteUser, .deleteUsers, .createDirectoryUser,
        .createDirectoryUsers, .createUsersV0, .replaceUserV0, .setUserPassword, .deleteUserV0, .deleteUsersV0,
    ]

    private static let managingSettings: [SisenseClient.Operation] = [
        .replaceSystemSettings, .replaceSystemSettingsV0, .replaceSecuritySettings, .replaceSSOSettings,
        .createEmailServer, .updateEmailServer, .deleteEmailServer, .createGlobalization, .replaceGlobalization,
        .deleteGlobalization, .updateLoginLockout, .toggleFeature, .updateRoleManifest,
    ]

    private static let otherFlags: [SisenseClient.Operation: [String]] = [
        .createDashboard: ["dashboards", "create"], .importDashboard: ["dashboards", "import"],
        .importDashboards: ["dashboards", "import"], .duplicateDashboard: ["dashboards", "duplicate"],
        .restoreDashboard: ["dashboards", "restore"], .exportDashboardPDF: ["dashboards", "export_pdf"],
        .exportDashboardPNG: ["dashboards", "export_jpeg"], .exportDashboardFile: ["dashboards", "export_dash"],
        .exportDashboards: ["dashboards", "export_dash"], .exportDashboardV0: ["dashboards", "export_dash"],
        .createWidget: ["widgets", "create"],
        .deleteWidget: ["widgets", "delete"], .queryDatasourceCSV: ["widgets", "export_csv"],
    ]
}
