/// How a server is set up, as files describe it: names instead of ids, no secrets, always in the same order.
package struct StateExport: Sendable {
    let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The value of a kind in a file.
    package func value(of kind: StateKind) async throws(APIError) -> JSONValue {
        switch kind {
        case .features: try await features()
        case .roles: try await roles()
        case .groups: try await groups()
        case .users: try await users()
        case .servers: try await servers()
        case .settings: try await settings()
        case .origins: try await origins()
        case .shares: try await shares()
        }
    }

    /// An object with its members in order.
    static func sorted(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members.sorted { $0.0 < $1.0 }))
    }
}
