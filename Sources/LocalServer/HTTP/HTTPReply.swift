/// An answer before it becomes bytes.
struct HTTPReply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    /// What the request alone decides, whatever is answered to it: the header fields of CORS.
    var corsHeaders: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// How long the answer is held back: a wrong password costs time.
    var delay: Duration = .zero
    /// Whether it tells of something that is not on disk yet.
    var isProvisional = false
    /// Makes the rest of the answer elsewhere, where waiting holds nobody up.
    var errand: (@Sendable () async -> HTTPReply)?

    /// Says what `other` says, to the same request.
    mutating func replace(by other: HTTPReply) {
        let corsHeaders = corsHeaders
        self = other
        self.corsHeaders = corsHeaders
    }

    /// The answer as it goes over the wire.
    /// - Parameters:
    ///   - withoutBody: For HEAD: the header alone, with the length the body would have.
    ///   - date: The value of the Date header (RFC 9110, 6.6.1).
    func encoded(withoutBody: Bool, closes: Bool, date: String) -> [UInt8] {
        var head = "HTTP/1.1 \(status) \(HTTPStatus.reason(status))\r\nDate: \(date)\r\n"
        for (name, value) in headers + corsHeaders { head += "\(name): \(value)\r\n" }
        // 204 and 304 have no body and no length (RFC 9110, 8.6).
        if status != 204, status != 304 { head += "Content-Length: \(body.count)\r\n" }
        if closes { head += "Connection: close\r\n" }
        head += "\r\n"
        var bytes = Array(head.utf8)
        if !withoutBody { bytes += body }
        return bytes
    }
}
