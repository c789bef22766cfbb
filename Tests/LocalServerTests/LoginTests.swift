import LocalServer
import SisenseClient
import Testing

@Suite("Logging in")
struct LoginTests {
    @Test("The administrator of the sample company gets a token that works")
    func administrator() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let answer = try await test.send("GET", "/api/users/loggedin", token: token)
            #expect(answer.status == 200)
            #expect(answer.json["email"]?.string == SampleData.administratorEmail)
            #expect(answer.json["roleName"]?.string == "super")
        }
    }

    @Test("A wrong password and an unknown name get the same answer")
    func wrongPassword() async throws {
        try await TestServer.run { test in
            for name in [SampleData.administratorEmail, "nobody"] {
                let body: JSONValue = ["username": .string(name), "password": "wrong"]
                let answer = try await test.send("POST", "/api/v1/authentication/login", body: body)
                #expect(answer.status == 401)
                #expect(answer.json["error"]?["message"]?.string == "Wrong user name or password")
            }
        }
    }

    @Test("Five wrong passwords lock the account, even for the right one")
    func lockout() async throws {
        try await TestServer.run { test in
            for _ in 0..<5 {
                let body: JSONValue = ["username": "bea", "password": "wrong"]
                _ = try await test.send("POST", "/api/v1/authentication/login", body: body)
            }
            #expect(try await test.login("bea") == "")
            #expect(try await test.login("wei") != "")
        }
    }

    @Test("Logging out ends the token at once, and only that one")
    func logout() async throws {
        try await TestServer.run { test in
            let (first, second) = (try await test.login(), try await test.login())
            #expect(try await test.send("GET", "/api/v1/authentication/logout", token: first).status == 204)
            let refused = try await test.send("GET", "/api/users/loggedin", token: first)
            #expect(refused.status == 401)
            #expect(refused.code == 5002)
            #expect(try await test.send("GET", "/api/users/loggedin", token: second).status == 200)
        }
    }

    @Test("Renewing the API token ends the old ones")
    func renew() async throws {
        try await TestServer.run { test in
            let old = try await test.login()
            let answer = try await test.send("POST", "/api/v1/authentication/tokens/api/renew", token: old)
            let new = try #require(answer.json["token"]?.string)
            #expect(try await test.send("GET", "/api/users/loggedin", token: old).status == 401)
            #expect(try await test.send("GET", "/api/users/loggedin", token: new).status == 200)
        }
    }

    @Test("A viewer cannot list users but can read their own record")
    func viewer() async throws {
        try await TestServer.run { test in
            let token = try await test.login("bea")
            let list = try await test.send("GET", "/api/v1/users", token: token)
            #expect(list.status == 403)
            let own = try await test.send("GET", "/api/users/loggedin", token: token)
            let id = try #require(own.json["_id"]?.string)
            #expect(try await test.send("GET", "/api/v1/users/\(id)", token: token).status == 200)
        }
    }
}
