import Foundation
import SisenseClient

/// One request, whole: its body has arrived.
struct IncomingRequest: Sendable, Equatable {
    /// As it stood in the request line; methods are case-sensitive (RFC 9110, 9.1).
    var method: String
    var target: RequestTarget
    var headers: HeaderFields
    var body: [UInt8] = []
    /// True when the client keeps the connection open after the answer (RFC 9112, 9.3).
    var keepsAlive: Bool

    /// The request as it is below `base`; nil for one that is not.
    func below(_ base: [String]) -> IncomingRequest? {
        guard !base.isEmpty, !target.isWholeServer else { return self }
        guard target.segments.starts(with: base) else { return nil }
        var request = self
        request.target.segments.removeFirst(base.count)
        return request
    }

    /// The type of the body, in lower case and without parameters (RFC 9110, 8.3.1).
    var mediaType: String? {
        headers["content-type"]?.split(separator: ";").first.map { $0.trimmingSpaces().lowercased() }
    }

    /// The coding of the body, such as `gzip`; nil where it is as it is (RFC 9110, 8.4).
    var coding: String? {
        let codings = headers.tokens("content-encoding").filter { !$0.isEmpty && $0 != "identity" }
        return body.isEmpty || codings.isEmpty ? nil : codings.joined(separator: ", ")
    }

    /// The token of `Authorization: Bearer …` (RFC 6750, 2.1).
    var bearerToken: String? {
        guard let value = headers["authorization"], let space = value.utf8.firstIndex(of: UInt8(ascii: " ")),
            value[..<space].lowercased() == "bearer"
        else { return nil }
        let token = value.utf8[space...].drop { $0 == UInt8(ascii: " ") }
        return token.isEmpty ? nil : String(Substring(token))
    }
}

/// The target of a request, decoded: the segments of the path and the items of the query.
struct RequestTarget: Sendable, Hashable {
    fileprivate(set) var segments: [String]
    let query: [QueryItem]
    /// Host and port when the target was written in absolute form (RFC 9112, 3.2.2).
    let authority: String?
    /// `*`, which only OPTIONS has.
    let isWholeServer: Bool

    /// Reads the second word of a request line. - Throws: `HTTPFault` for bad percent-encoding and for forms that
    /// only proxies take.
    init(_ text: ArraySlice<UInt8>) throws(HTTPFault) {
        guard !text.elementsEqual("*".utf8) else {
            (segments, query, authority, isWholeServer) = ([], [], nil, true)
            return
        }
        isWholeServer = false
        var path = text
        if let scheme = text.firstIndex(of: UInt8(ascii: ":")), text.first != UInt8(ascii: "/") {
            guard String(decoding: text[..<scheme], as: UTF8.self).lowercased() == "http",
                text[(scheme + 1)...].starts(with: "//".utf8)
            else { throw .malformed("The request target has to be a path") }
            let rest = text[(scheme + 3)...]
            let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            authority = String(decoding: host, as: UTF8.self)
            path = rest[host.endIndex...]
        } else {
            authority = nil
        }
        guard path.first == UInt8(ascii: "/") || (authority != nil && path.first != UInt8(ascii: "#")) else {
            throw .malformed("The request target has to be a path")
        }
        guard !path.contains(UInt8(ascii: "#")) else { throw .malformed("The request target holds a fragment") }
        let question = path.firstIndex(of: UInt8(ascii: "?")) ?? path.endIndex
        segments = try path[..<question].split(separator: UInt8(ascii: "/")).map { segment throws(HTTPFault) in
            try Self.decode(segment, plusIsSpace: false)
        }
        query = question < path.endIndex ? try Self.form(path[(question + 1)...]) : []
    }

    /// The items of a query or of a form body (application/x-www-form-urlencoded, as WHATWG URL section 5.1 reads
    /// it, but with bad percent-encoding refused).
    static func form(_ text: ArraySlice<UInt8>) throws(HTTPFault) -> [QueryItem] {
        try text.split(separator: UInt8(ascii: "&")).map { part throws(HTTPFault) in
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = try decode(part[..<equals], plusIsSpace: true)
            return QueryItem(name, try decode(part[equals...].dropFirst(), plusIsSpace: true))
        }
    }

    private static func decode(_ text: ArraySlice<UInt8>, plusIsSpace: Bool) throws(HTTPFault) -> String {
        // Most texts are encoded as they are.
        guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || !(1...127).contains($0) })
        else { return String(decoding: text, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexadecimal), let low = iterator.next().flatMap(hexadecimal)
                else { throw .malformed("Bad percent-encoding") }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .malformed("Percent-encoded text that is not UTF-8")
        }
        return decoded
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
