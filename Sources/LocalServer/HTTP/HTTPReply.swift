import Foundation

/// An answer before it becomes bytes.
struct HTTPReply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    /// The header fields that the request alone decides, whatever is answered to it: those of CORS.
    var corsHeaders: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// The time the answer is held back: a wrong password costs time.
    var delay: Duration = .zero
    /// True when it reports something that is not on disk yet.
    var isProvisional = false
    /// True when the connection ends instead of the answer: a rehearsal of a network that breaks.
    var isLost = false
    /// Makes the rest of the answer elsewhere, where waiting holds nobody up.
    var job: (@Sendable () async -> HTTPReply)?

    /// Says what `other` says, to the same request.
    mutating func replace(by other: HTTPReply) {
        let corsHeaders = corsHeaders
        self = other
        self.corsHeaders = corsHeaders
    }

    /// The fields that every answer has.
    static let standingFields: [(name: String, value: String)] = [
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ]
    private static let standingLines = standingFields.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }

    /// Appends the answer as it goes over the wire.
    /// - Parameters:
    ///   - withoutBody: For HEAD: the header alone, with the length the body would have.
    ///   - date: The line of the Date header (RFC 9110, 6.6.1).
    func append(to output: inout [UInt8], withoutBody: Bool, closes: Bool, date: [UInt8]) {
        func write(_ text: String) { output.append(contentsOf: text.utf8) }
        func field(_ name: String, _ value: String) {
            write(name)
            write(": ")
            write(value)
            write("\r\n")
        }
        output.append(contentsOf: HTTPStatus.line(status))
        output.append(contentsOf: date)
        output.append(contentsOf: Self.standingLines)
        for (name, value) in headers { field(name, value) }
        for (name, value) in corsHeaders { field(name, value) }
        // 204 and 304 have no body and no length (RFC 9110, 8.6).
        if status != 204, status != 304 { field("Content-Length", String(body.count)) }
        if closes { field("Connection", "close") }
        write("\r\n")
        if !withoutBody, status != 204, status != 304 { output.append(contentsOf: body) }
    }
}

/// The reason phrases of RFC 9110 section 15, which the error envelope carries as `httpMessage`.
enum HTTPStatus {
    static func reason(_ status: Int) -> String { table[status] ?? "Unknown" }

    /// The first line of an answer.
    static func line(_ status: Int) -> [UInt8] { lines[status] ?? makeLine(status) }

    private static let lines: [Int: [UInt8]] = table.reduce(into: [:]) { $0[$1.key] = makeLine($1.key) }

    private static func makeLine(_ status: Int) -> [UInt8] { Array("HTTP/1.1 \(status) \(reason(status))\r\n".utf8) }

    private static let table: [Int: String] = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 302: "Found", 304: "Not Modified",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 409: "Conflict", 413: "Content Too Large", 414: "URI Too Long",
        415: "Unsupported Media Type", 417: "Expectation Failed", 421: "Misdirected Request",
        422: "Unprocessable Content", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
        500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable", 504: "Gateway Timeout",
        505: "HTTP Version Not Supported",
    ]
}

/// Dates in header fields (RFC 9110, 5.6.7).
enum HTTPDate {
    static func text(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: date)
    }
}

/// Bytes that are no request this server takes. The connection ends after the answer, since nobody knows
/// where the next request would begin.
struct HTTPFault: Error, Sendable, Equatable {
    let status: Int
    let message: String

    static func malformed(_ message: String) -> HTTPFault { HTTPFault(status: 400, message: message) }

    static let uriTooLong = HTTPFault(status: 414, message: "The request line is too long")
    static let headersTooLarge = HTTPFault(status: 431, message: "The header is too large")
    static let bodyTooLarge = HTTPFault(status: 413, message: "The body is too large")
    static let tooMuchAtOnce = HTTPFault(
        status: 503, message: "Too many large requests at once. Nothing was done; try again later")
    static let timeout = HTTPFault(status: 408, message: "The request did not arrive in time")
}
