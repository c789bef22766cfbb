import Foundation
import LocalServer
import SisenseClient
import Testing

@Suite("Connections")
struct ConnectionTests {
    private static let status = "GET /api/v1/application/status HTTP/1.1\r\nHost: localhost\r\n"

    @Test("Requests sent in one go are answered in their order")
    func pipelining() async throws {
        try await TestServer.run { test in
            let text =
                "\(Self.status)\r\nGET /api/v1/users HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "\(Self.status)Connection: close\r\n\r\n"
            let answers = try RawConnection.exchange(text, port: test.server.port)
            let statuses = answers.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
            #expect(statuses == ["200", "401", "200"])
        }
    }

    @Test("Many pipelined requests are all answered, even with more answers than a socket takes at once")
    func flood() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let one = "GET /api/v1/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
            let text = String(repeating: "\(one)\r\n", count: 59) + "\(one)Connection: close\r\n\r\n"
            let connection = try RawConnection(port: test.server.port)
            defer { connection.close() }
            connection.send(text)
            let answers = connection.read()
            #expect(answers.components(separatedBy: "HTTP/1.1 200 OK").count - 1 == 60)
        }
    }

    @Test("HEAD has the header of GET and no body")
    func head() async throws {
        try await TestServer.run { test in
            let request = "HEAD /api/v1/application/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let answer = try RawConnection.exchange(request, port: test.server.port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
            #expect(!answer.contains("Content-Length: 0\r\n"))
        }
    }

    @Test("Who waits for 100 Continue gets it before the answer")
    func expectation() async throws {
        try await TestServer.run { test in
            let connection = try RawConnection(port: test.server.port)
            defer { connection.close() }
            let body = "username=admin&password=acme-demo"
            connection.send(
                "POST /api/v1/authentication/login HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "Connection: close\r\n\r\n")
            let first = connection.read { $0.hasSuffix("\r\n\r\n") }
            #expect(first == "HTTP/1.1 100 Continue\r\n\r\n")
            connection.send(body)
            #expect(connection.read().hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test(
        "Errors below the API come in the envelope too, and end the connection",
        arguments: [
            ("BAD\r\n\r\n", 400), ("GET / HTTP/1.1\nHost: h\n\n", 400), ("GET / HTTP/3.0\r\nHost: h\r\n\r\n", 505),
        ])
    func faults(text: String, status: Int) async throws {
        try await TestServer.run { test in
            let answer = try RawConnection.exchange(text + "\(Self.status)\r\n", port: test.server.port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.contains("Connection: close"))
            #expect(answer.contains("\"error\":{"))
            #expect(!answer.contains("HTTP/1.1 200"))
        }
    }

    @Test("Limits are answered, not reset")
    func limits() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.limits.body = 1000
        try await TestServer.run(configuration) { test in
            let long = String(repeating: "x", count: 100_000)
            let cases = [
                ("GET /\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"),
                ("GET / HTTP/1.1\r\nHost: localhost\r\nX: \(long)\r\n\r\n", "431"),
                ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n\(long)", "413"),
            ]
            for (text, status) in cases {
                let answer = try RawConnection.exchange(text, port: test.server.port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            }
        }
    }

    @Test("A foreign Host is refused, names of this machine are not")
    func hosts() async throws {
        try await TestServer.run { test in
            for (host, status) in [
                ("evil.test", "421"), ("localhost.evil.test", "421"), ("127.0.0.1.evil.test", "421"),
                ("localhost:1", "200"),
                ("127.0.0.1", "200"), ("[::1]:80", "200"), ("LOCALHOST", "200"),
            ] {
                let text = "GET /api/v1/application/status HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
                let answer = try RawConnection.exchange(text, port: test.server.port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            }
        }
    }

    @Test("A header that does not come to its end is timed out while others are served")
    func slowHeader() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.timeouts.head = .milliseconds(300)
        try await TestServer.run(configuration) { test in
            let slow = try RawConnection(port: test.server.port)
            defer { slow.close() }
            slow.send("GET / HTTP/1.1\r\nHo")
            #expect(try await test.send("GET", "/api/v1/application/status").status == 200)
            #expect(slow.read().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test("A body that drips in has one span of time, like a header, with a length or in chunks")
    func slowBody() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.timeouts.body = .milliseconds(400)
        try await TestServer.run(configuration) { test in
            for framing in ["Content-Length: 1000000", "Transfer-Encoding: chunked"] {
                let slow = try RawConnection(port: test.server.port)
                defer { slow.close() }
                slow.send("POST /api/v1/authentication/login HTTP/1.1\r\nHost: localhost\r\n\(framing)\r\n\r\n")
                // A byte now and then: each pause is far shorter than the limit, all of them are far longer.
                for _ in 0..<400 where !slow.hasBytes {
                    slow.send(framing.hasPrefix("C") ? "x" : "1\r\nx\r\n")
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(slow.read().hasPrefix("HTTP/1.1 408 "))
            }
        }
    }

    @Test("Empty lines are no request, and keep no connection open")
    func emptyLines() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.timeouts.head = .milliseconds(300)
        try await TestServer.run(configuration) { test in
            let idle = try RawConnection(port: test.server.port)
            defer { idle.close() }
            for _ in 0..<400 where !idle.isClosed {
                idle.send("\r\n")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(idle.isClosed)
        }
    }

    @Test("A client that takes no answers is let go, whatever else it sends")
    func deafClient() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.timeouts.write = .milliseconds(300)
        try await TestServer.run(configuration) { test in
            let token = try await test.login()
            let deaf = try RawConnection(port: test.server.port)
            defer { deaf.close() }
            let one = "GET /api/v1/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n"
            // More answers than the buffers of both ends hold, and none of them is read.
            for _ in 0..<2000 where !deaf.isRefused {
                deaf.sendNow(one)
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(deaf.isRefused)
            #expect(try await test.send("GET", "/api/v1/application/status").status == 200)
        }
    }

    @Test("A body far beyond the limit is refused at once, and what still comes of it is not kept")
    func hugeBody() async throws {
        try await TestServer.run { test in
            let before = Self.residentMemory
            for framing in ["Content-Length: \(64 << 20)", "Transfer-Encoding: chunked"] {
                let connection = try RawConnection(port: test.server.port)
                defer { connection.close() }
                connection.send("POST /api/v1/groups HTTP/1.1\r\nHost: localhost\r\n\(framing)\r\n\r\n")
                let piece = String(repeating: "x", count: 1 << 20)
                for _ in 0..<64 {
                    connection.send(framing.hasPrefix("C") ? piece : "100000\r\n\(piece)\r\n")
                }
                #expect(connection.read().hasPrefix("HTTP/1.1 413 "))
            }
            #expect(Self.residentMemory - before < 48 << 20)
        }
    }

    @Test("Many large bodies at once are bounded together, and small requests are served meanwhile")
    func bodiesAtOnce() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.limits.heldAtOnce = 12 << 20
        try await TestServer.run(configuration) { test in
            let head = "POST /api/v1/groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(16 << 20)\r\n\r\n"
            var uploads: [RawConnection] = []
            defer { uploads.forEach { $0.close() } }
            for _ in 0..<3 {
                let upload = try RawConnection(port: test.server.port)
                uploads.append(upload)
                upload.send(head + String(repeating: "x", count: 5 << 20))
            }
            for _ in 0..<500 where !uploads.contains(where: \.hasBytes) {
                try await Task.sleep(for: .milliseconds(20))
            }
            // The one that was one too many is let go, and then there is room for the others.
            let refused = try #require(uploads.first { $0.hasBytes })
            #expect(refused.read().hasPrefix("HTTP/1.1 503 "))
            #expect(uploads.count { $0.isClosed } == 1)
            #expect(try await test.login() != "")
        }
    }

    /// The memory of this process, in bytes; 0 where the system does not tell.
    private static var residentMemory: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * 4096 : 0
    }

    @Test("A thousand connections at once are served")
    func thousand() async throws {
        // The first of them waits until the last one has connected, which takes its time beside other tests.
        var configuration = ServerConfiguration.testing()
        configuration.timeouts.head = .seconds(300)
        try await TestServer.run(configuration) { test in
            var connections: [RawConnection] = []
            defer { connections.forEach { $0.close() } }
            for _ in 0..<1000 { connections.append(try RawConnection(port: test.server.port)) }
            for connection in connections { connection.send("\(Self.status)Connection: close\r\n\r\n") }
            let answers = connections.map { $0.read() }
            #expect(answers.count { $0.hasPrefix("HTTP/1.1 200 OK") } == 1000)
        }
    }

    @Test("A path that is there says which methods it takes")
    func methods() async throws {
        try await TestServer.run { test in
            let refused = try await test.send("DELETE", "/api/v1/users")
            #expect(refused.status == 405)
            #expect(refused.headers["allow"] == "HEAD, GET, POST, OPTIONS")
            let options = try await test.send("OPTIONS", "/api/v1/users")
            #expect(options.status == 204)
            #expect(options.headers["allow"] == "HEAD, GET, POST, OPTIONS")
            #expect(try await test.send("OPTIONS", "/api/v1/nothing").status == 404)
        }
    }

    @Test("Stopping twice is no harm, and the port is free afterwards")
    func stop() async throws {
        let server = try await LocalServer.start(.testing())
        await server.stop()
        await server.stop()
        var configuration = ServerConfiguration.testing()
        configuration.port = server.port
        let again = try await LocalServer.start(configuration)
        await #expect(throws: LocalServerError.self) { try await LocalServer.start(configuration) }
        await again.stop()
    }

    @Test("A wrong password is answered late, and nobody else waits for it")
    func wrongPassword() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.wrongPasswordDelay = .seconds(600)
        try await TestServer.run(configuration) { test in
            let guesser = try RawConnection(port: test.server.port)
            defer { guesser.close() }
            let body = "username=admin&password=wrong"
            guesser.send(
                "POST /api/v1/authentication/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "\r\n\(body)")
            #expect(try await test.login() != "")
            #expect(!guesser.hasBytes)
        }
    }

    @Test("Who has sent everything and says so still gets the answer")
    func halfClosed() async throws {
        try await TestServer.run { test in
            let connection = try RawConnection(port: test.server.port)
            defer { connection.close() }
            connection.send("\(Self.status)\r\n")
            connection.finishSending()
            #expect(connection.read().hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test("Who has sent everything gets all answers, also those behind one that is held back")
    func halfClosedBehindDelay() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.wrongPasswordDelay = .milliseconds(50)
        try await TestServer.run(configuration) { test in
            let connection = try RawConnection(port: test.server.port)
            defer { connection.close() }
            let body = "username=admin&password=wrong"
            connection.send(
                "POST /api/v1/authentication/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "\r\n\(body)\(Self.status)\r\n\(Self.status)\r\n")
            connection.finishSending()
            let statuses = connection.read().components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
            #expect(statuses == ["401", "200", "200"])
        }
    }
}
