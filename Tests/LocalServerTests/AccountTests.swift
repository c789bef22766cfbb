import Foundation
import SisenseClient
import Testing

@testable import LocalServer

@Suite("Accounts")
struct AccountTests {
    private static let viewer: JSONValue = "64ab00000000000000000c05"

    /// The token in the last letter.
    private func mailed(_ test: TestAPI) -> String {
        let letter = test.reports.lines.last { $0.hasPrefix("Mail to ") } ?? ""
        let start = letter.range(of: "Your token: ")?.upperBound ?? letter.endIndex
        return String(letter[start...].prefix { $0 != "\n" })
    }

    @Test("A rule for passwords that takes too long refuses a password, and holds nobody up")
    func slowRule() throws {
        let test = try TestAPI()
        #expect(test.call("POST", "/api/settings/security", ["passwordRegex": "(a+)+$"]).status == 200)
        func status(_ password: String) -> Int {
            let user: JSONValue = [
                "email": "new@acme.example", "roleId": Self.viewer, "password": .string(password),
            ]
            return test.call("POST", "/api/v1/users", user).status
        }
        #expect(status(String(repeating: "a", count: 60) + "!") == 422)
        #expect(status("aaaa") == 201)
    }

    @Test("An invitation is activated once, with the MD5 form of the reference")
    func activation() throws {
        let test = try TestAPI()
        let body: JSONValue = ["email": "new@acme.example", "roleId": Self.viewer]
        #expect(test.call("POST", "/api/v1/users", body).json["active"]?.bool == false)
        #expect(test.call("POST", "/api/v1/account/begin_activate", ["email": "new@acme.example"]).status == 204)
        let token = mailed(test)
        let check = test.call("GET", "/api/v1/account/activate/\(token)")
        #expect(check.json["userName"]?.string == "new@acme.example")
        let digest: JSONValue = .string(MD5.hash(Array("new password".utf8)).hexadecimal)
        #expect(test.call("POST", "/api/v1/account/activate/\(token)", ["password": digest]).status == 204)
        #expect(test.call("POST", "/api/v1/account/activate/\(token)", ["password": digest]).status == 404)
        #expect(test.login("new@acme.example", password: "new password") == 200)
    }

    @Test("A reset ends the old password and all tokens, and its own token cannot log in")
    func reset() throws {
        let test = try TestAPI(as: "bea")
        let before = test.token
        #expect(test.call("POST", "/api/v1/account/begin_reset_password", ["email": "bea@acme.example"]).status == 204)
        let token = mailed(test)
        #expect(test.call("POST", "/api/v1/account/reset_password/\(token)", ["password": "short"]).status == 422)
        #expect(test.call("POST", "/api/v1/account/reset_password/\(token)", ["password": "long enough"]).status == 204)
        #expect(test.call("GET", "/api/users/loggedin").status == 401)
        #expect(!before.isEmpty)
        #expect(test.login("bea") == 401)
        #expect(test.login("bea", password: "long enough") == 200)
    }

    @Test("Who was deactivated gets no letter, and one from before lets them in no more")
    func deactivated() throws {
        let (test, body) = (try TestAPI(), ["email": "bea@acme.example"] as JSONValue)
        #expect(test.call("POST", "/api/v1/account/begin_reset_password", body).status == 204)
        let token = mailed(test)
        #expect(test.call("PATCH", "/api/v1/users/\(SampleData.id(1, 3))", ["active": false]).status == 200)
        let letters = test.reports.lines.count
        for path in ["begin_activate", "begin_reset_password"] {
            #expect(test.call("POST", "/api/v1/account/\(path)", body).status == 204)
        }
        #expect(test.reports.lines.count == letters)
        let reset = test.call("POST", "/api/v1/account/reset_password/\(token)", ["password": "long enough"])
        #expect(reset.status == 404)
        #expect(test.login("bea", password: "long enough") == 401)
    }

    @Test(
        "Nobody gets a name that is the user name or the address of somebody else",
        arguments: [("x@acme.example", "admin@acme.example"), ("bea@acme.example", "x")])
    func takenNames(email: String, userName: String) throws {
        let test = try TestAPI()
        let names: JSONObject = JSONObject([("email", .string(email)), ("userName", .string(userName))])
        let new = names.merging(JSONObject([("roleId", Self.viewer)]))
        let created = test.call("POST", "/api/v1/users", .object(new))
        #expect(created.status == 400 && created.code == 2004)
        let changed = test.call("PATCH", "/api/v1/users/\(SampleData.id(1, 4))", .object(names))
        #expect(changed.status == 400 && changed.code == 2004)
        // Their own names do not stand in the way.
        let own: JSONValue = ["userName": "wei@acme.example", "email": "Wei@acme.example"]
        #expect(test.call("PATCH", "/api/v1/users/\(SampleData.id(1, 4))", own).status == 200)
    }

