import Testing

@testable import SisenseClient

@Suite("Changes that may shut out who sends them")
struct LockOutTests {
    private static let id = "64ab00000000000000000001"

    private static func sender() throws -> PlanSender {
        PlanSender(
            try #require(
                User([
                    "_id": .string(id), "email": "Admin@acme.example", "userName": "admin", "groups": ["g1"],
                ])))
    }

    private static func plan(_ call: Call) throws -> RequestPlan {
        RequestPlan(call, on: try ServerAddress("https://bi.acme.example"))
    }

    @Test("Every change of one's own role, activity, groups, name and account is one, and no change of somebody else's")
    func ownAccount() throws {
        let sender = try Self.sender()
        func mayLockOut(_ operation: SisenseClient.Operation, _ path: [String: String] = [:], _ body: JSONValue? = nil)
            throws -> Bool
        {
            try Self.plan(try Call(operation, path: path, body: body.map(RequestBody.json))).mayLockOut(sender)
        }
        for body: JSONValue in [
            ["roleId": "r"], ["active": false], ["groups": []], ["userName": "x"], ["password": "x"],
            ["firstName": "A", "email": "x@acme.example"],
        ] {
            #expect(try mayLockOut(.updateUser, ["id": Self.id], body), "\(body)")
            #expect(try !mayLockOut(.updateUser, ["id": "64ab00000000000000000002"], body), "\(body)")
        }
        #expect(try !mayLockOut(.updateUser, ["id": Self.id], ["firstName": "A", "lastName": "B"]))
        #expect(try mayLockOut(.deleteUser, ["id": Self.id]))
        #expect(try mayLockOut(.replaceUserV0, ["user": "admin@ACME.example"], ["active": true]))
        #expect(try mayLockOut(.deleteUsersV0, [:], ["x", .string(Self.id)]))
        #expect(try mayLockOut(.removeGroupUsers, ["group": "g9"], [.string(Self.id)]))
        #expect(try !mayLockOut(.addGroupUsers, ["group": "g9"], [.string(Self.id)]))
        #expect(try mayLockOut(.deleteGroup, ["id": "g1"]))
        #expect(try !mayLockOut(.deleteGroup, ["id": "g2"]))
        #expect(try mayLockOut(.createLDAPDomain, [:], ["name": "d"]))
        let bulk = try Call(.deleteUsers, query: [QueryItem("ids", "x,\(Self.id)")])
        #expect(try Self.plan(bulk).mayLockOut(sender))
        for operation in [SisenseClient.Operation.logoutAll, .logoutEveryone, .renewAPIToken] {
            #expect(try mayLockOut(operation), "\(operation.id)")
        }
    }

    @Test("A role that loses a right to manage, wherever in its manifest, is one for all its users")
    func roles() throws {
        func mayLockOut(_ path: String, _ body: JSONValue) throws -> Bool {
            let call = try Call(
                .updateRoleManifest, path: ["idOrName": "admin", "path": path], body: .json(body))
            return try Self.plan(call).mayLockOut(nil)
        }
        #expect(try mayLockOut("users", ["manage": false]))
        #expect(try mayLockOut("users/manage", ["all": false]))
        #expect(try mayLockOut("users", ["manage": .null]))
        #expect(try mayLockOut("settings", ["a": ["manageUsers": false]]))
        #expect(try !mayLockOut("users", ["manage": true]))
        #expect(try !mayLockOut("widgets", ["export_csv": false]))
    }

    @Test("Settings are one where they may take somebody's way in, and only there")
    func settings() async throws {
        let client = try APIClient.stub(StubTransport(answers: [:]))
        func mayLockOut(_ document: SettingsDocument, _ base: JSONValue, _ edited: JSONValue) async throws -> Bool {
            try await SettingsService(client).planSave(document, edited: edited, base: base).mayLockOut(nil)
        }
        let system: JSONValue = ["firstday": "mon", "webServer": ["enableSSl": true], "authentication": [:]]
        func edited(_ path: String, _ value: JSONValue) -> JSONValue {
            var edited = system
            edited.set(JSONPath(dotted: path), to: value)
            return edited
        }
        #expect(try await mayLockOut(.system, system, edited("webServer.enableSSl", false)))
        #expect(try await mayLockOut(.system, system, edited("authentication.domainGroupLogin", true)))
        #expect(try await !mayLockOut(.system, system, edited("firstday", "sun")))
        #expect(try await mayLockOut(.security, ["cookieExp": 1], ["cookieExp": 2]))
        #expect(try await mayLockOut(.singleSignOn, ["enabled": false], ["enabled": true]))
        #expect(try await mayLockOut(.loginLockout, ["maxFailedAttempts": 5], ["maxFailedAttempts": 2]))
        #expect(try await !mayLockOut(.loginLockout, ["maxFailedAttempts": 5], ["maxFailedAttempts": 7]))
        #expect(try await !mayLockOut(.globalization, ["language": "en-US"], ["language": "de-DE"]))
    }
}
