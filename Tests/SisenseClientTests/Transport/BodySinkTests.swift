import Foundation
import SisenseClient
import Synchronization
import TestNetwork
import Testing

@Suite("Bodies that go out as they come")
struct BodySinkTests {
    /// Keeps what a sink is given.
    private final class Received: Sendable {
        private let state = Mutex<(heads: [Int], pieces: [Data])>(([], []))
        private let limit: Int
        private let takes: Int

        /// - Parameter takes: Pieces after which it takes no more.
        init(limit: Int = 1 << 20, takes: Int = .max) {
            (self.limit, self.takes) = (limit, takes)
        }

        var heads: [Int] { state.withLock { $0.heads } }
        var text: String { String(decoding: state.withLock { Data($0.pieces.joined()) }, as: UTF8.self) }

        func sink() -> BodySink {
            BodySink(
                limit: limit, begin: { head in self.state.withLock { $0.heads.append(head.status) } },
                write: { piece in
                    self.state.withLock { state in
                        guard state.pieces.count < self.takes else { return false }
                        state.pieces.append(Data(piece))
                        return true
                    }
                })
        }
    }

    private func send(
        _ answer: String, to received: Received, limits: TransportLimits = TransportLimits(), hangs: Bool = false
    ) async throws -> HTTPResponse {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write(answer)
            if hangs { connection.hang() }
        }
        let url = try #require(URL(string: server.url))
        return try await CurlTransport(limits: limits)
            .send(HTTPRequest(method: .get, url: url, sink: received.sink()), isChange: false)
    }

    private func kind(_ body: () async throws -> HTTPResponse) async -> TransportError.Kind? {
        do {
            _ = try await body()
            return nil
        } catch {
            return (error as? TransportError)?.kind
        }
    }

    private let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

    @Test("A good body goes to the sink with its head before it, and is not kept in the answer")
    func good() async throws {
        let received = Received()
        let response = try await send(head + "Content-Length: 6\r\n\r\n[1, 2]", to: received)
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(received.heads == [200])
        #expect(received.text == "[1, 2]")
    }

    @Test(
        "A page for browsers, also one with blanks before it and a wrong type, and a refusal stay in the answer",
        arguments: [
            "200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><title>Log in</title>",
            "200 OK\r\nContent-Type: application/json\r\n\r\n \r\n<html><title>Log in</title>",
            "403 Forbidden\r\nContent-Type: application/json\r\n\r\n{\"message\":\"no\"}",
        ])
    func others(answer: String) async throws {
        let received = Received()
        let response = try await send("HTTP/1.1 " + answer, to: received)
        #expect(!response.body.isEmpty)
        #expect(received.heads.isEmpty)
        #expect(received.text.isEmpty)
    }

    @Test("A text that begins with a tag and is no page goes to the sink whole")
    func markup() async throws {
        let received = Received()
        _ = try await send("HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<a>1</a>", to: received)
        #expect(received.text == "<a>1</a>")
    }

    @Test("A sink that takes no more ends the transfer, and a body beyond its limit is cut off")
    func refusing() async {
        let full = await kind { try await send(head + "\r\n[1]", to: Received(takes: 0)) }
        #expect(full == .cannotStore)
        let large = await kind { try await send(head + "\r\n[1, 2, 3]", to: Received(limit: 4)) }
        #expect(large == .bodyTooLarge(limit: 4))
    }

    @Test("A body that stands still ends with the patience for an answer")
    func stalled() async {
        let limits = TransportLimits(answer: .seconds(1))
        let received = Received()
        let stalled = await kind {
            try await send(head + "Content-Length: 9\r\n\r\n[1, 2", to: received, limits: limits, hangs: true)
        }
        #expect(stalled == .timedOut(after: .seconds(1)))
        #expect(received.text == "[1, 2")
    }

    @Test("A read that broke after its first bytes is not made again: they would come twice")
    func notTwice() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1, 2")
        }
        let received = Received()
        let url = try #require(URL(string: server.url))
        let request = HTTPRequest(method: .get, url: url, sink: received.sink())
        let transport = RetryingTransport(CurlTransport(), sleep: { _ in })
        #expect(await kind { try await transport.send(request, isChange: false) } == .connectionLost)
        #expect(server.requests.count == 1)
        #expect(received.text == "[1, 2")
    }

    @Test("A login page that comes instead of data is an error of the read, also with a sink")
    func loginPage() async throws {
        let transport = StubTransport { _ in
            HTTPResponse(
                status: 200, headers: ["Content-Type": "text/html"], body: Data("<html><title>Log in</title>".utf8))
        }
        let client = try APIClient.stub(transport)
        let error = await #expect(throws: APIError.self) {
            try await client.read(try Call(.getFeatures), into: Received().sink())
        }
        #expect(error?.kind == .unreadable)
    }
}
