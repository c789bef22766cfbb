import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("Proxies")
struct ProxyTests {
    private static let plainURL = "http://bi.acme.example/api"
    private static let secureURL = "https://bi.acme.example/api"

    private func proxy(_ url: String, _ environment: [String: String]) throws -> String? {
        ProxySettings(environment: environment).proxy(for: try #require(URL(string: url)))?.name
    }

    @Test("The environment names a proxy for each scheme")
    func environment() throws {
        let environment = ["http_proxy": "http://one:3128", "HTTPS_PROXY": "http://two:3128"]
        #expect(try proxy(Self.plainURL, environment) == "http://one:3128")
        #expect(try proxy(Self.secureURL, environment) == "http://two:3128")
        #expect(try proxy(Self.plainURL, ["ALL_PROXY": "socks5h://three"]) == "socks5h://three")
        #expect(try proxy(Self.plainURL, ["HTTP_PROXY": "http://one:3128"]) == nil)
        #expect(try proxy(Self.plainURL, ["http_proxy": ""]) == nil)
    }

    @Test(
        "This machine is never reached through a proxy",
        arguments: [
            "http://localhost:8081/", "http://127.0.0.1/", "http://127.8.8.8/", "http://[::1]:30845/",
            "http://bi.localhost/",
        ])
    func loopback(url: String) throws {
        #expect(try proxy(url, ["all_proxy": "http://one:3128"]) == nil)
    }

    @Test(
        "A host that only looks like this machine is another",
        arguments: [
            "http://127.evil.example/", "http://localhost.evil.example/", "http://128.0.0.1/",
        ])
    func lookalike(url: String) throws {
        #expect(try proxy(url, ["all_proxy": "http://one:3128"]) == "http://one:3128")
        #expect(try ServerAddress(url).isPrivate == false)
    }

    @Test(
        "Exceptions are names with what is below them, addresses, and all",
        arguments: [
            ("acme.example", true), (".acme.example", true), ("bi.acme.example", true), ("*", true),
            ("cme.example", false),
            ("other.example, ACME.example", true), ("", false),
        ])
    func exceptions(list: String, isDirect: Bool) throws {
        let environment = ["http_proxy": "http://one:3128", "no_proxy": list]
        #expect(try (proxy(Self.plainURL, environment) == nil) == isDirect)
    }

    @Test(
        "An exception may be a range of addresses",
        arguments: [
            ("http://10.1.2.3/", "10.0.0.0/8", true), ("http://11.1.2.3/", "10.0.0.0/8", false),
            ("http://10.1.2.3/", "10.1.2.3", true), ("http://[fd00::7]/", "fd00::/8", true),
            ("http://10.1.2.3/", "10.0.0.0/99", false),
        ])
    func ranges(url: String, list: String, isDirect: Bool) throws {
        #expect(try (proxy(url, ["http_proxy": "http://one:3128", "no_proxy": list]) == nil) == isDirect)
    }

    @Test("The password of a proxy is not shown")
    func password() {
        #expect(Proxy("http://me:secret@one:3128").name == "http://one:3128")
        #expect(Proxy("one:3128").name == "one:3128")
    }

    private func send(
        _ url: String, over server: RawServer, isChange: Bool = false
    ) async throws -> HTTPResponse {
        let proxies = ProxySettings(Proxy("http://me:secret@127.0.0.1:\(server.port)"))
        let request = HTTPRequest(method: isChange ? .post : .get, url: try #require(URL(string: url)))
        return try await CurlTransport(TransportSettings(proxies: proxies)).send(request, isChange: isChange)
    }

    @Test("A plain request goes to the proxy with the whole address, and the answer says so")
    func plain() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer(body: "[]") }
        }
        let answer = try await send(Self.plainURL, over: server)
        #expect(server.requests.first?.hasPrefix("GET http://bi.acme.example/api HTTP/1.1\r\n") == true)
        #expect(answer.transfer?.proxy == "http://127.0.0.1:\(server.port)")
    }

    @Test("A proxy that wants a password is the proxy's refusal, not the server's", arguments: [plainURL, secureURL])
    func password(url: String) async throws {
        let server = try RawServer { connection in
            while connection.request() != nil {
                connection.answer("407 Proxy Authentication Required", ["Proxy-Authenticate: Basic realm=\"p\""])
            }
        }
        let error = await #expect(throws: TransportError.self) { try await send(url, over: server, isChange: true) }
        #expect(error?.kind == .proxyRefused(status: 407))
        #expect(error?.description.contains("secret") == false)
    }

    @Test("A change that the proxy did not let through was not sent")
    func tunnelRefused() async throws {
        let server = try RawServer { connection in
            while connection.request() != nil { connection.answer("503 Service Unavailable") }
        }
        let error = await #expect(throws: TransportError.self) {
            try await send(Self.secureURL, over: server, isChange: true)
        }
        #expect(error?.kind == .proxyRefused(status: 503))
        #expect(server.requests.count == 1)
        #expect(server.requests.first?.hasPrefix("CONNECT bi.acme.example:443 HTTP/1.1\r\n") == true)
    }

    @Test("An answer that is slow behind a proxy has the time that any answer has")
    func slow() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            usleep(400_000)
            connection.answer(body: "[]")
        }
        let settings = TransportSettings(
            limits: TransportLimits(connect: .milliseconds(200)),
            proxies: ProxySettings(Proxy("http://127.0.0.1:\(server.port)")))
        let request = HTTPRequest(method: .get, url: try #require(URL(string: Self.plainURL)))
        #expect(try await CurlTransport(settings).send(request, isChange: false).status == 200)
    }
}
