import Foundation
import SisenseClient

/// What a request asks for, decoded: the segments of the path and the items of the query.
struct RequestTarget: Sendable, Equatable {
    let segments: [String]
    let query: [QueryItem]
    /// Host and port when the target was written in absolute form (RFC 9112, 3.2.2).
    let authority: String?
    /// `*`, which only OPTIONS has.
    let isWholeServer: Bool

    /// Reads the second word of a request line. - Throws: `HTTPFault` for bad percent-encoding and for forms that
    /// only proxies take.
    init(_ text: Substring) throws(HTTPFault) {
        guard text != "*" else {
            (segments, query, authority, isWholeServer) = ([], [], nil, true)
            return
        }
        isWholeServer = false
        var rest = text
        let scheme = rest.prefix(7).lowercased()
        if scheme == "http://" {
            rest = rest.dropFirst(7)
            let host = rest.prefix { $0 != "/" && $0 != "?" }
            authority = String(host)
            rest = rest.dropFirst(host.count)
            if !rest.hasPrefix("/") { rest = "/" + rest }
        } else {
            authority = nil
        }
        guard rest.hasPrefix("/") else { throw .malformed("The request target has to be a path") }
        guard !rest.contains("#") else { throw .malformed("The request target holds a fragment") }
        let question = rest.firstIndex(of: "?") ?? rest.endIndex
        segments = try rest[..<question].split(separator: "/").map { segment throws(HTTPFault) in
            try Self.decode(segment, plusIsSpace: false)
        }
        query = question < rest.endIndex ? try Self.form(rest[rest.index(after: question)...]) : []
    }

    /// The items of a query or of a form body (application/x-www-form-urlencoded, as WHATWG URL section 5.1 reads
    /// it, but with bad percent-encoding refused).
    static func form(_ text: Substring) throws(HTTPFault) -> [QueryItem] {
        var items: [QueryItem] = []
        for part in text.split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let value = equals < part.endIndex ? part[part.index(after: equals)...] : ""
            items.append(
                QueryItem(
                    try decode(part[..<equals], plusIsSpace: true), try decode(value, plusIsSpace: true)))
        }
        return items
    }

    private static func decode(_ text: Substring, plusIsSpace: Bool) throws(HTTPFault) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexadecimal), let low = iterator.next().flatMap(hexadecimal)
                else { throw .malformed("Bad percent-encoding in the request target") }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .malformed("The request target is not UTF-8 text")
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
