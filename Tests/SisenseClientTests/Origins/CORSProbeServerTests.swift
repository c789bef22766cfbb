import LocalServer
import SisenseClient
import Testing

@Suite("The CORS probe against a server")
struct CORSProbeServerTests {
    /// What a server with these origins in its list lets a page of `origin` do.
    private static func examine(
        _ origin: String, listed: [String], enabled: Bool = true, method: HTTPMethod = .get, cookies: Bool = false
    ) async throws -> CORSReport {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        let local = try await LocalServer.start(configuration)
        let server = try ServerAddress(local.address)
        let transport = CurlTransport()
        let visitor = APIClient(server: server, transport: transport, token: nil, policy: .readWrite)
        let token = try await visitor.login(user: SampleData.administratorEmail, password: Secret(SampleData.password))
            .token
        let service = SystemSettingsService(visitor.with(token: token))
        let base = try await service.read()
        let edited = base.setting(corsEnabled: enabled, allowedOrigins: listed)
        _ = try await visitor.with(token: token).perform(service.planSave(edited, base: base))
        let options = CORSProbe.Options(
            method: method, headerNames: cookies ? [] : ["authorization"], sendsCookies: cookies)
        let report = await visitor.with(token: token).corsProbe.examine(
            try #require(Origin(serialized: origin)), options)
        await local.stop()
        return report
    }

    @Test("An origin of the list may send requests and read the answers", arguments: [HTTPMethod.get, .patch, .delete])
    func listed(_ method: HTTPMethod) async throws {
        let report = try await Self.examine("https://a.example.com", listed: ["https://a.example.com"], method: method)
        #expect(report.findings.allSatisfy { $0.outcome == .passed }, "\(report.findings)")
        #expect((report.actual != nil) == (method == .get))
    }

    @Test("The browser's header fields really go out")
    func headersArrive() async throws {
        let report = try await Self.examine("https://a.example.com", listed: ["https://a.example.com"])
        let answer = try #require(try report.actual?.result.get())
        #expect(answer.headers["Access-Control-Allow-Origin"] == "https://a.example.com")
        let preflight = try #require(try report.preflight?.result.get())
        #expect(preflight.headers["Access-Control-Allow-Headers"]?.contains("authorization") == true)
    }

    @Test(
        "A page that the list does not admit is stopped at the preflight",
        arguments: ["http://a.example.com", "https://a.example.com:8443", "https://b.a.example.com", "null"])
    func unlisted(_ origin: String) async throws {
        let report = try await Self.examine(origin, listed: ["https://a.example.com"])
        #expect(report.failure?.rule == .preflightOrigin)
    }

    @Test("With CORS off nobody is admitted")
    func switchedOff() async throws {
        let report = try await Self.examine(
            "https://a.example.com", listed: ["https://a.example.com"], enabled: false)
        #expect(report.isAllowed == false)
    }

    @Test("A star admits every origin, but not with cookies")
    func star() async throws {
        #expect(try await Self.examine("https://any.example", listed: ["*"]).isAllowed)
        let withCookies = try await Self.examine("https://any.example", listed: ["*"], cookies: true)
        #expect(withCookies.failure?.rule == .origin)
    }

    @Test(
        "The list's entries admit in the server what they admit here",
        arguments: ["*.example.com", "https://a.example.com"])
    func agreement(_ entry: String) async throws {
        for origin in ["https://a.example.com", "https://example.com", "http://b.a.example.com:81"] {
            let expected = AllowedOrigin(entry).admits(try #require(Origin(serialized: origin)))
            #expect(try await Self.examine(origin, listed: [entry]).isAllowed == expected, "\(origin)")
        }
    }
}
