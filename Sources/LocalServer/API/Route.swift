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
        ApplicationHandlers.routes, AuthenticationHandlers.routes, FeatureHandlers.routes, GroupHandlers.routes,
        RoleHandlers.routes, SettingsHandlers.routes, UserHandlers.routes,
    ].reduce(into: [:]) { all, routes in all.merge(routes) { first, _ in first } }
}
