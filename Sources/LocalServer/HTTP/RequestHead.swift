/// The request line and the header fields of one request, read strictly, and where its body ends.
struct RequestHead {
    /// Without its body.
    let request: IncomingRequest
    /// Bytes of the body; nil for one that comes in chunks.
    let body: Int?
    let expectsContinue: Bool

    /// - Parameter lines: Without their ends.
    /// - Throws: `HTTPFault` for whatever could be read in two ways, and for what is beyond the limits.
    init(_ lines: [ArraySlice<UInt8>], limits: HTTPLimits) throws(HTTPFault) {
        guard let first = lines.first else { throw .malformed("The request line is missing") }
        let (method, target, minor) = try Self.requestLine(first)
        guard lines.count <= limits.headerCount + 1 else { throw .headersTooLarge }
        var headers = HeaderFields()
        for line in lines.dropFirst() {
            let (name, value) = try Self.field(line)
            headers.append(name, value)
        }
        let hosts = headers.values("host").count
        guard hosts == 1 || (hosts == 0 && minor == 0) else { throw .malformed("There has to be one Host header") }
        let connection = headers.tokens("connection")
        request = IncomingRequest(
            method: method, target: target, headers: headers,
            keepsAlive: minor == 1 ? !connection.contains("close") : connection.contains("keep-alive"))
        body = try Self.bodyLength(headers, minor: minor, limits: limits)
        expectsContinue = try Self.expectation(headers, minor: minor)
    }

    private static func requestLine(
        _ line: ArraySlice<UInt8>
    ) throws(HTTPFault) -> (method: String, target: RequestTarget, minor: Int) {
        let words = line.split(separator: 32, omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[0].allSatisfy(isToken),
            !words[1].isEmpty, words[1].allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformed("The request line is not \"METHOD target HTTP/1.1\"") }
        let version = String(decoding: words[2], as: UTF8.self)
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            throw version.hasPrefix("HTTP/")
                ? HTTPFault(status: 505, message: "Only HTTP/1.1 and HTTP/1.0 are spoken here")
                : .malformed("The request line names no HTTP version")
        }
        let target = try RequestTarget(words[1])
        return (String(decoding: words[0], as: UTF8.self), target, version == "HTTP/1.1" ? 1 : 0)
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> (name: String, value: String) {
        guard line.first != 32, line.first != 9 else { throw .malformed("A header line is folded") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(isToken)
        else { throw .malformed("A header line has no proper name") }
        let value = line[(colon + 1)...]
        guard value.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) }) else {
            throw .malformed("A header value holds a control character")
        }
        let text = Substring(decoding: value, as: UTF8.self).trimmingSpaces()
        return (String(decoding: line[..<colon], as: UTF8.self), String(text))
    }

    /// The characters of a token (RFC 9110, 5.6.2).
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// The end of the body (RFC 9112, 6.3). A length comes once, and not beside a transfer coding.
    private static func bodyLength(_ headers: HeaderFields, minor: Int, limits: HTTPLimits) throws(HTTPFault) -> Int? {
        let lengths = headers.values("content-length")
        let codings = headers.values("transfer-encoding")
        guard lengths.count + codings.count <= 1 else { throw .malformed("The length of the body is given twice") }
        if let coding = codings.first {
            guard minor == 1 else { throw .malformed("HTTP/1.0 has no transfer coding") }
            guard coding.lowercased() == "chunked" else {
                throw HTTPFault(status: 501, message: "The only transfer coding taken is chunked")
            }
            return nil
        }
        guard let text = lengths.first else { return 0 }
        let length = try length(text, radix: 10)
        guard length <= limits.body else { throw .bodyTooLarge }
        return length
    }

    private static func expectation(_ headers: HeaderFields, minor: Int) throws(HTTPFault) -> Bool {
        guard minor == 1, let expectation = headers["expect"] else { return false }
        guard expectation.lowercased() == "100-continue" else {
            throw HTTPFault(status: 417, message: "Only Expect: 100-continue is understood")
        }
        return true
    }

    /// A length in digits alone. - Throws: 413 for one beyond all numbers.
    static func length(_ text: String, radix: Int) throws(HTTPFault) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).hexDigitValue ?? 99 < radix }) else {
            throw .malformed("A length is not a number")
        }
        guard let length = Int(text, radix: radix) else { throw .bodyTooLarge }
        return length
    }
}

/// Header fields in the order they came. Names are kept in lower case.
struct HeaderFields: Sendable, Equatable {
    private(set) var fields: [Field] = []

    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name.lowercased(), value: value))
    }

    /// The first value under `name`, which is in lower case.
    subscript(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The members of a comma separated list such as `Connection`, in lower case.
    func tokens(_ name: String) -> [String] {
        values(name).flatMap { value in
            value.split(separator: ",").map { $0.trimmingSpaces().lowercased() }
        }
    }
}

extension Substring {
    /// Without the spaces and tabs around it: what RFC 9110 calls optional white space.
    func trimmingSpaces() -> Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
