import Foundation
import SisenseClient
import Synchronization

/// Answers requests from a closure and keeps what was asked.
final class StubTransport: HTTPTransport {
    struct Sent: Sendable {
        let request: HTTPRequest
        let isChange: Bool

        /// `PATCH /api/v1/users/1?x=y`
        var line: String {
            let query = request.url.query(percentEncoded: false).map { "?" + $0 } ?? ""
            return "\(request.method.rawValue) \(request.url.path(percentEncoded: false))\(query)"
        }

        var json: JSONValue? { request.body.flatMap { try? JSONReader.read($0) } }
    }

    private let answer: @Sendable (Sent) throws(TransportError) -> HTTPResponse
    private let log = Mutex<[Sent]>([])

    init(_ answer: @escaping @Sendable (Sent) throws(TransportError) -> HTTPResponse) {
        self.answer = answer
    }

    /// Answers everything with this JSON.
    convenience init(always json: JSONValue, status: Int = 200) {
        self.init { _ in HTTPResponse(status: status, body: JSONWriter.write(json)) }
    }

    /// Answers with JSON by method and path; 404 for the rest.
    convenience init(answers: [String: JSONValue]) {
        self.init { sent in
            let line = sent.line.split(separator: "?").first.map(String.init) ?? ""
            guard let json = answers[line] else { return HTTPResponse(status: 404) }
            return HTTPResponse(status: 200, body: JSONWriter.write(json))
        }
    }

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let sent = Sent(request: request, isChange: isChange)
        log.withLock { $0.append(sent) }
        return try answer(sent)
    }

    var sent: [Sent] { log.withLock { $0 } }
    var lines: [String] { sent.map(\.line) }
}

extension APIClient {
    /// A client of `https://bi.acme.example` with the token `s3cret`.
    static func stub(
        _ transport: StubTransport, policy: WritePolicy = .readWrite,
        audit: any ChangeJournal = NoJournal()
    ) throws -> APIClient {
        APIClient(
            server: try ServerAddress("bi.acme.example"), transport: transport, token: Secret("s3cret"), policy: policy,
            audit: audit)
    }
}
