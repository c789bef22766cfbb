import Foundation
import FoundationNetworking

/// Requests over URLSession, with what it lacks on Linux added: a deadline that holds, a limit on the body, no
/// redirect to another origin, no cookies.
///
/// Reads share one session and so its connections. Whatever is not a plain read gets a session of its own, because
/// on a connection that is kept alive libcurl repeats a POST by itself when the server drops it.
package final class URLSessionTransport: HTTPTransport {
    private let limits: TransportLimits
    private let reads: Exchanges

    package init(limits: TransportLimits = TransportLimits()) {
        self.limits = limits
        reads = Exchanges(limits: limits)
    }

    deinit {
        reads.finish()
    }

    package func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        if !isChange, [.get, .head, .options].contains(request.method) {
            return try await reads.exchange(request, isChange: false)
        }
        let once = Exchanges(limits: limits)
        defer { once.finish() }
        return try await once.exchange(request, isChange: isChange)
    }
}
