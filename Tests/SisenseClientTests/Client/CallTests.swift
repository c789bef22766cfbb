import Foundation
import SisenseClient
import Testing

@Suite("Call")
struct CallTests {
    @Test("Values are encoded so that they stay in their place")
    func encoding() throws {
        let call = try Call(
            .getUser, path: ["id": "a/b?c"],
            query: [QueryItem("fields", "a,b&c=d"), QueryItem("x", "é +")])
        let request = try call.request(to: ServerAddress("https://p.example/bi"), token: Secret("t"))
        #expect(
            request.url.absoluteString
                == "https://p.example/bi/api/v1/users/a%2Fb%3Fc?fields=a%2Cb%26c%3Dd&x=%C3%A9%20%2B")
        #expect(request.headers["Authorization"] == "Bearer t")
        #expect(request.headers["Content-Type"] == nil)
    }

    @Test("A JSON body and a form body carry their type")
    func bodies() throws {
        let server = try ServerAddress("bi.acme.example")
        let json = try Call(.createGroup, body: .json(["name": "É"])).request(to: server, token: nil)
        #expect(json.body == Data(#"{"name":"É"}"#.utf8))
        #expect(json.headers["Content-Type"] == "application/json")
        #expect(json.headers["Authorization"] == nil)
        let form = try Call(
            .login,
            body: .form([QueryItem("username", "bea@acme.example"), QueryItem("password", "a&b=c")])
        ).request(to: server, token: nil)
        #expect(form.body == Data("username=bea%40acme.example&password=a%26b%3Dc".utf8))
        #expect(form.headers["Content-Type"] == "application/x-www-form-urlencoded")
    }

    @Test("What is missing is named before anything is sent")
    func missing() {
        #expect(throws: CallError.missingParameter("id")) { try Call(.getUser) }
        #expect(throws: CallError.badPathValue(name: "id", value: "..")) {
            try Call(.getUser, path: ["id": ".."])
        }
        #expect(throws: CallError.missingBody(operation: "POST /api/v1/groups")) { try Call(.createGroup) }
        #expect(throws: CallError.missingParameter("ids")) { try Call(.deleteUsers) }
    }

    @Test("A line break cannot smuggle in a header")
    func headers() throws {
        let server = try ServerAddress("bi.acme.example")
        #expect(throws: CallError.badHeader("Authorization")) {
            try Call(.getRoles).request(to: server, token: Secret("t\r\nX: y"))
        }
        #expect(throws: CallError.badHeader("x-device-id")) {
            try Call(.getRoles, headers: ["x-device-id": "a\nb"]).request(to: server, token: nil)
        }
    }

    @Test("The line for people shows no secret")
    func line() throws {
        let call = try Call(
            .checkPasswordReset, path: ["token": "abc"], query: [QueryItem("plaintext", "pw")])
        #expect(call.line == "GET /api/v1/account/reset_password/masked?plaintext=••••")
    }

    @Test("Every operation can be called and makes a URL")
    func every() throws {
        let server = try ServerAddress("bi.acme.example")
        for operation in Catalogue.sisense.operations {
            let call = try Call.sample(operation)
            let request = try call.request(to: server, token: Secret("t"))
            #expect(request.method == operation.method)
            #expect(request.url.absoluteString.hasPrefix("https://bi.acme.example/"))
        }
    }
}

extension Call {
    /// A call of `operation` with some value for everything it needs.
    static func sample(_ operation: SisenseClient.Operation) throws -> Call {
        let path = Dictionary(uniqueKeysWithValues: operation.template.names.map { ($0, "x") })
        let query = operation.parameters.filter { $0.location == .query && $0.isRequired }.map {
            QueryItem($0.name, "1")
        }
        let needsBody = operation.parameters.contains {
            ($0.location == .body || $0.location == .form) && $0.isRequired
        }
        let needed = operation.parameters.filter { $0.location == .header && $0.isRequired }
        let headers = needed.reduce(into: HTTPHeaders()) { $0[$1.name] = "x" }
        return try Call(operation, path: path, query: query, headers: headers, body: needsBody ? .json([:]) : nil)
    }
}