    @Test("Names are known in a big company too, those of the sample and new ones")
    func takenNamesOfMany() throws {
        var configuration = ServerConfiguration.testing()
        configuration.sample.users = 2000
        let test = try TestAPI(as: SampleData.administratorEmail, configuration)
        let sample = test.call("GET", "/api/v1/users?skip=1500&limit=1").json.array?.first?["email"]?.string ?? ""
        for (name, isTaken) in [(sample, true), ("fresh@acme.example", false), ("fresh@acme.example", true)] {
            let body: JSONValue = ["email": "x@acme.example", "userName": .string(name), "roleId": Self.viewer]
            let answer = test.call("POST", "/api/v1/users", body)
            #expect(answer.code == (isTaken ? 2004 : nil), "\(name)")
        }
    }

    @Test(
        "An address has one @ with something on both sides, and nothing that is not seen",
        arguments: ["@", "a@", "@b", "a@b@c", "a b@c", "ab"])
    func addressForm(email: String) throws {
        let body: JSONValue = ["email": .string(email), "roleId": Self.viewer]
        #expect([400, 422].contains(try TestAPI().call("POST", "/api/v1/users", body).status))
    }

    @Test("An unknown address gets no letter")
    func unknown() throws {
        let test = try TestAPI()
        #expect(test.call("POST", "/api/v1/account/begin_activate", ["email": "x@y.z"]).status == 404)
        #expect(test.reports.lines.isEmpty)
    }

    @Test("A stranger does not learn which addresses there are: neither from answers nor from how long they take")
    func addresses() throws {
        var configuration = ServerConfiguration.testing()
        configuration.wrongPasswordDelay = .milliseconds(500)
        let stranger = try TestAPI(as: nil, configuration)
        for path in ["begin_activate", "begin_reset_password", "begin_activate_bulk"] {
            let bodies = ["bea@acme.example", "nobody@acme.example"].map { address -> JSONValue in
                path.hasSuffix("bulk") ? [.string(address)] : ["email": .string(address)]
            }
            let answers = bodies.map { stranger.call("POST", "/api/v1/account/\(path)", $0) }
            #expect(answers.map(\.status) == [204, 204])
            #expect(answers.map(\.body) == [[], []])
            #expect(answers.map(\.delay) == [.milliseconds(500), .milliseconds(500)])
        }
        #expect(stranger.reports.lines.count == 3)
        // A viewer is one of them; an administrator can read the addresses anyhow.
        let viewer = try TestAPI(as: "bea")
        let unknown: JSONValue = ["email": "nobody@acme.example"]
        #expect(viewer.call("POST", "/api/v1/account/begin_reset_password", unknown).status == 204)
        #expect(try TestAPI().call("POST", "/api/v1/account/begin_reset_password", unknown).status == 404)
    }

    @Test("A locked account says until when, and can be unlocked")
    func lockout() throws {
        let test = try TestAPI()
        let user = test.call("GET", "/api/v1/users?userName=wei").json.array?.first?["_id"]?.string ?? ""
        let administrator = test.token
        for _ in 0..<5 { test.login("wei", password: "wrong") }
        #expect(test.login("wei") == 401)
        test.login("admin")
        #expect(!administrator.isEmpty)
        let status = test.call("GET", "/api/v1/account/lockout_status/\(user)")
        #expect(status.json["blocked"]?.bool == true)
        #expect(test.call("POST", "/api/v1/account/remove_lockout/\(user)").status == 204)
        #expect(test.login("wei") == 200)
    }

    @Test("The licence counts seats, and a full one refuses new users with code 2007")
    func seats() throws {
        let test = try TestAPI()
        let licence = test.call("GET", "/api/v1/account/get_license_info").json
        let left = (licence["maxAdmins"]?.integer ?? 0) - (licence["inUseAdmins"]?.integer ?? 0)
        var codes: [Int?] = []
        for number in 0...left {
            let body: JSONValue = ["email": .string("a\(number)@acme.example"), "roleId": "64ab00000000000000000c01"]
            codes.append(test.call("POST", "/api/v1/users", body).code)
        }
        #expect(codes.dropLast().allSatisfy { $0 == nil })
        #expect(codes.last == 2007)
    }

