import Foundation
import SisenseClient
import TestRandom
import Testing

@Suite("APIError")
struct APIErrorTests {
    private func error(
        _ body: String, status: Int, headers: HTTPHeaders = [:], of operation: SisenseClient.Operation = .getUser
    ) async throws -> APIError {
        let transport = StubTransport { _ in HTTPResponse(status: status, headers: headers, body: Data(body.utf8)) }
        let client = try APIClient.stub(transport)
        let call = try Call.sample(operation)
        return try #require(await #expect(throws: APIError.self) { try await client.read(call) })
    }

    @Test("The envelope of version 1 is read, and the code spelled out")
    func envelope() async throws {
        let body =
            #"{"error":{"code":2001,"message":"User '1' does not exist","status":404,"httpMessage":"Not Found"}}"#
        let error = try await error(body, status: 404)
        #expect(error.kind == .notFound)
        #expect(error.code == 2001)
        #expect(
            error.description == """
                User '1' does not exist (user not found)
                GET /api/v1/users/x on https://bi.acme.example (HTTP 404, code 2001)
                Check the id: the record may have been deleted. Older or newer servers may not have this operation.
                """)
    }

    @Test("In a cell beside the address stands why no answer came, and else what the server said")
    func reason() throws {
        let lost = TransportError(.refused, server: "https://bi.acme.example")
        let unreached = APIError(
            lost, request: "GET /api/v1/users", server: try ServerAddress("https://bi.acme.example"))
        #expect(unreached.reason == lost.reason)
        #expect(!unreached.reason.contains("bi.acme.example") && !unreached.reason.isEmpty)
        let said = APIError(.forbidden, message: "Not for your role.", request: "", server: "")
        #expect(said.reason == "Not for your role.")
    }

    @Test("The single complaints of a validation are listed, in either form")
    func details() async throws {
        let body =
            #"{"error":{"message":"Invalid","subErrors":[{"error":{"message":"a is bad"}},{"message":"b is bad"}]}}"#
        #expect(try await error(body, status: 422).details == ["a is bad", "b is bad"])
    }

    @Test(
        "Whatever a server or proxy says is turned into a sentence",
        arguments: [
            (#"{"message":"plain"}"#, 400, "plain"), (#"{"title":"T","detail":"D","status":500}"#, 500, "D"),
            (#"{"error":"text"}"#, 400, "text"), ("just text", 500, "just text"),
            ("", 502, "The server is not available."),
            ("<html><head><title>502 Bad Gateway</title>", 502, "the answer is a web page: 502 Bad Gateway"),
            ("<p>", 500, "the answer is a web page"), ("", 404, "Not found"),
            ("[1,2]", 400, "The server does not accept the request."),
            ("null", 418, "The server answered with status 418."),
            ("{\"error\":{\"code\":5002}}", 401, "The server does not accept the token. (the token is not valid)"),
        ])
    func forms(body: String, status: Int, message: String) async throws {
        #expect(try await error(body, status: status).message == message)
    }

    @Test(
        "Statuses of a read become kinds and exit statuses",
        arguments: [
            (401, APIError.Kind.unauthorized, 7), (403, .forbidden, 7), (404, .notFound, 6), (409, .refused, 8),
            (412, .refused, 8), (422, .refused, 1), (429, .busy, 9), (503, .busy, 9), (500, .serverFault, 1),
            (502, .serverFault, 1), (302, .redirected, 1),
        ])
    func kinds(status: Int, kind: APIError.Kind, exit: Int32) async throws {
        let error = try await error("", status: status)
        #expect(error.kind == kind)
        #expect(error.exitStatus.rawValue == exit)
    }

    @Test("A token in a message is masked, and a message has an end")
    func hostile() async throws {
        let token = try await error(#"{"message":"bad Bearer abc.def"}"#, status: 401)
        #expect(token.message == "bad Bearer ••••")
        let long = try await error(String(repeating: "x", count: 100_000), status: 500)
        #expect(long.message.count == 500)
    }

    @Test("No body makes it crash, and every one becomes a sentence", arguments: FuzzSeeds.of([5]))
    func fuzz(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let seed = Array(#"{"error":{"code":202,"message":"m","subErrors":[{"message":"a"}],"status":404}}"#.utf8)
        for _ in 0..<500 {
            var bytes = seed
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let body = Data(bytes)
            let client = try APIClient.stub(StubTransport { _ in HTTPResponse(status: 422, body: body) })
            let error = await #expect(throws: APIError.self) { try await client.read(Call(.getRoles)) }
            #expect(error?.message.isEmpty == false)
        }
    }

    @Test("A web page in the place of data is told apart")
    func page() async throws {
        let transport = StubTransport { _ in
            HTTPResponse(status: 200, headers: ["Content-Type": "text/html"], body: Data("<html>".utf8))
        }
        let client = try APIClient.stub(transport)
        let error = await #expect(throws: APIError.self) { try await client.json(Call(.getRoles)) }
        #expect(error?.kind == .unreadable)
        #expect(error?.message == "A web page came back instead of data.")
    }

    @Test(
        "Failures of the transport become kinds and exit statuses",
        arguments: [
            (TransportError.Kind.refused, APIError.Kind.unreachable, Int32(3)), (.cancelled, .cancelled, 3),
            (.outcomeUnknown(.connectionLost), .outcomeUnknown, 5), (.redirected(to: "https://x"), .redirected, 1),
            (.bodyTooLarge(limit: 1), .unreadable, 1), (.timedOut(after: .seconds(30)), .unreachable, 3),
        ])
    func transport(cause: TransportError.Kind, kind: APIError.Kind, exitStatus: Int32) async throws {
        let client = try APIClient.stub(
            StubTransport { _ throws(TransportError) in throw TransportError(cause, server: "https://bi.acme.example") }
        )
        let error = try #require(await #expect(throws: APIError.self) { try await client.read(Call(.getRoles)) })
        #expect(error.kind == kind)
        #expect(error.exitStatus.rawValue == exitStatus)
        #expect(!error.nextStep.isEmpty)
    }

    @Test("A time limit is told in words")
    func words() {
        let error = TransportError(.timedOut(after: .seconds(30)), server: "https://bi.acme.example")
        #expect(error.description == "https://bi.acme.example did not answer within 30 seconds.")
    }
}
