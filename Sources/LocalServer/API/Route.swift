import SisenseClient

/// What stands behind one operation of the catalogue: who may use it, and what it does.
struct Route: Sendable {
    let access: Access
    let handle: @Sendable (inout Database, Call) throws(APIError) -> Reply

    init(_ access: Access, _ handle: @escaping @Sendable (inout Database, Call) throws(APIError) -> Reply) {
        self.access = access
        self.handle = handle
    }

    typealias Table = [SisenseClient.Operation: Route]

    /// All operations that are answered.
    static let all: Table = [
        AccountHandlers.routes, AlertHandlers.routes, AnalyticsHandlers.routes, ApplicationHandlers.routes,
        AuthenticationHandlers.routes, BuildHandlers.routes, ConnectionHandlers.routes, CubeHandlers.routes,
        CubeModelHandlers.routes, CubeSetHandlers.routes, CustomDataHandlers.routes,
        DashboardAdministrationHandlers.routes, DashboardHandlers.routes, DashboardTransferHandlers.routes,
        DataSecurityHandlers.routes, DatabaseHandlers.routes, DatasetHandlers.routes, DatasourceHandlers.routes,
        ExportHandlers.routes, FeatureHandlers.routes, FolderHandlers.routes, GeoHandlers.routes, GroupHandlers.routes,
        LDAPHandlers.routes, LiveConnectorHandlers.routes, PluginHandlers.routes, ReportManagerHandlers.routes,
        ReportingHandlers.routes, RoleHandlers.routes, ServerHandlers.routes, ServiceSettingsHandlers.routes,
        SettingsHandlers.routes, ShareHandlers.routes, SuggestionHandlers.routes, TrustedServerHandlers.routes,
        UserHandlers.routes, WidgetHandlers.routes,
    ].reduce(into: [:]) { all, routes in all.merge(routes) { first, _ in first } }
}
