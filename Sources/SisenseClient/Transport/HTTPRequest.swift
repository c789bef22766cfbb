package import Foundation
import Synchronization

/// One request, ready to be sent.
package struct HTTPRequest: Sendable, Equatable {
    package var method: HTTPMethod
    package var url: URL
    package var headers: HTTPHeaders
    package var body: Data?
    /// Takes the body of a good answer as it comes; nil to have it in the answer.
    package var sink: BodySink?

    package init(
        method: HTTPMethod, url: URL, headers: HTTPHeaders = [:], body: Data? = nil, sink: BodySink? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.sink = sink
    }
}

/// Takes the body of a good answer piece by piece, where it is not to be held in memory. A page for browsers, which
/// comes from whatever stands before the server, is no such body: it stays in the answer.
package final class BodySink: Sendable, Equatable {
    /// Bytes it takes; a longer body is cut off.
    package let limit: Int
    private let begin: @Sendable (HTTPResponse) -> Void
    private let write: @Sendable (UnsafeRawBufferPointer) -> Bool
    private let count = Atomic(0)

    /// - Parameters:
    ///   - begin: Is given the head of the answer before the first piece.
    ///   - write: Takes a piece, on the thread of the transfers; false when it cannot, which ends the transfer.
    package init(
        limit: Int, begin: @escaping @Sendable (HTTPResponse) -> Void = { _ in },
        write: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) {
        self.limit = limit
        self.begin = begin
        self.write = write
    }

    /// Bytes it was given so far. A request whose sink has any is not sent a second time.
    package var received: Int { count.load(ordering: .acquiring) }

    func receive(_ piece: UnsafeRawBufferPointer, of head: HTTPResponse) -> Bool {
        let before = count.add(piece.count, ordering: .acquiringAndReleasing).oldValue
        if before == 0 { begin(head) }
        return write(piece)
    }

    package static func == (left: BodySink, right: BodySink) -> Bool { left === right }
}

extension URL {
    /// Scheme, host and port as a server is told apart from another: `https://bi.acme.example:8443`.
    var originText: String {
        let scheme = scheme?.lowercased() ?? ""
        let host = host()?.lowercased() ?? ""
        let port = port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : ":\($0)" } ?? ""
        return "\(scheme)://" + (host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) + port
    }
}
