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
        guard let caller = call.caller, caller.role != "super", let path = flags[call.operation] else { return }
        var value: JSONValue? = database[.roles][caller.roleID]?["manifest"]
        for name in path { value = value?[name] }
        if value?.bool == false { throw .forbidden("Your role does not allow \(path.joined(separator: "/"))") }
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
        .exportWidgetPNG: ("exporting", "png"), .exportExcel: ("exporting", "xlsx"),
        .createReports: ("scheduledReports", ""), .runReport: ("scheduledReports", ""),
        .sendReport: ("scheduledReports", ""), .replaceDashboardSubscription: ("scheduledReports", ""),
    ]

    private static let flags: [SisenseClient.Operation: [String]] = [
        .createDashboard: ["dashboards", "create"], .importDashboard: ["dashboards", "import"],
        .importDashboards: ["dashboards", "import"], .duplicateDashboard: ["dashboards", "duplicate"],
        .restoreDashboard: ["dashboards", "restore"], .exportDashboardPDF: ["dashboards", "export_pdf"],
        .exportDashboardPNG: ["dashboards", "export_jpeg"], .exportDashboardFile: ["dashboards", "export_dash"],
        .exportDashboards: ["dashboards", "export_dash"], .createWidget: ["widgets", "create"],
        .deleteWidget: ["widgets", "delete"], .queryDatasourceCSV: ["widgets", "export_csv"],
        .createUser: ["users", "manage"], .createUsers: ["users", "manage"], .updateUser: ["users", "manage"],
        .deleteUser: ["users", "manage"], .deleteUsers: ["users", "manage"],
        .replaceSystemSettings: ["settings", "manage"], .replaceSecuritySettings: ["settings", "manage"],
        .replaceSSOSettings: ["settings", "manage"],
    ]
}