    @Test("One request takes as many seats as are left, and none when it asks for one more")
    func manySeats() throws {
        let test = try TestAPI()
        let licence = test.call("GET", "/api/v1/account/get_license_info").json
        let left = (licence["maxViewers"]?.integer ?? 0) - (licence["inUseViewers"]?.integer ?? 0)
        func users(_ count: Int) -> JSONValue {
            let role = JSONValue.string(SampleRole.viewer.id)
            return .array((0..<count).map { ["email": .string("seat\($0)@acme.example"), "roleId": role] })
        }
        let before = test.call("GET", "/api/v1/users?fields=_id").json
        #expect(test.call("POST", "/api/v1/users/bulk", users(left + 1)).code == 2007)
        #expect(test.call("GET", "/api/v1/users?fields=_id").json == before)
        #expect(test.call("POST", "/api/v1/users/bulk", users(left)).status == 201)
        let late: JSONValue = ["email": "late@acme.example", "roleId": .string(SampleRole.viewer.id)]
        #expect(test.call("POST", "/api/v1/users", late).code == 2007)
    }

    @Test("Switching the way sessions end logs everybody out")
    func sessions() throws {
        let test = try TestAPI()
        let kept = test.call("POST", "/api/settings/security", ["cookieExp": 10])
        #expect(kept.status == 200)
        #expect(test.call("GET", "/api/users/loggedin").status == 200)
        #expect(test.call("POST", "/api/settings/security", ["authenticationMode": "server"]).status == 200)
        #expect(test.call("GET", "/api/users/loggedin").status == 401)
    }

    @Test("A new password set by an administrator, and being switched off, end the tokens of a user")
    func tokensEnd() throws {
        let (test, path) = (try TestAPI(), "/api/v1/users/\(SampleData.id(1, 3))")
        let administrator = test.token
        for change in [["password": "another one"], ["active": false]] as [JSONValue] {
            #expect(test.login("bea", password: change["active"] == nil ? SampleData.password : "another one") == 200)
            let viewer = test.token
            test.use(administrator)
            #expect(test.call("PATCH", path, change).status == 200)
            test.use(viewer)
            #expect(test.call("GET", "/api/users/loggedin").status == 401)
        }
    }

    @Test("Asking for the API token returns the one that was used")
    func ownToken() throws {
        let test = try TestAPI()
        #expect(test.call("GET", "/api/v1/authentication/tokens/api").json["token"]?.string == test.token)
    }

    @Test("Asking for the API token makes none: whoever logged in with a device gets the same one each time")
    func sameToken() throws {
        let (test, path) = (try TestAPI(), "/api/v1/authentication/tokens/api")
        let first = test.call("GET", path).json["token"]?.string
        let login = test.call(
            "POST", "/api/v1/authentication/login",
            ["username": "admin", "password": .string(SampleData.password)], fields: [("x-device-id", "phone")])
        test.use(login.json["access_token"]?.string ?? "")
        for _ in 1...2 {
            let answer = test.call("GET", path)
            #expect(answer.json["token"]?.string == first && !answer.changed)
        }
        let renewed = test.call("POST", "\(path)/renew").json["token"]?.string
        #expect(renewed != first && test.call("GET", path).json["token"]?.string == renewed)
    }

    @Test("A device that is the first login of somebody finds an API token, which works")
    func deviceToken() throws {
        let test = try TestAPI(as: nil)
        let login = test.call(
            "POST", "/api/v1/authentication/login",
            ["username": "bea", "password": .string(SampleData.password)], fields: [("x-device-id", "phone")])
        test.use(login.json["access_token"]?.string ?? "")
        let answer = test.call("GET", "/api/v1/authentication/tokens/api")
        #expect(!answer.changed)
        test.use(answer.json["token"]?.string ?? "")
        #expect(test.call("GET", "/api/users/loggedin").json["userName"]?.string == "bea")
    }

    @Test("A token counts from the request after it was made or ended, however often it came before")
    func tokenAtOnce() throws {
        let test = try TestAPI()
        for _ in 1...3 { #expect(test.call("GET", "/api/users/loggedin").status == 200) }
        let old = test.token
        test.use(test.call("POST", "/api/v1/authentication/tokens/api/renew").json["token"]?.string ?? "")
        #expect(test.call("GET", "/api/users/loggedin").status == 200)
        test.use(old)
        #expect(test.call("GET", "/api/users/loggedin").status == 401)
    }
}
