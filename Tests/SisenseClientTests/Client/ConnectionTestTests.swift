import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("The test of a connection")
struct ConnectionTestTests {
    private static func details(_ proxy: String? = nil) -> TransferDetails {
        var details = TransferDetails()
        details.nameLookup = .milliseconds(2)
        details.connected = .milliseconds(3)
        details.encrypted = .milliseconds(9)
        details.firstByte = .milliseconds(20)
        details.address = "10.0.0.1:443"
        details.proxy = proxy
        return details
    }

    private struct Run {
        let passed: [ConnectionTest.Step]
        let texts: [String]
        let error: ConnectionTestError?
    }

    /// A server that answers as its parts say, by path.
    private static func test(
        token: String? = "t", _ answer: @escaping @Sendable (String) throws(TransportError) -> HTTPResponse
    ) async throws -> Run {
        let transport = StubTransport { sent throws(TransportError) in
            var response = try answer(sent.request.url.lastPathComponent)
            response.transfer = details()
            return response
        }
        let test = ConnectionTest(
            server: try ServerAddress("https://bi.acme.example"), transport: transport, token: token.map { Secret($0) })
        let passed = Mutex<[ConnectionTest.Passed]>([])
        var failure: ConnectionTestError?
        do throws(ConnectionTestError) {
            try await test.run { step in passed.withLock { $0.append(step) } }
        } catch {
            failure = error
        }
        let steps = passed.withLock { $0 }
        return Run(passed: steps.map(\.step), texts: steps.map(\.text), error: failure)
    }

    private static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: Data(text.utf8))
    }

    private static let user = #"{"_id":"1","email":"ada@acme.example","roleName":"super"}"#

    @Test("All steps are named that went well, to the rights")
    func good() async throws {
        let run = try await Self.test { path throws(TransportError) in
            Self.json(path == "users" ? "[]" : path == "loggedin" ? Self.user : #"{"version":"L2024.1"}"#)
        }
        #expect(run.error == nil)
        #expect(run.passed == [.name, .connect, .tls, .http, .login, .rights])
        #expect(run.texts.contains("to 10.0.0.1:443 (3 ms)"))
        #expect(run.texts.contains("it answers: Sisense L2024.1"))
    }

    @Test("Without a token it ends before the login")
    func noToken() async throws {
        let run = try await Self.test(token: nil) { _ throws(TransportError) in Self.json(#"{"version":"L2024.1"}"#) }
        #expect(run.error == nil)
        #expect(run.passed.last == .http)
    }

    @Test(
        "A request without an answer names the step it ended in, and those before it",
        arguments: [
            (TransportError.Kind.cannotResolve, ConnectionTest.Step.name, []),
            (.cannotResolveProxy, .proxy, [.name]), (.refused, .connect, [.name]), (.unreachable, .connect, [.name]),
            (.certificate, .tls, [.name, .connect]), (.tls, .tls, [.name, .connect]),
            (.timedOut(after: .seconds(30)), .http, [.name, .connect, .tls]),
            (.notHTTP, .http, [.name, .connect, .tls]),
        ] as [(TransportError.Kind, ConnectionTest.Step, [ConnectionTest.Step])])
    func wire(kind: TransportError.Kind, step: ConnectionTest.Step, before: [ConnectionTest.Step]) async throws {
        let run = try await Self.test { _ throws(TransportError) in
            throw TransportError(kind, server: "https://bi.acme.example", transfer: Self.details())
        }
        #expect(run.error?.step == step)
        #expect(run.passed == before)
        #expect(run.error?.named.message.hasPrefix("\(step.rawValue) failed: ") == true)
        #expect(run.error?.named.nextStep.isEmpty == false)
    }

    @Test("A proxy that refuses is the proxy's step, not the server's")
    func proxy() async throws {
        let run = try await Self.test { _ throws(TransportError) in
            throw TransportError(.refused, server: "s", transfer: Self.details("http://proxy:3128"))
        }
        #expect(run.error?.step == .proxy)
    }

    @Test(
        "An answer that refuses names the step it belongs to",
        arguments: [
            ("status", 404, ConnectionTest.Step.http), ("status", 503, .http), ("loggedin", 401, .login),
            ("loggedin", 500, .login), ("users", 403, .rights), ("users", 401, .login),
        ])
    func answers(path: String, status: Int, step: ConnectionTest.Step) async throws {
        let run = try await Self.test { asked throws(TransportError) in
            if asked == path { return Self.json("{}", status: status) }
            return Self.json(asked == "users" ? "[]" : asked == "loggedin" ? Self.user : #"{"version":"1"}"#)
        }
        #expect(run.error?.step == step)
        #expect(run.error?.named.nextStep.isEmpty == false)
        #expect(run.passed.contains(.tls))
    }
}
