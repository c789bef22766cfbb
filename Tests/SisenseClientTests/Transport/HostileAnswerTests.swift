import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("Answers of servers and proxies that do as they please")
struct HostileAnswerTests {
    /// Sends a read to a server that answers with `bytes` and then closes.
    private func answer(
        _ bytes: String, limits: TransportLimits = TransportLimits(), thenHangs: Bool = false
    ) async throws -> HTTPResponse {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write(bytes)
            if thenHangs { connection.hang() }
        }
        let url = try #require(URL(string: server.url))
        return try await CurlTransport(limits: limits).send(HTTPRequest(method: .get, url: url), isChange: false)
    }

    private func failure(_ bytes: String, limits: TransportLimits = TransportLimits()) async -> TransportError.Kind? {
        do {
            _ = try await answer(bytes, limits: limits)
            return nil
        } catch {
            return (error as? TransportError)?.kind
        }
    }

    private func body(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test("Interim answers come before the one that counts")
    func interim() async throws {
        let response = try await answer(
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
        #expect(response.status == 200)
        #expect(response.headers["Link"] == nil)
        #expect(body(response) == "[]")
    }

    @Test("A chunked answer with trailers is whole, and its trailers are no headers")
    func trailers() async throws {
        let response = try await answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\n[]\r\n0\r\nX-Sum: 1\r\n\r\n")
        #expect(body(response) == "[]")
        #expect(response.headers["X-Sum"] == nil)
    }

    @Test("A chunked answer that is cut off is no answer")
    func truncatedChunks() async {
        let bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n[1,2"
        #expect(await failure(bytes) == .connectionLost)
    }

    @Test("A body shorter than announced is no answer")
    func truncatedBody() async {
        #expect(await failure("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1,2") == .connectionLost)
    }

    @Test("A byte of Latin-1 in a header is shown escaped, and the answer taken")
    func latin1() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.write(
                bytes: Array("HTTP/1.1 200 OK\r\nX-Name: caf".utf8) + [0xE9]
                    + Array("\r\nContent-Length: 2\r\n\r\n[]".utf8))
        }
        let url = try #require(URL(string: server.url))
        let response = try await CurlTransport().send(HTTPRequest(method: .get, url: url), isChange: false)
        #expect(response.headers["X-Name"] == "caf\\xE9")
        #expect(body(response) == "[]")
    }

    @Test("A header without a blank behind its colon, and one over two lines, are read")
    func oddHeaders() async throws {
        let response = try await answer(
            "HTTP/1.1 200 OK\r\nContent-Type:application/json\r\nX-Long: a\r\n b\r\nContent-Length: 2\r\n\r\n[]")
        #expect(response.headers["Content-Type"] == "application/json")
        #expect(response.headers["X-Long"] == "a b")
    }

    @Test("A gateway's 401 with Basic is an answer like any other")
    func basic() async throws {
        let response = try await answer(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"gate\"\r\nContent-Length: 0\r\n\r\n",
            thenHangs: true)
        #expect(response.status == 401)
    }

    @Test("A head over the limit is cut off")
    func largeHead() async {
        let line = "X-Filler: " + String(repeating: "x", count: 1000) + "\r\n"
        let head = "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 100) + "\r\n"
        #expect(await failure(head) == .headTooLarge(limit: 64 << 10))
        let long = "X-Filler: " + String(repeating: "x", count: 300_000) + "\r\n"
        #expect(await failure("HTTP/1.1 200 OK\r\n\(long)\r\n") == .headTooLarge(limit: 64 << 10))
    }

    @Test("Interim answers without end are cut off")
    func endlessInterim() async {
        let interim = String(
            repeating: "HTTP/1.1 100 Continue\r\nX-Filler: \(String(repeating: "x", count: 200))\r\n\r\n", count: 400)
        #expect(await failure(interim) == .headTooLarge(limit: 64 << 10))
    }

    @Test("A compressed body is counted as it comes out")
    func bomb() async throws {
        // 10 MiB of zeros, compressed: about 10 kB.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "head -c 10485760 /dev/zero | gzip -c"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(data.count > 1000 && data.count < 100_000)
        let server = try RawServer { connection in
            while connection.request() != nil {
                connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(data.count)\r\n\r\n")
                connection.write(bytes: [UInt8](data))
            }
        }
        let request = HTTPRequest(method: .get, url: try #require(URL(string: server.url)))
        let whole = try await CurlTransport().send(request, isChange: false)
        #expect(whole.body.count == 10_485_760)
        #expect(whole.transfer?.bytesOnWire == data.count)
        await #expect(throws: TransportError.self) {
            try await CurlTransport(limits: TransportLimits(body: 1 << 20)).send(request, isChange: false)
        }
    }

    @Test("An answer of HTTP/0.9 is none")
    func ancient() async {
        #expect(await failure("<html>Please log in</html>") == .notHTTP)
    }

    @Test("A body goes to its sink as it comes, and no further than the sink's limit")
    func sink() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer(body: String(repeating: "x", count: 100_000)) }
        }
        let url = try #require(URL(string: server.url))
        let counter = Counter()
        func send(limit: Int) async throws -> HTTPResponse {
            let sink = BodySink(limit: limit) { piece in
                counter.add(piece.count)
                return true
            }
            return try await CurlTransport().send(HTTPRequest(method: .get, url: url, sink: sink), isChange: false)
        }
        #expect(try await send(limit: 1 << 20).body.isEmpty)
        #expect(counter.value == 100_000)
        await #expect(throws: TransportError.self) { try await send(limit: 1000) }
        #expect(counter.value <= 101_000)
    }

    @Test("An address of IPv6 is reached")
    func ipv6() async throws {
        let server = try RawServer(family: .six) { connection in
            _ = connection.request()
            connection.answer(body: "[6]")
        }
        let url = try #require(URL(string: "http://[::1]:\(server.port)/"))
        #expect(body(try await CurlTransport().send(HTTPRequest(method: .get, url: url), isChange: false)) == "[6]")
    }

    @Test("More reads at once than there are connections all come through, over those")
    func queue() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer(body: "[]") }
        }
        let transport = CurlTransport(limits: TransportLimits(connections: 2))
        let request = HTTPRequest(method: .get, url: try #require(URL(string: server.url)))
        let outcomes = await Array(0..<40).concurrentOutcomes { _ throws(APIError) in
            do throws(TransportError) {
                return try await transport.send(request, isChange: false).status
            } catch {
                throw APIError(.unreachable, message: error.description, request: "", server: "")
            }
        }
        #expect(outcomes.allSatisfy { (try? $0.get()) == 200 })
        #expect(server.requests.count == 40)
        #expect(server.connections <= 2)
    }

    @Test("A change does not wait behind reads that hang")
    func changeBesideReads() async throws {
        let server = try RawServer { connection in
            guard let request = connection.request() else { return }
            request.hasPrefix("GET") ? connection.hang() : connection.answer("204 No Content")
        }
        let transport = CurlTransport(limits: TransportLimits(connections: 1))
        let url = try #require(URL(string: server.url))
        let read = Task { try await transport.send(HTTPRequest(method: .get, url: url), isChange: false) }
        await server.received(1)
        let answer = try await transport.send(HTTPRequest(method: .post, url: url), isChange: true)
        #expect(answer.status == 204)
        read.cancel()
    }

    @Test("A change that is cancelled before an answer came is not known to be undone")
    func cancelledChange() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.hang()
        }
        let transport = CurlTransport()
        let url = try #require(URL(string: server.url))
        let task = Task { try await transport.send(HTTPRequest(method: .post, url: url), isChange: true) }
        await server.received(1)
        task.cancel()
        let error = await #expect(throws: TransportError.self) { try await task.value }
        #expect(error?.kind == .outcomeUnknown(.cancelled))
    }

    @Test("The phases of a request are told")
    func phases() async throws {
        let transfer = try #require(try await answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]").transfer)
        #expect(transfer.httpVersion == "HTTP/1.1")
        #expect(transfer.address?.hasPrefix("127.0.0.1:") == true)
        #expect(transfer.proxy == nil)
        #expect(!transfer.isReused)
        #expect(try #require(transfer.firstByte) <= transfer.total)
    }

    @Test("Without the library every request says so")
    func noLibrary() async throws {
        #expect(CurlLibrary(["libnothing.so.4"]) == nil)
        let transport = CurlTransport(TransportSettings(), library: nil)
        let request = HTTPRequest(method: .get, url: try #require(URL(string: "http://127.0.0.1:1/")))
        let error = await #expect(throws: TransportError.self) { try await transport.send(request, isChange: false) }
        #expect(error?.kind == .libraryMissing)
    }
}
