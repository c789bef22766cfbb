import SisenseClient
import Testing

@testable import LocalServer

@Suite("Dashboards, shares and folders")
struct DashboardsTests {
    @Test("The list of all has each dashboard once for owners, and recipients' copies without the type")
    func administration() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let owners = try await test.send("GET", "/api/v1/dashboards/admin?dashboardType=owner", token: token)
            #expect(owners.json.array?.count == 24)
            let all = try await test.send("GET", "/api/v1/dashboards/admin", token: token)
            let ids = all.json.array?.compactMap { $0["oid"]?.string } ?? []
            #expect(Set(ids).count == 24)
            #expect(ids.count > 24)
            let named = try await test.send(
                "GET", "/api/v1/dashboards/admin?dashboardType=owner&name=Q3%20Revenue", token: token)
            #expect(named.json.array?.count == 1)
        }
    }

    @Test("What is shared reaches the recipient with publishing, and what is taken back goes at once")
    func sharing() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let viewer = try await test.login("ziggy")
            let created = try await test.send("POST", "/api/v1/dashboards", token: token, body: ["title": "New"])
            #expect(created.status == 201)
            let id = try #require(created.json["oid"]?.string)
            #expect(try await test.send("GET", "/api/v1/dashboards/\(id)", token: viewer).status == 404)

            let me = try await test.send("GET", "/api/users/loggedin", token: viewer)
            let share: JSONValue = [
                "shareId": me.json["_id"] ?? .null, "type": "user", "rule": "view", "subscribe": false,
            ]
            let path = "/api/shares/dashboard/\(id)?adminAccess=true"
            let saved = try await test.send("POST", path, token: token, body: ["sharesTo": [share]])
            #expect(saved.json["sharesTo"] == [share])
            #expect(try await test.send("GET", "/api/v1/dashboards/\(id)", token: viewer).status == 404)

            #expect(try await test.send("POST", "/api/v1/dashboards/\(id)/publish", token: token).status == 204)
            let seen = try await test.send("GET", "/api/v1/dashboards/\(id)", token: viewer)
            #expect(seen.json["title"]?.string == "New")
            #expect(seen.json["instanceType"]?.string == "user")
            #expect(try await test.send("DELETE", "/api/v1/dashboards/\(id)", token: viewer).status == 403)

            _ = try await test.send("PATCH", "/api/v1/dashboards/\(id)", token: token, body: ["title": "Newer"])
            let unchanged = try await test.send("GET", "/api/v1/dashboards/\(id)", token: viewer)
            #expect(unchanged.json["title"]?.string == "New")

            _ = try await test.send("POST", path, token: token, body: ["sharesTo": []])
            #expect(try await test.send("GET", "/api/v1/dashboards/\(id)", token: viewer).status == 404)
        }
    }

    @Test("Only an administrator who says so hands over what others own; the old owner stays on the list")
    func changeOwner() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let list = try await test.send("GET", "/api/v1/dashboards/admin?dashboardType=owner", token: token)
            let users = try await test.send("GET", "/api/v1/users?userName=sofia", token: token)
            let new = try #require(users.json.array?.first?["_id"])
            let me = try await test.send("GET", "/api/users/loggedin", token: token)
            let dashboard = try #require(
                list.json.array?.first { $0["owner"] != new && $0["owner"] != me.json["_id"] })
            let (id, old) = (dashboard["oid"]?.string ?? "", dashboard["owner"]?.string ?? "")
            let body: JSONValue = ["ownerId": new, "originalOwnerRule": "edit"]
            let path = "/api/v1/dashboards/\(id)/change_owner"
            #expect(try await test.send("POST", path, token: token, body: body).status == 403)
            let changed = try await test.send("POST", path + "?adminAccess=true", token: token, body: body)
            #expect(changed.status == 200)
            #expect(changed.json["owner"] == new)
            let share = changed.json["shares"]?.array?.first { $0["shareId"]?.string == old }
            #expect(share?["rule"]?.string == "edit")
        }
    }

    @Test("Deleting a user deletes the dashboards they own")
    func deleteOwner() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let before = try await test.send("GET", "/api/v1/dashboards/admin?dashboardType=owner", token: token)
            let users = try await test.send("GET", "/api/v1/users?fields=_id,userName", token: token)
            let me = users.json.array?.first { $0["userName"]?.string == "admin" }?["_id"]
            let owner = try #require(before.json.array?.compactMap { $0["owner"] }.first { $0 != me })
            #expect(try await test.send("DELETE", "/api/v1/users/\(owner.string ?? "")", token: token).status == 204)
            let after = try await test.send("GET", "/api/v1/dashboards/admin?dashboardType=owner", token: token)
            let owned = before.json.array?.filter { $0["owner"] == owner }.count ?? 0
            #expect(owned > 0)
            #expect(after.json.array?.count == 24 - owned)
        }
    }

    @Test("Deleting a folder deletes what is below it")
    func deleteFolder() async throws {
        try await TestServer.run { test in
            let token = try await test.login()
            let top = try await test.send("POST", "/api/v1/folders", token: token, body: ["name": "Top"])
            let id = try #require(top.json["oid"])
            let inner = try await test.send(
                "POST", "/api/v1/folders", token: token, body: ["name": "Inner", "parentId": id])
            let body: JSONValue = ["title": "Deep", "parentFolder": inner.json["oid"] ?? .null]
            let deep = try await test.send("POST", "/api/v1/dashboards", token: token, body: body)
            let loop = try await test.send(
                "PATCH", "/api/v1/folders/\(id.string ?? "")", token: token,
                body: ["parentId": inner.json["oid"] ?? .null])
            #expect(loop.status == 422)
            #expect(try await test.send("DELETE", "/api/v1/folders/\(id.string ?? "")", token: token).status == 204)
            let path = "/api/v1/dashboards/\(deep.json["oid"]?.string ?? "")"
            #expect(try await test.send("GET", path, token: token).status == 404)
        }
    }

    @Test("Folders do not nest without end")
    func depth() throws {
        let test = try TestAPI()
        var parent: JSONValue = .null
        var statuses: [Int] = []
        for _ in 0..<110 {
            let answer = test.call("POST", "/api/v1/folders", ["name": "Deeper", "parentId": parent])
            statuses.append(answer.status)
            if answer.status == 201 { parent = .string(answer.oid) }
        }
        #expect(statuses.first == 201)
        #expect(statuses.last == 422)
        #expect(test.call("GET", "/api/v1/folders?structure=tree").status == 200)
    }
}
