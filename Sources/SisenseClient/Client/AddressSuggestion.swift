/// Looks for the address that was meant, where the one that was given does not lead to a Sisense server: another scheme,
/// a port that Sisense uses, the path that a redirect names. Nothing secret is sent on the way.
package struct AddressSuggestion: Sendable {
    private let transport: any HTTPTransport

    package init(transport: any HTTPTransport) {
        self.transport = transport
    }

    /// What to do about a step that failed, beside what its error says; nil where nothing better is known.
    @concurrent package func advice(for server: ServerAddress, after failure: ConnectionTestError) async -> String? {
        if failure.isUntrusted {
            return "If your company signs its certificates itself, name the file of its authorities: CA file in the "
                + "form, caFile in the profile."
        }
        let candidates = Self.candidates(server, failure)
        var version: [ServerAddress: String] = [:]
        let answers = await candidates.concurrentOutcomes { candidate throws(APIError) in
            let client = APIClient(
                server: candidate, transport: transport, token: nil, policy: .readOnly(reason: "a test changes nothing")
            )
            return try await ApplicationService(client).status().version ?? "of unknown version"
        }
        for (candidate, answer) in zip(candidates, answers) { version[candidate] = try? answer.get() }
        guard let found = candidates.first(where: { version[$0] != nil }) else { return nil }
        return "\(found) answers: Sisense \(version[found] ?? "")."
    }

    /// The ports on which Sisense answers where no proxy stands before it: Windows, and Linux.
    private static let plainPorts = [8081, 30845]

    /// The addresses to try, the likeliest first.
    static func candidates(_ server: ServerAddress, _ failure: ConnectionTestError) -> [ServerAddress] {
        let (host, path) = (server.host, server.basePath)
        let port = server.port.map { ":\($0)" } ?? ""
        let ports = plainPorts.filter { $0 != server.port }.map { "http://\(host):\($0)\(path)" }
        let other = server.scheme == .https ? "http" : "https"
        let texts: [String] =
            switch failure.step {
            case .connect:
                server.port == nil ? ports + ["\(other)://\(host)\(path)"] : ["https://\(host)\(path)"] + ports
            case .tls: ["http://\(host)\(port)\(path)"] + ports
            case .http:
                ["\(other)://\(host)\(port)\(path)"] + (failure.redirect.map { [$0] } ?? [])
                    + (path.isEmpty ? [] : ["\(server.scheme.rawValue)://\(host)\(port)"])
            case .token, .name, .proxy, .login, .rights: []
            }
        return texts.compactMap { try? ServerAddress($0) }.filter { $0 != server }
    }
}

extension ConnectionTestError {
    /// True when the certificate is none that this machine trusts.
    fileprivate var isUntrusted: Bool { cause == .certificate }

    /// The place that the server sends everybody to; nil where it does not.
    fileprivate var redirect: String? {
        if case .redirected(let location)? = cause { location } else { nil }
    }
}
