import SisenseClient

/// What stands behind one operation of the catalogue: who may use it, and what it does.
struct Route: Sendable {
    let access: Access
    let handle: @Sendable (inout Database, Call) throws(APIError) -> Reply

    init(_ access: Access, _ handle: @escaping @Sendable (inout Database, Call) throws(APIError) -> Reply) {
        self.access = access
        self.handle = handle
    }

    typealias Table = [OperationID: Route]

    /// All operations that are answered.
    static let all: Table = [
        AlertHandlers.routes, ApplicationHandlers.routes, AuthenticationHandlers.routes,
        DashboardAdministrationHandlers.routes, DashboardHandlers.routes, FeatureHandlers.routes, FolderHandlers.routes,
        GroupHandlers.routes, RoleHandlers.routes, SettingsHandlers.routes, ShareHandlers.routes,
        TrustedServerHandlers.routes, UserHandlers.routes, WidgetHandlers.routes,
    ].reduce(into: [:]) { all, routes in all.merge(routes) { first, _ in first } }
}
