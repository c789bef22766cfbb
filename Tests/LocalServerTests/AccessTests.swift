import SisenseClient
import Testing

@testable import LocalServer

@Suite("Access")
struct AccessTests {
    @Test("An owner or a member that is put into a record is shown whole to administrators alone")
    func expandedUsers() throws {
        let test = try TestAPI(as: "bea")
        let paths = ["/api/v1/dashboards?expand=owner", "/api/v1/folders?expand=owner,dashboards.owner"]
        var cards: [JSONObject] = []
        for path in paths {
            let found = test.call("GET", path).json.array ?? []
            cards += found.compactMap { $0["owner"]?.object }
            cards += found.flatMap { $0["dashboards"]?.array ?? [] }.compactMap { $0["owner"]?.object }
        }
        let dashboard = test.call("GET", "/api/v1/dashboards").json.array?.first?["oid"]?.string ?? ""
        let path = "/api/v1/dashboards/\(dashboard)/shares?expand=user,group.users"
        let shares = test.call("GET", path).json.array ?? []
        cards += shares.compactMap { $0["user"]?.object }
        cards += shares.flatMap { $0["group"]?["users"]?.array ?? [] }.compactMap(\.object)
        #expect(!cards.isEmpty)
        let shown = Set(cards.flatMap { $0.members.map(\.key) })
        #expect(shown.isSubset(of: ["_id", "userName", "firstName", "lastName"]), "\(shown)")
        // Asking for a member by name is no way around it.
        let asked = test.call("GET", "\(paths[0].replacing("owner", with: "owner(fields:email,lastLogin)"))").json.array
        #expect(asked?.compactMap { $0["owner"]?.object }.allSatisfy { $0.members.isEmpty } == true)
        test.login("admin")
        let whole = test.call("GET", "/api/v1/dashboards/admin?dashboardType=owner&expand=owner").json.array
        #expect(whole?.first?["owner"]?["email"]?.string != nil)
    }

    @Test("A 401 says how to log in, and no answer is to be read as another type than it says")
    func headers() throws {
        let test = try TestAPI(as: nil)
        let refused = test.call("GET", "/api/v1/users")
        #expect(refused.status == 401)
        #expect(refused.header("WWW-Authenticate") == "Bearer realm=\"Sisense\"")
        #expect(test.login("admin", password: "wrong") == 401)
        for path in ["/api/v1/users", "/api/v1/application/status", "/nowhere"] {
            #expect(test.call("GET", path).header("X-Content-Type-Options") == "nosniff")
        }
        #expect(test.call("GET", "/api/v1/application/status").header("WWW-Authenticate") == nil)
    }

    @Test("A body is taken as it is: one in another coding is refused, and the answer says what is taken")
    func codings() throws {
        let test = try TestAPI()
        let packed = test.call("POST", "/api/v1/groups", ["name": "Packed"], fields: [("Content-Encoding", "gzip")])
        #expect(packed.status == 415 && packed.header("Accept-Encoding") == "identity")
        let plain = test.call("POST", "/api/v1/groups", ["name": "Plain"], fields: [("Content-Encoding", "Identity")])
        #expect(plain.status == 201)
    }

    @Test("JSON is taken under its own type alone, however that is written")
    func contentTypes() throws {
        let test = try TestAPI()
        let group: JSONValue = ["name": "Typed"]
        for type in ["text/plain", "text/plain; charset=application/json", "application/x-www-form-urlencoded", ""] {
            let answer = test.call("POST", "/api/v1/groups", group, fields: [("Content-Type", type)])
            #expect(answer.status == 415, "\(type)")
        }
        #expect(test.call("POST", "/api/v1/groups", form: #"{"name":"Untyped"}"#).status == 415)
        #expect(test.call("GET", "/api/v1/groups?name=Typed").json == [])
        let type = "Application/JSON ; charset=utf-8"
        #expect(test.call("POST", "/api/v1/groups", group, fields: [("Content-Type", type)]).status == 201)
    }

    @Test(
        "A page of another origin changes nothing, by whatever method, and may log nobody in",
        arguments: [
            "https://evil.test", "null", "http://localhost.evil.test", "http://localhost:1", "HTTP://LOCALHOST",
        ])
    func foreignOrigin(origin: String) throws {
        let test = try TestAPI()
        let fields = [("Origin", origin)]
        let login: JSONValue = ["username": "admin", "password": .string(SampleData.password)]
        #expect(test.call("POST", "/api/v1/groups", ["name": "X"], fields: fields).status == 403)
        #expect(test.call("GET", "/api/v1/authentication/logout_all", fields: fields).status == 403)
        #expect(test.call("POST", "/api/v1/authentication/login", login, fields: fields).status == 403)
        // What it reads, the browser keeps from it.
        #expect(test.call("GET", "/api/v1/groups?name=X", fields: fields).json == [])
    }

    @Test("Pages of the server itself and of origins on the list change what their user may change")
    func ownOrigin() throws {
        let test = try TestAPI()
        let settings: JSONValue = [
            "firstday": "mon",
            "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://app.acme.example"]]],
        ]
        #expect(test.call("POST", "/api/v1/settings/system", settings).status < 300)
        for (number, origin) in ["http://localhost", "https://localhost", "https://app.acme.example"].enumerated() {
            let body: JSONValue = ["name": .string("Page \(number)")]
            #expect(test.call("POST", "/api/v1/groups", body, fields: [("Origin", origin)]).status == 201)
        }
    }

    @Test("Of two origins none is granted anything")
    func twoOrigins() throws {
        let test = try TestAPI()
        for list in [["https://a.test", "https://b.test"], ["*"]] as [JSONValue] {
            let settings: JSONValue = ["webServer": ["cors": ["enabled": true, "allowedOrigins": list]]]
            #expect(test.call("POST", "/api/v1/settings/system", settings).status < 300)
            let two = [("Origin", "https://a.test"), ("Origin", "https://b.test")]
            let answer = test.call("GET", "/api/v1/application/status", fields: two)
            #expect(answer.status == 200)
            #expect(answer.header("Access-Control-Allow-Origin") == nil)
            #expect(test.call("POST", "/api/v1/groups", ["name": "X"], fields: two).status == 403)
            let own = [("Origin", "http://localhost"), ("Origin", "http://localhost")]
            #expect(test.call("POST", "/api/v1/groups", ["name": "X"], fields: own).status == 403)
        }
    }
}
