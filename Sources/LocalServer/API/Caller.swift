import SisenseClient

/// The person behind a request.
struct Caller: Sendable {
    let id: String
    /// The base role: `super`, `admin`, `dataAdmin`, `dataDesigner`, `contributor`, `consumer`, `tenantAdmin`.
    let role: String
    let groups: [String]
    /// The token the request came with, as `Token.fingerprint` names it.
    let token: String

    var isAdministrator: Bool { ["super", "admin", "tenantAdmin"].contains(role) }

    /// Whether the role of the caller reaches this far.
    func may(_ access: Access) -> Bool {
        switch access {
        case .anyone, .user: true
        case .designer: role != "consumer"
        case .dataDesigner: isAdministrator || ["dataAdmin", "dataDesigner"].contains(role)
        case .administrator: isAdministrator
        }
    }
}
