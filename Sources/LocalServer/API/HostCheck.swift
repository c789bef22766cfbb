/// Refuses requests that were meant for another host. A page on the internet can point its own name at 127.0.0.1 and
/// would then count as this server's own origin (DNS rebinding); its requests carry its name.
struct HostCheck: Sendable {
    private let address: String
    private let isOpen: Bool

    /// - Parameter address: What the server listens on. One that is shown to the network takes every name, since
    ///   nobody knows by which names it is reached.
    init(address: String) {
        self.address = address
        isOpen = !LocalServer.isLoopback(address)
    }

    func check(_ request: IncomingRequest) throws(APIError) {
        guard let host = request.target.authority ?? request.headers["host"] else { return }
        guard isOpen || isOwn(host) else {
            throw APIError(status: 421, code: 421, message: "This server does not answer for the host '\(host)'")
        }
    }

    private func isOwn(_ host: String) -> Bool {
        let name: Substring
        if host.hasPrefix("[") {
            name = host.dropFirst().prefix { $0 != "]" }
        } else {
            name = host.prefix { $0 != ":" }
        }
        return name.lowercased() == "localhost" || name == address || name == "::1"
            || (name.hasPrefix("127.") && name.allSatisfy { $0 == "." || ("0"..."9").contains($0) })
    }
}
