import SisenseClient
import Testing

@testable import LocalServer

@Suite("The HTTP parser")
struct HTTPParserTests {
    private func events(_ text: String, limits: HTTPLimits = HTTPLimits()) -> [HTTPParser.Event] {
        var parser = HTTPParser(limits: limits)
        parser.feed(text.utf8)
        return drain(&parser)
    }

    private func drain(_ parser: inout HTTPParser) -> [HTTPParser.Event] {
        var events: [HTTPParser.Event] = []
        while let event = parser.next() { events.append(event) }
        return events
    }

    private func status(_ text: String, limits: HTTPLimits = HTTPLimits()) -> Int? {
        guard case .fault(let fault)? = events(text, limits: limits).last else { return nil }
        return fault.status
    }

    private func requests(_ events: [HTTPParser.Event]) -> [IncomingRequest] {
        events.compactMap { event in
            guard case .request(let request) = event else { return nil }
            return request
        }
    }

    @Test("A request is read with its path, query, headers and body")
    func request() throws {
        let text =
            "POST /api/v1/users/a%2Fb?fields=a%2Cb&x=1+2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
            + "X-Note:  two words \r\n\r\nbody"
        let request = try #require(requests(events(text)).first)
        #expect(request.method == "POST")
        #expect(request.target.segments == ["api", "v1", "users", "a/b"])
        #expect(request.target.query.map(\.value) == ["a,b", "1 2"])
        #expect(request.headers["x-note"] == "two words")
        #expect(request.body == Array("body".utf8))
        #expect(request.keepsAlive)
    }

    @Test("Header fields that come again mean the same, and others mean what they say")
    func repeatedFields() {
        let fields = "Host: h\r\nContent-Length: 2\r\n\r\n"
        let text =
            "POST /a HTTP/1.1\r\n\(fields)abPOST /b HTTP/1.1\r\n\(fields)cd"
            + "POST /c HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nefgPOST /d HTTP/1.0\r\n\(fields)hi"
        let found = requests(events(text))
        #expect(found.map { String(decoding: $0.body, as: UTF8.self) } == ["ab", "cd", "efg", "hi"])
        #expect(found.map(\.target.segments) == [["a"], ["b"], ["c"], ["d"]])
        #expect(found.map(\.keepsAlive) == [true, true, true, false])
        #expect(found.allSatisfy { $0.headers["host"] == "h" })
    }

    @Test("However the bytes are cut, the same requests come out")
    func pieces() {
        let text =
            "GET /a HTTP/1.1\r\nHost: h\r\n\r\n\r\nPOST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\nDELETE /c HTTP/1.0\r\n\r\n"
        let whole = events(text)
        #expect(requests(whole).map(\.method) == ["GET", "POST", "DELETE"])
        #expect(requests(whole)[1].body == Array("abc0123456789".utf8))
        for size in 1...17 {
            var parser = HTTPParser()
            var collected: [HTTPParser.Event] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                parser.feed(bytes[start..<min(start + size, bytes.count)])
                collected += drain(&parser)
            }
            #expect(collected == whole)
        }
    }

    @Test(
        "What two servers could read in two ways is refused",
        arguments: [
            "GET / HTTP/1.1\nHost: h\n\n", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\n X: folded\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\n\tfolded\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : h\r\n\r\n", "GET / HTTP/1.1\r\n: h\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\rX\r\n\r\n", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1 \r\nHost: h\r\n\r\n", "GET /\r\nHost: h\r\n\r\n", "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n",
            "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", "GET /%4 HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /?a=%f HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET a HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX: a\u{1}b\r\n\r\n",
        ])
    func refused(text: String) {
        #expect(status(text) == 400)
    }

    @Test("What cannot become a request is refused with its first byte: a client that speaks TLS does not wait")
    func otherProtocol() {
        #expect(status("\u{16}\u{3}\u{1}\u{2}") == 400)
        #expect(status(" GET / HTTP/1.1") == 400)
        #expect(events("\r").isEmpty && events("\r\nG").isEmpty && events("get").isEmpty)
    }

    @Test("Limits have their own answers")
    func limits() {
        var limits = HTTPLimits()
        (limits.requestLine, limits.head, limits.headerCount, limits.body) = (40, 200, 3, 10)
        let long = String(repeating: "x", count: 300)
        let head = "GET / HTTP/1.1\r\nHost: h\r\n"
        #expect(status("GET /\(long) HTTP/1.1\r\nHost: h\r\n\r\n", limits: limits) == 414)
        #expect(status("GET /\(long)", limits: limits) == 414)
        #expect(status("\(head)X: \(long)", limits: limits) == 431)
        #expect(status("\(head)A: 1\r\nB: 2\r\nC: 3\r\n\r\n", limits: limits) == 431)
        #expect(status("\(head)Content-Length: 11\r\n\r\n", limits: limits) == 413)
        #expect(status("\(head)Content-Length: 99999999999999999999\r\n\r\n", limits: limits) == 413)
        #expect(status("\(head)Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n", limits: limits) == 413)
        #expect(status("\(head)Transfer-Encoding: gzip\r\n\r\n", limits: limits) == 501)
        #expect(status("GET / HTTP/2.0\r\nHost: h\r\n\r\n") == 505)
        #expect(status("\(head)Expect: coffee\r\n\r\n") == 417)
    }

    @Test("A client that waits for 100 gets it, one that goes on does not")
    func expectation() {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        #expect(events(head) == [.expectsContinue])
        #expect(requests(events(head + "ab")).count == 1)
        #expect(!events(head + "ab").contains(.expectsContinue))
    }

    @Test("Nothing comes after a fault")
    func dead() {
        let good = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
        let all = events("\(good)BAD\r\n\r\n\(good)")
        #expect(all.count == 2)
        #expect(requests(all).count == 1)
    }

    @Test("Absolute targets and the asterisk are understood")
    func targets() throws {
        let absolute = requests(events("GET http://host:1/a?b=c HTTP/1.1\r\nHost: other\r\n\r\n")).first?.target
        #expect(absolute?.authority == "host:1")
        #expect(absolute?.segments == ["a"])
        let asterisk = requests(events("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")).first?.target
        #expect(asterisk?.isWholeServer == true)
    }
}
