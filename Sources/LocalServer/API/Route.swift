import SisenseClient

/// The implementation of one operation of the catalogue: who may use it, and what it does.
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
        CubeModelHandlers.routes, CubeSetHandlers.routes, CustomCodeHandlers.routes, CustomDataHandlers.routes,
        DatamodelHandlers.routes, DatamodelSchemaHandlers.routes, DatamodelTransferHandlers.routes,
        DashboardAdministrationHandlers.routes, DashboardHandlers.routes, DashboardTransferHandlers.routes,
        DataSecurityHandlers.routes, DatabaseHandlers.routes, DatasetHandlers.routes, DatasourceHandlers.routes,
        OldCubeHandlers.routes, OldDashboardHandlers.routes, ExportHandlers.routes, FeatureHandlers.routes,
        FolderHandlers.routes, GeoHandlers.routes, GlobalsHandlers.routes, GroupHandlers.routes, LDAPHandlers.routes,
        LiveConnectorHandlers.routes, LiveModelHandlers.routes, ModelGraphHandlers.routes, PerspectiveHandlers.routes,
        PluginHandlers.routes, ProjectHandlers.routes, ReportManagerHandlers.routes, ReportingHandlers.routes, RoleHandlers.routes,
        ServerHandlers.routes, ServiceSettingsHandlers.routes,
        SettingsHandlers.routes, ShareHandlers.routes, SuggestionHandlers.routes, TrustedServerHandlers.routes,
        UserHandlers.routes, WidgetHandlers.routes,
    ].reduce(into: [:]) { all, routes in all.merge(routes) { first, _ in first } }
}

/// The callers that may use an operation.
enum Access: Sendable {
    /// No login is needed.
    case anyone
    /// Anybody who is logged in.
    case user
    /// Those who make dashboards: all but viewers.
    case designer
    /// Those who look after data.
    case dataDesigner
    case administrator
}

/// The person behind a request.
struct Caller: Sendable {
    let id: String
    /// The base role: `super`, `admin`, `dataAdmin`, `dataDesigner`, `contributor`, `consumer`, `tenantAdmin`.
    let role: String
    let roleID: String
    let groups: [String]
    /// The token the request came with, as `Token.fingerprint` names it.
    let token: String

    var isAdministrator: Bool { ["super", "admin", "tenantAdmin"].contains(role) }

    /// True when the role of the caller reaches this far.
    func may(_ access: Access) -> Bool {
        switch access {
        case .anyone, .user: true
        case .designer: role != "consumer"
        case .dataDesigner: isAdministrator || ["dataAdmin", "dataDesigner"].contains(role)
        case .administrator: isAdministrator
        }
    }
}

/// The answer of a handler.
struct Reply {
    var status = 200
    var body: Body = .empty
    var headers: [(name: String, value: String)] = []
    /// The time the answer is held back.
    var delay = Duration.zero
    /// Makes the answer that really counts, away from the database and the thread of the event loop.
    var job: (@Sendable () async -> Reply)?

    enum Body {
        case empty
        case json(JSONValue)
        case bytes([UInt8], contentType: String)
    }

    static func ok(_ value: JSONValue) -> Reply { Reply(body: .json(value)) }
    static func ok(_ record: JSONObject) -> Reply { .ok(.object(record)) }
    static func ok(_ records: [JSONObject]) -> Reply { .ok(.array(records.map(JSONValue.object))) }
    static func created(_ value: JSONValue) -> Reply { Reply(status: 201, body: .json(value)) }
    static func created(_ record: JSONObject) -> Reply { .created(.object(record)) }
    static func file(_ bytes: [UInt8], _ contentType: String, name: String) -> Reply {
        let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return Reply(
            body: .bytes(bytes, contentType: contentType),
            headers: [("Content-Disposition", "attachment; filename=\"\(plain)\"")])
    }

    /// An error whose changes stay, such as a counted failure to log in. Throwing the error takes changes back.
    static func refusal(_ error: APIError, delay: Duration = .zero) -> Reply {
        Reply(status: error.status, body: .json(error.body), delay: delay)
    }

    /// An answer that takes asking somebody else.
    static func later(_ job: @escaping @Sendable () async -> Reply) -> Reply { Reply(job: job) }

    static let noContent = Reply(status: 204)
}
