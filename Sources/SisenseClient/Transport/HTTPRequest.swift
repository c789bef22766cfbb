package import Foundation

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

/// Takes the body of an answer piece by piece, where it is not to be held in memory.
package final class BodySink: Sendable, Equatable {
    /// Bytes it takes; a longer body is cut off.
    package let limit: Int
    private let write: @Sendable (UnsafeRawBufferPointer) -> Bool

    /// - Parameter write: Takes a piece, on the thread of the transfers; false when it cannot, which ends the transfer.
    package init(limit: Int, write: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool) {
        self.limit = limit
        self.write = write
    }

    func receive(_ piece: UnsafeRawBufferPointer) -> Bool { write(piece) }

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
