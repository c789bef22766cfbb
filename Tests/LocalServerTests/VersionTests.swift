import SisenseClient
import Testing

@testable import LocalServer

@Suite("Versions of the real server")
struct VersionTests {
    private func server(_ name: String) throws -> TestAPI {
        var configuration = ServerConfiguration.testing()
        let version: ServerVersion = try #require(ServerVersion(named: name))
        configuration.version = version
        return try TestAPI(configuration)
    }

    @Test("Each version answers its own number", arguments: [("win8.2", "8.2.5.11026"), ("L2025.2", "L2025.2")])
    func number(name: String, number: String) throws {
        let status = try server(name).call("GET", "/api/v1/application/status").json
        #expect(status["version"]?["version"]?.string == number)
        #expect(status["version"]?["isBigData"]?.bool == false)
    }

    @Test(
        "What a version lacks is the page of the web framework, and what it has is answered",
        arguments: [
            ("win8.2", ["/api/v1/features": 200, "/api/v1/elasticubes/sets": 200, "/api/v2/connections": 404]),
            ("L2021.9", ["/api/v1/features": 404, "/api/v1/connection": 200, "/api/v2/connections": 404]),
            ("L2025.2", ["/api/v1/features": 404, "/api/v1/connection": 404, "/api/v2/connections": 200]),
        ])
    func missing(name: String, statuses: [String: Int]) throws {
        let test = try server(name)
        for (path, status) in statuses {
            let answer = test.call("GET", path)
            #expect(answer.status == status, "\(path)")
            guard status == 404 else { continue }
            #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Cannot GET \(path)"))
        }
        // A path is no way to put a script into the page.
        let missing = name == "win8.2" ? "/api/v2/builds" : "/api/v1/elasticubes/sets"
        let page = String(decoding: test.call("GET", "\(missing)/%3Cscript%3E").body, as: UTF8.self)
        #expect(page.contains("Cannot GET \(missing)/&lt;script&gt;"))
    }

    @Test("A path that a version lacks takes no method there, and one it has in part takes the others")
    func methods() throws {
        let test = try server("L2025.2")
        for method in ["GET", "PUT", "OPTIONS"] {
            let answer = test.call(method, "/api/v1/features")
            #expect(answer.status == 404)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Cannot \(method) /api/v1/features"))
        }
        let windows = try server("win8.2").call("POST", "/api/v1/features")
        #expect(windows.status == 405 && windows.header("Allow") == "HEAD, GET, OPTIONS")
        let refused = try server("L2021.9").call("POST", "/api/v1/connection")
        #expect(refused.status == 404)
        let put = try server("L2021.9").call("PUT", "/api/v1/connection")
        #expect(put.status == 405 && put.header("Allow") == "HEAD, GET, OPTIONS")
    }

    @Test("Older versions do not know adminAccess", arguments: [("win8.2", 422), ("L2021.9", 422), ("L2025.2", 200)])
    func adminAccess(name: String, status: Int) throws {
        let test = try server(name)
        let path = "/api/shares/dashboard/\(SampleData.id(3, 0))"
        #expect(test.call("GET", "\(path)?adminAccess=true").status == status)
        #expect(test.call("GET", path).status == 200)
        let subscription = test.call("GET", "\(path)/subscription?adminAccess=true").status
        #expect(subscription == (name == "win8.2" ? 422 : 200))
    }

    @Test("On Windows dashboards expand widgets alone, and logging out has no content")
    func windows() throws {
        let test = try server("win8.2")
        #expect(test.call("GET", "/api/v1/dashboards?expand=widgets").status == 200)
        let refused = test.call("GET", "/api/v1/dashboards?expand=widgets,owner")
        #expect(refused.status == 404 && refused.code == 202)
        #expect(test.call("GET", "/api/v1/users?expand=groups").status == 200)
        #expect(test.call("GET", "/api/v1/authentication/logout").status == 204)
        #expect(try server("L2021.9").call("GET", "/api/v1/authentication/logout").status == 200)
        // Only what went well is answered otherwise.
        #expect(test.call("GET", "/api/v1/authentication/logout").status == 401)
    }

