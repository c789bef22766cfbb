/// Bytes that are no request this server takes. The connection ends after the answer, since nobody knows
/// where the next request would begin.
struct HTTPFault: Error, Sendable, Equatable {
    let status: Int
    let message: String

    static func malformed(_ message: String) -> HTTPFault { HTTPFault(status: 400, message: message) }

    static let uriTooLong = HTTPFault(status: 414, message: "The request line is too long")
    static let headersTooLarge = HTTPFault(status: 431, message: "The header is too large")
    static let bodyTooLarge = HTTPFault(status: 413, message: "The body is too large")
    static let timeout = HTTPFault(status: 408, message: "The request did not arrive in time")
}
