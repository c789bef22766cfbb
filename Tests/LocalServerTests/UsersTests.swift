import LocalServer
import SisenseClient
import Testing

@Suite("Users")
struct UsersTests {
    private static let viewer = "64ab00000000000000000c05"

    @Test("The default company has sixty users")
    func count() async throws {
        try await TestServer.run { test in
            let answer = try await test.send("GET", "/api/v1/users", token: try await test.login())
            #expect(answer.json.array?.count == 60)
        }
    }

    @Test("fields keeps, drops, ignores unknown names, and refuses a mixture")
    func fields() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let kept = try await test.send("GET", "/api/v1/users?limit=1&fields=email,userName", token: token)
            #expect(kept.json == [["email": "admin@acme.example", "userName": "admin"]])
            let dropped = try await test.send("GET", "/api/v1/users?limit=1&fields=-email", token: token)
            #expect(dropped.json.array?.first?["email"] == nil)
            #expect(dropped.json.array?.first?["userName"]?.string == "admin")
            let unknown = try await test.send("GET", "/api/v1/users?limit=2&fields=nothing", token: token)
            #expect(unknown.json == [[:], [:]])
            let mixed = try await test.send("GET", "/api/v1/users?fields=email,-userName", token: token)
            #expect(mixed.status == 500)
        }
    }

    @Test("sort, skip and limit give pages in order", arguments: ["userName", "-userName"])
    func pages(sort: String) async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            var names: [String] = []
            for skip in stride(from: 0, to: 60, by: 25) {
                let path = "/api/v1/users?fields=userName&sort=\(sort)&limit=25&skip=\(skip)"
                let page = try await test.send("GET", path, token: token)
                names += page.json.array?.compactMap { $0["userName"]?.string } ?? []
            }
            #expect(names.count == 60)
            #expect(names == (sort.hasPrefix("-") ? names.sorted().reversed() : names.sorted()))
        }
    }

    @Test("expand nests, with fields inside")
    func expand() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let path =
                "/api/v1/users?userName=bea&fields=groups,role"
                + "&expand=groups(fields:name,users),groups.users(fields:userName),role(fields:displayName)"
            let answer = try await test.send("GET", path, token: token)
            let user = try #require(answer.json.array?.first)
            #expect(user["role"] == ["displayName": "Viewer"])
            let group = try #require(user["groups"]?.array?.first)
            #expect(group["name"]?.string == "Finance")
            #expect(group["users"]?.array?.contains(["userName": "bea"]) == true)
        }
    }

    @Test("An unknown expand is not found, with code 202")
    func unknownExpand() async throws {
        try await TestServer.run { test in
            let answer = try await test.send("GET", "/api/v1/users?expand=nothing", token: try await test.login())
            #expect(answer.status == 404)
            #expect(answer.code == 202)
        }
    }

    @Test("A user can be added, changed and deleted")
    func lifecycle() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let body: JSONValue = ["email": "new@acme.example", "roleId": .string(Self.viewer), "firstName": "New"]
            let created = try await test.send("POST", "/api/v1/users", token: token, body: body)
            #expect(created.status == 201)
            let id = try #require(created.json["_id"]?.string)
            #expect(id.count == 24)
            let changed = try await test.send(
                "PATCH", "/api/v1/users/\(id)", token: token, body: ["lastName": "Comer", "_id": .string(id)])
            #expect(changed.json["lastName"]?.string == "Comer")
            #expect(changed.json["firstName"]?.string == "New")
            #expect(changed.json["_id"]?.string == id)
            #expect(try await test.send("DELETE", "/api/v1/users/\(id)", token: token).status == 204)
            let gone = try await test.send("GET", "/api/v1/users/\(id)", token: token)
            #expect(gone.status == 404)
            #expect(gone.code == 2001)
        }
    }

    @Test(
        "What the reference forbids is refused with its code",
        arguments: [
            ("{}", 422, 2003), (#"{"email":"","roleId":"64ab00000000000000000c05"}"#, 400, 2009),
            (#"{"email":"x@y.z","roleId":"viewer"}"#, 422, 601),
            (#"{"email":"x@y.z","roleId":"64ab00000000000000000c99"}"#, 404, 202),
            (#"{"email":"x@y.z","roleId":"64ab00000000000000000c00"}"#, 400, 2006),
            (#"{"email":"bea@acme.example","roleId":"64ab00000000000000000c05"}"#, 400, 2004),
            (#"{"email":"x@y.z","email":"x@y.z","roleId":"64ab00000000000000000c05"}"#, 400, 300),
        ])
    func refusals(body: String, status: Int, code: Int) async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let answer = try await test.raw("POST", "/api/v1/users", token: token, body: body)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }

    @Test("A bulk creation with one bad entry creates nobody")
    func bulkIsWhole() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let good: JSONValue = ["email": "one@acme.example", "roleId": .string(Self.viewer)]
            let bad: JSONValue = ["email": "bea@acme.example", "roleId": .string(Self.viewer)]
            let refused = try await test.send("POST", "/api/v1/users/bulk", token: token, body: [good, bad])
            #expect(refused.status == 400)
            #expect(refused.code == 2004)
            let left = try await test.send("GET", "/api/v1/users?email=one@acme.example", token: token)
            #expect(left.json == [])
            let created = try await test.send("POST", "/api/v1/users/bulk", token: token, body: [good])
            #expect(created.status == 201)
        }
    }

    @Test("Deleting a group takes it out of its members")
    func deleteGroup() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let group = try await test.send("GET", "/api/v1/groups?name=Finance", token: token)
            let id = try #require(group.json.array?.first?["_id"]?.string)
            #expect(try await test.send("DELETE", "/api/v1/groups/\(id)", token: token).status == 204)
            let users = try await test.send("GET", "/api/v1/users", token: token)
            #expect(users.json.array?.contains { $0["groups"]?.array?.contains(.string(id)) == true } == false)
        }
    }

    @Test("A big server lists user_00000 and up in that order")
    func big() async throws {
        var configuration = ServerConfiguration.testing()
        configuration.sample = SampleSize(users: 100_000, groups: 2000)
        try await TestServer.run(configuration) { test in
            let token = try await test.login()
            let answer = try await test.send("GET", "/api/v1/users?skip=99998&fields=userName", token: token)
            #expect(answer.json == [["userName": "user_99998"], ["userName": "user_99999"]])
        }
    }
}
