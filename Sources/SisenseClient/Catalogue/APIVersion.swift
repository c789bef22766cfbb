/// The three generations of the API that one server offers side by side.
package enum APIVersion: String, Sendable, CaseIterable {
    case v0 = "v0.9"
    case v1
    case v2

    /// Where the paths of this version start on the server.
    package var base: String {
        switch self {
        case .v0: "/api"
        case .v1: "/api/v1"
        case .v2: "/api/v2"
        }
    }
}
