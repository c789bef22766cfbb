import SisenseClient

/// Which server, as whom, and whether it may be changed: from the arguments, then from the environment.
struct ConnectionOptions {
    var server: ServerAddress?
    var isReadOnly = false
    var token: Secret?
    var user: String?
    var password: Secret?

    init(environment: [String: String]) throws(UsageError) {
        if let text = environment["SISENSE_URL"], !text.isEmpty { server = try Self.address(text, "SISENSE_URL") }
        token = environment["SISENSE_TOKEN"].flatMap { $0.isEmpty ? nil : Secret($0) }
        user = environment["SISENSE_USER"].flatMap { $0.isEmpty ? nil : $0 }
        password = environment["SISENSE_PASSWORD"].flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    static func address(_ text: String, _ origin: String) throws(UsageError) -> ServerAddress {
        do {
            return try ServerAddress(text)
        } catch {
            throw UsageError("\(origin): \(error.description)")
        }
    }

    var policy: WritePolicy { isReadOnly ? .readOnly(reason: "it was started with --readonly") : .readWrite }

    /// A client that has the token when there is one, but has not logged in.
    func client(for server: ServerAddress, policy: WritePolicy) -> APIClient {
        APIClient(server: server, transport: URLSessionTransport(), token: token, policy: policy)
    }
}
