import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("CurlTransport")
struct CurlTransportTests {
    private let transport = CurlTransport()

    private func make(
        _ method: HTTPMethod, _ server: RawServer, path: String = "/", body: String? = nil
    ) throws -> HTTPRequest {
        HTTPRequest(
            method: method, url: try #require(URL(string: server.url + path)),
            headers: ["Authorization": "Bearer t0ken"], body: body.map { Data($0.utf8) })
    }

    private func failure(
        of request: HTTPRequest, isChange: Bool = false, over transport: CurlTransport
    ) async -> TransportError.Kind? {
        do {
            _ = try await transport.send(request, isChange: isChange)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("An answer comes with its status, headers and body")
    func answer() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.answer("404 Not Found", ["X-Kind: odd"], body: "none")
        }
        let answer = try await transport.send(try make(.get, server), isChange: false)
        #expect(answer.status == 404)
        #expect(answer.headers["x-kind"] == "odd")
        #expect(String(decoding: answer.body, as: UTF8.self) == "none")
    }

    @Test("Method, path, headers and body arrive as they are", arguments: [HTTPMethod.post, .put, .patch, .delete])
    func request(method: HTTPMethod) async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.answer("204 No Content")
        }
        let request = try make(method, server, path: "/a%2Fb/c?ids=1%2C2", body: #"{"a":1}"#)
        let answer = try await transport.send(request, isChange: true)
        #expect(answer.status == 204)
        let text = try #require(server.requests.first)
        #expect(text.hasPrefix("\(method.rawValue) /a%2Fb/c?ids=1%2C2 HTTP/1.1\r\n"))
        #expect(text.contains("Authorization: Bearer t0ken\r\n"))
        #expect(text.hasSuffix("\r\n\r\n{\"a\":1}"))
    }

    @Test("Reads share a connection")
    func reuse() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer(body: "[]") }
        }
        for _ in 0..<20 { _ = try await transport.send(try make(.get, server), isChange: false) }
        #expect(server.requests.count == 20)
        #expect(server.connections == 1)
    }

    @Test("A change whose answer is cut off went out once, and its outcome is not known")
    func lostChange() async throws {
        let server = try RawServer { connection in
            guard let request = connection.request() else { return }
            guard request.hasPrefix("GET") else { return }
            connection.answer(body: "[]")
            // The second request on this connection is read and dropped.
            _ = connection.request()
        }
        _ = try await transport.send(try make(.get, server), isChange: false)
        let change = try make(.post, server, body: "{}")
        let kind = await failure(of: change, isChange: true, over: transport)
        #expect(kind == .outcomeUnknown(.connectionLost))
        #expect(server.requests.filter { $0.hasPrefix("POST") }.count == 1)
        #expect(server.connections == 2)
    }

    @Test("A GET that changes something is a change: it goes out once, on a connection of its own")
    func changingGet() async throws {
        let server = try RawServer { connection in
            guard let request = connection.request(), !request.contains("/logout") else { return }
            connection.answer(body: "[]")
            _ = connection.request()
        }
        _ = try await transport.send(try make(.get, server), isChange: false)
        let kind = await failure(of: try make(.get, server, path: "/logout"), isChange: true, over: transport)
        #expect(kind == .outcomeUnknown(.connectionLost))
        #expect(server.requests.filter { $0.contains("/logout") }.count == 1)
    }

    @Test("A redirect to another origin is refused, and nothing is sent there")
    func foreignRedirect() async throws {
        let other = try RawServer { connection in
            _ = connection.request()
            connection.answer()
        }
        let target = other.url
        let server = try RawServer { connection in
            _ = connection.request()
            connection.answer("302 Found", ["Location: \(target)/in?token=eyJhbGciOi"])
        }
        #expect(await failure(of: try make(.get, server), over: transport) == .redirected(to: target))
        #expect(other.connections == 0)
    }

    @Test("A redirect on the same origin is not followed: the answer tells where it points")
    func ownRedirect() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer("302 Found", ["Location: /new"]) }
        }
        let answer = try await transport.send(try make(.get, server, path: "/old"), isChange: false)
        #expect(answer.status == 302)
        #expect(answer.headers["Location"] == "/new")
        #expect(server.requests.count == 1)
    }

    @Test("A change does not follow a redirect")
    func changeRedirect() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer("307 Temporary Redirect", ["Location: /new"]) }
        }
        let answer = try await transport.send(try make(.post, server, body: "{}"), isChange: true)
        #expect(answer.status == 307)
        #expect(server.requests.count == 1)
    }

    @Test("A body that drips for ever ends at the deadline")
    func drip() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while connection.write(" ") { usleep(50_000) }
        }
        let hasty = CurlTransport(limits: TransportLimits(answer: .milliseconds(300)))
        #expect(await failure(of: try make(.get, server), over: hasty) == .timedOut(after: .milliseconds(300)))
    }

    @Test("A server that never answers ends at the deadline; for a change the outcome is not known")
    func silence() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.hang()
        }
        let hasty = CurlTransport(limits: TransportLimits(answer: .milliseconds(200)))
        let change = try make(.patch, server, body: "{}")
        let kind = await failure(of: change, isChange: true, over: hasty)
        #expect(kind == .outcomeUnknown(.timedOut(after: .milliseconds(200))))
    }

    @Test("A server that is reached but slow gets all of its time")
    func slow() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.hang()
        }
        let patient = CurlTransport(
            limits: TransportLimits(connect: .milliseconds(500), answer: .milliseconds(1000)))
        #expect(await failure(of: try make(.get, server), over: patient) == .timedOut(after: .milliseconds(1000)))
    }

    @Test("A host that drops every packet is given up early")
    func blackHole() async throws {
        let hole = try BlackHole()
        let url = try #require(URL(string: "http://127.0.0.1:\(hole.port)/"))
        let hasty = CurlTransport(limits: TransportLimits(connect: .milliseconds(200)))
        #expect(await failure(of: HTTPRequest(method: .get, url: url), over: hasty) == .unreachable)
    }

    @Test("A body over the limit is cut off", arguments: [true, false])
    func large(announced: Bool) async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            let length = announced ? "Content-Length: 100000000\r\n" : ""
            connection.write("HTTP/1.1 200 OK\r\n\(length)\r\n")
            let block = String(repeating: "x", count: 10_000)
            for _ in 0..<200 where connection.write(block) {}
            connection.hang()
        }
        let small = CurlTransport(limits: TransportLimits(body: 100_000))
        #expect(await failure(of: try make(.get, server), over: small) == .bodyTooLarge(limit: 100_000))
    }

    @Test("Cancelling ends the request at once")
    func cancel() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.hang()
        }
        let request = try make(.get, server)
        let task = Task { await failure(of: request, over: transport) }
        await server.received(1)
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test("Cookies are neither kept nor sent")
    func cookies() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer("200 OK", ["Set-Cookie: a=b; Path=/"]) }
        }
        for _ in 0..<2 { _ = try await transport.send(try make(.get, server), isChange: false) }
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { !$0.lowercased().contains("cookie:") })
    }

    @Test("Nobody listening is a refused connection, and a change then was not done")
    func refused() async throws {
        // A port that a server here has left is soon another test's; nobody listens at this one.
        let url = try #require(URL(string: "http://127.0.0.1:1/"))
        #expect(await failure(of: HTTPRequest(method: .get, url: url), over: transport) == .refused)
        #expect(await failure(of: HTTPRequest(method: .post, url: url), isChange: true, over: transport) == .refused)
    }

    @Test("A plain server asked for TLS is told apart")
    func tls() async throws {
        let server = try RawServer { connection in
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        let url = try #require(URL(string: "https://127.0.0.1:\(server.port)/"))
        #expect(await failure(of: HTTPRequest(method: .post, url: url), isChange: true, over: transport) == .tls)
    }

    @Test("An answer that is no HTTP is an error")
    func garbage() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write("\u{1}\u{2}garbage\r\n\r\n")
        }
        #expect(await failure(of: try make(.get, server), over: transport) != nil)
    }
}
