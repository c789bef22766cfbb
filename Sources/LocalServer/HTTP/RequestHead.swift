import Glibc

/// The request line and the header fields of one request, read strictly, and where its body ends.
struct RequestHead {
    /// Without its body.
    let request: IncomingRequest
    let section: HeaderSection

    /// - Parameters:
    ///   - bytes: The lines with their ends, each of which is CRLF.
    ///   - last: The fields of the request before this one, on the same connection.
    /// - Throws: `HTTPFault` for whatever could be read in two ways, and for what is beyond the limits.
    init(_ bytes: ArraySlice<UInt8>, limits: HTTPLimits, last: HeaderSection? = nil) throws(HTTPFault) {
        var rest = bytes
        guard let first = Self.takeLine(&rest) else { throw .malformed("The request line is missing") }
        let (method, target, minor) = try Self.requestLine(first)
        if let last, last.isRead(from: rest, minor: minor) {
            section = last
        } else {
            section = try HeaderSection(rest, minor: minor, limits: limits)
        }
        request = IncomingRequest(
            method: method, target: target, headers: section.fields, keepsAlive: section.keepsAlive)
    }

    /// The next line without its end; nil after the last.
    static func takeLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 10) ?? rest.endIndex
        defer { rest = rest[end...].dropFirst() }
        return rest[..<end].last == 13 ? rest[..<(end - 1)] : rest[..<end]
    }

    private static func requestLine(
        _ line: ArraySlice<UInt8>
    ) throws(HTTPFault) -> (method: String, target: RequestTarget, minor: Int) {
        let first = line.firstIndex(of: 32) ?? line.endIndex
        let (method, rest) = (line[..<first], line[first...].dropFirst())
        let second = rest.firstIndex(of: 32) ?? rest.endIndex
        let (target, version) = (rest[..<second], rest[second...].dropFirst())
        guard !version.isEmpty, !version.contains(32), !method.isEmpty, method.allSatisfy(isToken), !target.isEmpty,
            target.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformed("The request line is not \"METHOD target HTTP/1.1\"") }
        let minor: Int
        if version.elementsEqual("HTTP/1.1".utf8) {
            minor = 1
        } else if version.elementsEqual("HTTP/1.0".utf8) {
            minor = 0
        } else {
            throw version.starts(with: "HTTP/".utf8)
                ? HTTPFault(status: 505, message: "Only HTTP/1.1 and HTTP/1.0 are spoken here")
                : .malformed("The request line names no HTTP version")
        }
        return (String(decoding: method, as: UTF8.self), try RequestTarget(target), minor)
    }

    /// True for the characters of a token (RFC 9110, 5.6.2).
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: "!#$%&'*+.^_`|~".utf8.contains(byte)
        }
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

/// The header fields of a request, and what they say of its end. A client mostly sends the same ones again, so whoever
/// keeps the last need not read them again.
struct HeaderSection {
    let fields: HeaderFields
    let keepsAlive: Bool
    /// Bytes of the body; nil for one that comes in chunks.
    let body: Int?
    let expectsContinue: Bool
    private let bytes: [UInt8]
    private let minor: Int

    /// - Parameters:
    ///   - bytes: The lines after the request line, with their ends.
    ///   - minor: 1 for HTTP/1.1.
    init(_ bytes: ArraySlice<UInt8>, minor: Int, limits: HTTPLimits) throws(HTTPFault) {
        var (rest, fields) = (bytes, HeaderFields())
        while let line = RequestHead.takeLine(&rest) {
            guard fields.fields.count < limits.headerCount else { throw .headersTooLarge }
            fields.append(try Self.field(line))
        }
        let hosts = fields.count("host")
        guard hosts == 1 || (hosts == 0 && minor == 0) else { throw .malformed("There has to be one Host header") }
        let connection = fields.tokens("connection")
        keepsAlive = minor == 1 ? !connection.contains("close") : connection.contains("keep-alive")
        body = try Self.bodyLength(fields, minor: minor, limits: limits)
        expectsContinue = try Self.expectation(fields, minor: minor)
        self.fields = fields
        self.minor = minor
        self.bytes = Array(bytes)
    }

    /// True when keeping it for each connection costs little.
    var isSmall: Bool { bytes.count <= 1 << 12 }

    /// True when reading `bytes` would give this.
    func isRead(from bytes: ArraySlice<UInt8>, minor: Int) -> Bool {
        guard minor == self.minor, bytes.count == self.bytes.count, !bytes.isEmpty else { return false }
        return bytes.withUnsafeBytes { these in
            self.bytes.withUnsafeBytes { own in
                guard let these = these.baseAddress, let first = own.baseAddress else { return false }
                return memcmp(these, first, own.count) == 0
            }
        }
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> HeaderFields.Field {
        guard line.first != 32, line.first != 9 else { throw .malformed("A header line is folded") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(RequestHead.isToken)
        else { throw .malformed("A header line has no proper name") }
        var value = line[(colon + 1)...]
        guard value.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) }) else {
            throw .malformed("A header value holds a control character")
        }
        // What stands around a value is optional white space (RFC 9110, 5.6.3).
        value = value.drop { $0 == 32 || $0 == 9 }
        while value.last == 32 || value.last == 9 { value.removeLast() }
        return HeaderFields.Field(
            name: String(decoding: line[..<colon], as: UTF8.self).lowercased(),
            value: String(decoding: value, as: UTF8.self))
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
        let length = try RequestHead.length(text, radix: 10)
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
}

/// Header fields in the order they came. Names are kept in lower case.
struct HeaderFields: Sendable, Equatable {
    private(set) var fields: [Field] = []

    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// - Parameter field: Its name is in lower case.
    mutating func append(_ field: Field) {
        if fields.isEmpty { fields.reserveCapacity(8) }
        fields.append(field)
    }

    mutating func append(_ name: String, _ value: String) { append(Field(name: name.lowercased(), value: value)) }

    /// The number of fields under `name`, which is in lower case.
    func count(_ name: String) -> Int { fields.count { $0.name == name } }

    /// The first value under `name`, which is in lower case.
    subscript(_ name: String) -> String? {
        for index in fields.indices where fields[index].name == name { return fields[index].value }
        return nil
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
