import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import LocalServer

@Suite("Answers that are given again")
struct RecentAnswerTests {
    @Test("What is read again shows each change that was made, and none that was refused")
    func changes() throws {
        let (test, path) = (try TestAPI(), "/api/v1/groups?name=New&fields=name")
        for _ in 1...3 { #expect(test.call("GET", path).json == []) }
        let made = test.call("POST", "/api/v1/groups", ["name": "New"])
        for _ in 1...3 { #expect(test.call("GET", path).json == [["name": "New"]]) }
        #expect(test.call("POST", "/api/v1/groups", ["name": ""]).status == 400)
        #expect(test.call("GET", path).json == [["name": "New"]])
        #expect(test.call("DELETE", "/api/v1/groups/\(made.id)").status == 204)
        #expect(test.call("GET", path).json == [])
    }

    @Test("Each caller reads as themselves, and nothing after their token has ended")
    func callers() throws {
        let (test, path) = (try TestAPI(), "/api/users/loggedin")
        let administrator = test.token
        test.login("bea")
        let viewer = test.token
        for _ in 1...2 {
            for (token, name) in [(administrator, "admin"), (viewer, "bea")] {
                test.use(token)
                #expect(test.call("GET", path).json["userName"]?.string == name)
            }
        }
        #expect(test.call("GET", "/api/v1/users").status == 403)
        test.use(administrator)
        #expect(test.call("GET", "/api/v1/authentication/admin/logout?users=\(SampleData.id(1, 3))").status < 300)
        test.use(viewer)
        #expect(test.call("GET", path).status == 401)
    }

    @Test("A page of another origin gets its own header fields with an answer that others had before")
    func origins() throws {
        let (test, path) = (try TestAPI(), "/api/v1/groups?limit=1")
        let settings: JSONValue = [
            "firstday": "mon", "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://a.example"]]],
        ]
        #expect(test.call("POST", "/api/v1/settings/system", settings).status == 200)
        for (origin, allowed) in [("", nil), ("https://a.example", "https://a.example"), ("https://b.example", nil)] {
            let fields = origin.isEmpty ? [] : [(name: "Origin", value: origin)]
            let answer = test.call("GET", path, fields: fields)
            #expect(answer.status == 200 && answer.header("Access-Control-Allow-Origin") == allowed)
        }
    }

    @Test("What depends on the time is looked up each time")
    func time() throws {
        let now = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
        var configuration = ServerConfiguration.testing()
        configuration.now = { now.withLock { $0 } }
        let test = try TestAPI(configuration)
        let body: JSONValue = ["datamodelId": .string(SampleData.id(8, 0)), "buildType": "full"]
        let path = "/api/v2/builds/\(test.call("POST", "/api/v2/builds", body).id)"
        let first = test.call("GET", path).json["status"]
        #expect(test.call("GET", path).json["status"] == first)
        now.withLock { $0 += 3600 }
        #expect(test.call("GET", path).json["status"] != first)
    }
}