    @Test("A page limit shortens the pages of lists that have pages, and no others")
    func pageLimit() throws {
        var configuration = ServerConfiguration.testing()
        configuration.pageLimit = 7
        let test = try TestAPI(configuration)
        #expect(test.call("GET", "/api/v1/users?limit=50").json.array?.count == 7)
        #expect(test.call("GET", "/api/v1/users").json.array?.count == 7)
        #expect(test.call("GET", "/api/v1/users?skip=7&limit=5").json.array?.count == 5)
        #expect(test.call("GET", "/api/v1/dashboards/admin?dashboardType=owner").json.array?.count == 7)
        // Dashboards of the caller have no pages (seeds/003).
        configuration.pageLimit = 1
        #expect((try TestAPI(configuration).call("GET", "/api/v1/dashboards").json.array?.count ?? 0) > 1)
    }

    @Test("The globals name the version and its platform", arguments: [("win8.2", "windows"), ("L2025.2", "linux")])
    func globals(name: String, platform: String) throws {
        let version = try #require(ServerVersion(named: name))
        let globals = try server(name).call("GET", "/api/globals").json
        #expect(globals["version"]?.string == version.number && globals["platform"]?.string == platform)
    }

    @Test("A page limit holds for the search of dashboards as well")
    func pageLimitOfSearches() throws {
        var configuration = ServerConfiguration.testing()
        configuration.pageLimit = 7
        let test = try TestAPI(configuration)
        for options in [[:], ["limit": 50], ["limit": 3]] as [JSONValue] {
            let found = test.call("POST", "/api/v1/dashboards/searches", ["queryOptions": options]).json.array
            #expect(found?.count == (options["limit"]?.integer == 3 ? 3 : 7))
        }
    }

    @Test("A server below a path answers below it alone")
    func basePath() throws {
        var configuration = ServerConfiguration.testing()
        configuration.basePath = "/bi/sales"
        let test = try TestAPI(as: nil, configuration)
        #expect(test.call("GET", "/bi/sales/api/v1/application/status").status == 200)
        for path in ["/api/v1/application/status", "/bi/api/v1/application/status", "/bi", "/"] {
            #expect(test.call("GET", path).status == 404)
        }
    }
}

@Suite("Chaos")
struct ChaosTests {
    /// A server that misbehaves, the way it does over the network.
    private func serve(_ chaos: Chaos, _ body: (TestServer, String) async throws -> Void) async throws {
        var configuration = ServerConfiguration.testing()
        configuration.chaos = chaos
        try await TestServer.run(configuration) { test in try await body(test, try await test.login()) }
    }

    private func groups(_ test: TestServer, _ token: String) async throws -> Int {
        try await test.send("GET", "/api/v1/groups?name=Made", token: token).json.array?.count ?? -1
    }

    @Test("Where answers are lost, the change is done and the connection ends without a byte")
    func losing() async throws {
        try await serve(.losing) { test, token in
            let body = #"{"name":"Made"}"#
            let answer = try RawConnection.exchange(
                "POST /api/v1/groups HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
                port: test.server.port)
            #expect(answer == "")
            #expect(try await groups(test, token) == 1)
        }
    }

    @Test("Where changes fail, nothing is done and reads work; also below a path")
    func failing() async throws {
        try await serve(.failing) { test, token in
            let answer = try await test.send("POST", "/api/v1/groups", token: token, body: ["name": "Made"])
            #expect(answer.status == 500)
            #expect(try await groups(test, token) == 0)
        }
        var configuration = ServerConfiguration.testing()
        (configuration.chaos, configuration.basePath) = (.failing, "/bi")
        try await TestServer.run(configuration) { test in
            // The address of the server ends in the path.
            let token = try await test.login()
            let answer = try await test.send("POST", "/api/v1/groups", token: token, body: ["name": "Made"])
            #expect(answer.status == 500)
        }
    }

    @Test("A busy server, expiring tokens and a login page spoil every so many requests, and logging in never")
    func spoilt() async throws {
        for (chaos, expected) in [
            (Chaos.busy, [200, 200, 429, 200, 200, 429]), (.expiring, [200, 200, 200, 200, 200, 200]),
            (.page, [200, 200, 200, 200, 200, 200]),
        ] {
            try await serve(chaos) { test, token in
                var answers: [TestServer.Answer] = []
                for _ in expected { answers.append(try await test.send("GET", "/api/v1/groups", token: token)) }
                #expect(answers.map(\.status) == expected)
                let types = answers.map { $0.headers["content-type"]?.hasPrefix("text/html") == true }
                #expect(types.contains(true) == (chaos == .page))
                for _ in 0..<4 { #expect(try await test.login() != "") }
                var statuses: [Int] = []
                for _ in 0..<4 { statuses.append(try await test.send("GET", "/api/v1/groups", token: token).status) }
                #expect(statuses.contains(401) == (chaos == .expiring))
            }
        }
    }
}
