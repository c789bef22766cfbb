import Foundation
import SisenseClient

/// Carries requests for one address to another, so that a server on any free port has a name that never changes. What
/// is not on this machine is not asked.
struct RenamedServer: HTTPTransport {
    let address: String
    let real: String
    let transport: any HTTPTransport

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let isLocal = request.url.absoluteString.hasPrefix(address) || request.url.host() == "127.0.0.1"
        guard isLocal else { throw TransportError(.cannotResolve, server: request.url.host() ?? "") }
        let url = request.url.absoluteString.replacing(address, with: real, maxReplacements: 1)
        guard let url = URL(string: url) else { throw TransportError(.cannotResolve, server: address) }
        return try await transport.send(
            HTTPRequest(method: request.method, url: url, headers: request.headers, body: request.body),
            isChange: isChange)
    }
}
