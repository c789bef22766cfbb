import SisenseClient

/// What a handler answers.
struct Reply {
    var status = 200
    var body: Body = .empty
    var headers: [(name: String, value: String)] = []
    /// How long the answer is held back.
    var delay = Duration.zero
    /// Makes the answer that really counts, away from the database and the thread of the event loop.
    var errand: (@Sendable () async -> Reply)?

    enum Body {
        case empty
        case json(JSONValue)
        case bytes([UInt8], contentType: String)
    }

    static func ok(_ value: JSONValue) -> Reply { Reply(body: .json(value)) }
    static func ok(_ record: JSONObject) -> Reply { .ok(.object(record)) }
    static func ok(_ records: [JSONObject]) -> Reply { .ok(.array(records.map(JSONValue.object))) }
    static func created(_ value: JSONValue) -> Reply { Reply(status: 201, body: .json(value)) }
    static func created(_ record: JSONObject) -> Reply { .created(.object(record)) }
    static func file(_ bytes: [UInt8], _ contentType: String, name: String) -> Reply {
        let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return Reply(
            body: .bytes(bytes, contentType: contentType),
            headers: [("Content-Disposition", "attachment; filename=\"\(plain)\"")])
    }

    /// An error whose changes stay, such as a counted failure to log in. Throwing the error takes changes back.
    static func refusal(_ error: APIError, delay: Duration = .zero) -> Reply {
        Reply(status: error.status, body: .json(error.body), delay: delay)
    }

    /// An answer that takes asking somebody else.
    static func later(_ errand: @escaping @Sendable () async -> Reply) -> Reply { Reply(errand: errand) }

    static let noContent = Reply(status: 204)
}
