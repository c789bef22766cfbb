/// One request, whole: its body has arrived.
struct IncomingRequest: Sendable, Equatable {
    /// As it stood in the request line; methods are case-sensitive (RFC 9110, 9.1).
    var method: String
    var target: RequestTarget
    var headers: HeaderFields
    var body: [UInt8] = []
    /// Whether the client keeps the connection open after the answer (RFC 9112, 9.3).
    var keepsAlive: Bool

    /// The token of `Authorization: Bearer …` (RFC 6750, 2.1).
    var bearerToken: String? {
        let words = (headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
        return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : nil
    }
}
