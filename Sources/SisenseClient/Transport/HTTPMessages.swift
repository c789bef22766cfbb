package import Foundation
import Synchronization

/// The request methods this API uses (RFC 9110 section 9).
package enum HTTPMethod: String, Sendable, CaseIterable, Codable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
}

/// Header fields in the order they came. Names are compared without regard to case (RFC 9110 section 5.1).
package struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    /// The values of a field joined by commas (RFC 9110 section 5.3); nil when it is not there. Setting replaces all
    /// fields of that name.
    package subscript(_ name: String) -> String? {
        get {
            let values = self.values(name)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        set {
            fields.removeAll { $0.name.caseInsensitiveCompare(name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values under a name, in whatever case that is written, in their order.
    package func values(_ name: String) -> [String] {
        fields.filter { $0.name.caseInsensitiveCompare(name) }.map(\.value)
    }

    /// Adds a line to the value of the last field (RFC 9112 section 5.2, obsolete but alive).
    mutating func continueLast(_ text: String) {
        guard let last = fields.popLast() else { return }
        fields.append(Field(name: last.name, value: last.value + " " + text))
    }

    /// Adds a field beside those of the same name, as `Set-Cookie` and `Vary` may come several times.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension String {
    fileprivate func caseInsensitiveCompare(_ other: String) -> Bool {
        utf8.count == other.utf8.count && lowercased() == other.lowercased()
    }
}

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
    /// Scheme, host and port, which distinguish one server from another: `https://bi.acme.example:8443`.
    var originText: String {
        let scheme = scheme?.lowercased() ?? ""
        let host = host()?.lowercased() ?? ""
        let port = port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : ":\($0)" } ?? ""
        return "\(scheme)://" + (host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) + port
    }
}

/// One answer as it came, whatever its status.
package struct HTTPResponse: Sendable, Equatable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: Data
    /// From handing the request over to the last byte of the answer.
    package var duration: Duration
    /// The phases of the transfer; nil where they are not known.
    package var transfer: TransferDetails?
    /// The number of times the request was sent until this answer came.
    package var attempts = 1

    package init(status: Int, headers: HTTPHeaders = [:], body: Data = Data(), duration: Duration = .zero) {
        self.status = status
        self.headers = headers
        self.body = body
        self.duration = duration
    }

    /// From handing the request over to the head of the answer; nil when that is not known.
    package var wait: Duration? { transfer?.firstByte }
}

/// Carries requests to a server and answers back.
package protocol HTTPTransport: Sendable {
    /// The answer to `request`, whatever its status.
    ///
    /// With `isChange` the request must go out at most once, and a failure after it may have arrived is thrown as
    /// `outcomeUnknown`.
    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse
}
