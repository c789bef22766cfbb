import Foundation
import SisenseClient
import Synchronization
import Testing

@Suite("The CORS probe")
struct CORSProbeTests {
    /// Answers from a function, and keeps what was asked.
    private final class ScriptedTransport: HTTPTransport {
        private let answer: @Sendable (HTTPRequest) throws(TransportError) -> HTTPResponse
        private let log = Mutex<[HTTPRequest]>([])

        init(_ answer: @escaping @Sendable (HTTPRequest) throws(TransportError) -> HTTPResponse) {
            self.answer = answer
        }

        var requests: [HTTPRequest] { log.withLock { $0 } }

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            log.withLock { $0.append(request) }
            return try answer(request)
        }
    }

    private static let token = "abcdef-secret"
    private static let good: HTTPHeaders = [
        "Access-Control-Allow-Origin": "https://app.example.com", "Access-Control-Allow-Headers": "authorization",
        "Access-Control-Allow-Methods": "PUT", "Vary": "Origin", "Set-Cookie": "session=\(token)",
    ]

    private static func examine(
        _ transport: ScriptedTransport, _ options: CORSProbe.Options = CORSProbe.Options()
    ) async throws -> CORSReport {
        let client = APIClient(
            server: try ServerAddress("https://bi.example.com"), transport: transport, token: Secret(token),
            policy: .readWrite)
        let origin = try #require(Origin(serialized: "https://app.example.com"))
        return await client.corsProbe.examine(origin, options)
    }

    @Test("A preflight without token goes first, then the request with it")
    func allowed() async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(status: 200, headers: Self.good) }
        let report = try await Self.examine(transport)
        #expect(transport.requests.map(\.method) == [.options, .get])
        #expect(
            transport.requests.map { $0.headers["Origin"] } == ["https://app.example.com", "https://app.example.com"])
        #expect(transport.requests.map { $0.headers["Authorization"] } == [nil, "Bearer \(Self.token)"])
        #expect(report.isAllowed)
        #expect(report.summary == "https://app.example.com may send GET requests and read the answers.")
        #expect(
            report.findings.map(\.rule) == [
                .preflightAnswered, .preflightStatus, .preflightOrigin, .preflightMethod, .preflightHeaders, .answered,
                .notRedirected, .origin, .vary,
            ])
    }

    @Test("After a preflight that fails nothing more is sent")
    func refusedPreflight() async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(status: 204) }
        let report = try await Self.examine(transport)
        #expect(transport.requests.count == 1)
        #expect(report.failure?.rule == .preflightOrigin)
        #expect(report.actual == nil)
        #expect(
            report.summary.hasPrefix("https://app.example.com is blocked. There is no Access-Control-Allow-Origin."))
    }

    @Test("A method that changes something is asked about and never sent", arguments: [HTTPMethod.put, .delete, .post])
    func neverWrites(_ method: HTTPMethod) async throws {
        let headers: HTTPHeaders = [
            "Access-Control-Allow-Origin": "https://app.example.com", "Access-Control-Allow-Methods": "PUT, DELETE",
            "Access-Control-Allow-Headers": "authorization, content-type",
        ]
        let transport = ScriptedTransport { _ in HTTPResponse(status: 204, headers: headers) }
        let report = try await Self.examine(
            transport, CORSProbe.Options(method: method, headerNames: ["authorization", "content-type"]))
        #expect(transport.requests.map(\.method) == [.options])
        #expect(report.isAllowed && report.actual == nil)
    }

    @Test("A request by cookie is simple, and its answer must allow cookies")
    func cookies() async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(status: 200, headers: Self.good) }
        let report = try await Self.examine(transport, CORSProbe.Options(headerNames: [], sendsCookies: true))
        #expect(transport.requests.map(\.method) == [.get])
        #expect(report.failure?.rule == .credentials)
    }

    @Test("A server that cannot be reached is a finding with a next step")
    func unreachable() async throws {
        let transport = ScriptedTransport { _ throws(TransportError) in
            throw TransportError(.refused, server: "https://bi.example.com")
        }
        let report = try await Self.examine(transport)
        #expect(report.failure?.rule == .preflightAnswered)
        #expect(report.failure?.explanation.contains("refused the connection") == true)
    }

    @Test("A refusal that the page can read is told from one that it cannot")
    func readableError() async throws {
        let transport = ScriptedTransport { request in
            HTTPResponse(status: request.method == .options ? 204 : 401, headers: Self.good)
        }
        let report = try await Self.examine(transport)
        #expect(report.isAllowed)
        #expect(report.summary.hasSuffix("this one was answered with 401."))
    }

    @Test("It asks an operation that servers have, and its requests are noted without the token")
    func traced() async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(status: 200, headers: Self.good) }
        let traces = Mutex<[RequestTrace]>([])
        let client = APIClient(
            server: try ServerAddress("https://bi.example.com/base"), transport: transport, token: Secret(Self.token),
            policy: .readWrite
        ) { trace in traces.withLock { $0.append(trace) } }
        let origin = try #require(Origin(serialized: "https://app.example.com"))
        _ = await client.corsProbe.examine(origin)
        let noted = traces.withLock(\.self)
        #expect(noted.map(\.line) == ["OPTIONS /base/api/users/loggedin", "GET /base/api/users/loggedin"])
        #expect(noted.allSatisfy { !String(reflecting: $0).contains(Self.token) })
    }

    @Test("The report holds no secret")
    func redacted() async throws {
        let transport = ScriptedTransport { _ in HTTPResponse(status: 200, headers: Self.good) }
        let report = try await Self.examine(transport)
        #expect(!String(reflecting: report.actual).contains(Self.token))
        #expect(report.actual?.request.headers["Authorization"] != nil)
    }
}
