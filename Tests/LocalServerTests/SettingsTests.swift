import LocalServer
import SisenseClient
import Testing

@Suite("System settings and CORS")
struct SettingsTests {
    private func allow(_ origins: JSONValue, on test: TestServer) async throws {
        let cors: JSONValue = ["enabled": true, "allowedOrigins": origins]
        let body: JSONValue = ["firstday": "mon", "webServer": ["cors": cors]]
        let answer = try await test.send("POST", "/api/v1/settings/system", token: try await test.login(), body: body)
        #expect(answer.status < 300)
    }

    @Test("Saving without firstday sets it back, and everything else stays")
    func firstday() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let before = try await test.send("GET", "/api/v1/settings/system", token: token)
            #expect(before.json["firstday"]?.string == "mon")
            let body: JSONValue = ["webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://a.test"]]]]
            let after = try await test.send("POST", "/api/v1/settings/system", token: token, body: body)
            #expect(after.json["firstday"]?.string == "sun")
            #expect(after.json["alias"] == before.json["alias"])
            #expect(after.json["webServer"]?["enableSSl"]?.bool == false)
            #expect(after.json["webServer"]?["cors"]?["allowedOrigins"] == ["https://a.test"])
        }
    }

    @Test(
        "An origin on the list may read, any other may not",
        arguments: [
            ("https://app.acme.example", true), ("https://app.acme.example:8443", false),
            ("https://APP.acme.example", false), ("https://app.acme.example.evil.test", false),
            ("https://one.partners.acme.example", true), ("https://partners.acme.example", false),
            ("https://evilpartners.acme.example", false), ("null", false),
        ])
    func origins(origin: String, isAllowed: Bool) async throws {
        try await TestServer.run { test in
            try await allow(["https://app.acme.example", "*.partners.acme.example"], on: test)
            let answer = try await test.send("GET", "/api/v1/users", headers: ["Origin": origin])
            #expect(answer.status == 401)
            #expect(answer.headers["access-control-allow-origin"] == (isAllowed ? origin : nil))
            #expect(answer.headers["vary"] == "Origin")
        }
    }

    @Test("A preflight is answered without a login and names methods, an age, and the headers the API knows alone")
    func preflight() async throws {
        try await TestServer.run { test in
            try await allow(["http://localhost:4200"], on: test)
            let answer = try await test.send(
                "OPTIONS", "/api/v1/users",
                headers: [
                    "Origin": "http://localhost:4200", "Access-Control-Request-Method": "PATCH",
                    "Access-Control-Request-Headers": "authorization,X-B3-TraceId,if-none-match,a b,é",
                ])
            #expect(answer.status == 204)
            #expect(answer.headers["access-control-allow-methods"]?.contains("PATCH") == true)
            let headers = answer.headers["access-control-allow-headers"]?.split(separator: ", ") ?? []
            #expect(headers == ["accept", "authorization", "content-type", "x-device-id", "x-requested-with"])
            #expect(answer.headers["access-control-max-age"] == "86400")
            #expect(answer.headers["access-control-allow-credentials"] == "true")
        }
    }

    @Test("With CORS off, no header speaks of it")
    func off() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let body: JSONValue = ["firstday": "mon", "webServer": ["cors": ["enabled": false]]]
            _ = try await test.send("POST", "/api/v1/settings/system", token: token, body: body)
            let answer = try await test.send(
                "GET", "/api/v1/application/status", headers: ["Origin": "https://app.acme.example"])
            #expect(answer.status == 200)
            #expect(answer.headers.keys.contains { $0.hasPrefix("access-control") } == false)
            #expect(answer.headers["vary"] == nil)
        }
    }

    @Test("An empty list allows nobody, a lone asterisk everybody but without credentials")
    func wildcard() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            for (list, allowed) in [([], nil), (["*"], "*")] as [(JSONValue, String?)] {
                let body: JSONValue = [
                    "firstday": "mon", "webServer": ["cors": ["enabled": true, "allowedOrigins": list]],
                ]
                _ = try await test.send("POST", "/api/v1/settings/system", token: token, body: body)
                let answer = try await test.send(
                    "GET", "/api/v1/application/status", headers: ["Origin": "https://any.test"])
                #expect(answer.headers["access-control-allow-origin"] == allowed)
                #expect(answer.headers["access-control-allow-credentials"] == nil)
                let preflight = try await test.send(
                    "OPTIONS", "/api/v1/users",
                    headers: [
                        "Origin": "https://any.test", "Access-Control-Request-Method": "GET",
                        "Access-Control-Request-Headers": "X-FooBar,a b,é",
                    ])
                // Where all may come, what is asked for is granted, as long as it is the name of a header field.
                let granted = preflight.headers["access-control-allow-headers"]?.split(separator: ", ")
                #expect(granted?.last == (allowed == nil ? nil : "x-foobar"))
            }
        }
    }
}
