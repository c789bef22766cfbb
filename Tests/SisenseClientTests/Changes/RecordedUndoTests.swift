import Foundation
import Testing

@testable import SisenseClient

@Suite("Taking back a recorded change")
struct RecordedUndoTests {
    private static let user: JSONValue = ["_id": "1", "userName": "bea", "active": true, "lastName": "Lang"]
    private static let line = "GET /api/v1/users/1"

    /// The entry of a change that was sent and went through.
    private static func entry(_ plan: RequestPlan) throws -> RecordedChange {
        let line = AuditFormat.line(AuditEntry(plan, account: nil), profile: "p")
        return RecordedChange(
            try JSONReader.read(JSONWriter.write(line)), outcome: AuditFormat.line(.done, of: "", time: Date()))
    }

    private static func deactivation(on client: APIClient) async throws -> RequestPlan {
        let user = try #require(User(Self.user))
        return try await UsersService(client).planDeactivate(user)
    }

    @Test("It is the inverse request with the old value, when the record is as the change left it")
    func unchanged() async throws {
        let before = try APIClient.stub(StubTransport(answers: [Self.line: Self.user]))
        let entry = try Self.entry(try await Self.deactivation(on: before))
        var left = Self.user
        left["active"] = false
        left["lastName"] = "Lang-Meier"
        let after = try APIClient.stub(StubTransport(answers: [Self.line: left]))
        let plan = try #require(try await after.planUndo(of: entry).first)
        #expect(plan.call.line == "PATCH /api/v1/users/1")
        #expect(plan.call.body == .json(["active": true]))
        #expect(plan.diff?.lines.map(\.text) == ["active: false -> true"])
        #expect(plan.title == "Undo: Deactivate bea")
    }

    @Test("It waits for a choice when somebody has changed that member since, and is not sent")
    func changed() async throws {
        let before = try APIClient.stub(StubTransport(answers: [Self.line: Self.user]))
        let user = try #require(User(Self.user))
        let plan = try await UsersService(before).planUpdate(
            user, title: "Rename bea", members: [("lastName", "Meier")])
        var left = Self.user
        left["lastName"] = "Lang-Meier"
        let transport = StubTransport(answers: [Self.line: left])
        let client = try APIClient.stub(transport)
        let entry = try Self.entry(plan)
        let undo = try #require(try await client.planUndo(of: entry).first)
        #expect(undo.conflict?.theirs["lastName"] == "Lang-Meier")
        #expect(undo.conflict?.mine["lastName"] == "Lang")
        let error = await #expect(throws: APIError.self) { try await client.perform(undo) }
        #expect(error?.exitStatus == .conflict)
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }

    @Test("There is nothing to undo where the record is as before already")
    func already() async throws {
        let client = try APIClient.stub(StubTransport(answers: [Self.line: Self.user]))
        let entry = try Self.entry(try await Self.deactivation(on: client))
        let error = await #expect(throws: APIError.self) { try await client.planUndo(of: entry) }
        #expect(error?.message == "Deactivate bea: all is as it was before it. Nothing to undo.")
    }

    @Test("Its preview is in the words and names of the change, from a later session too")
    func words() async throws {
        var viewer = Self.user
        viewer["roleId"] = "r1"
        let before = try APIClient.stub(StubTransport(answers: [Self.line: viewer]))
        let user = try #require(User(viewer))
        let roles = [Role(["_id": "r1", "name": "consumer"]), Role(["_id": "r2", "name": "admin"])].compactMap(\.self)
        let plan = try await UsersService(before).planChangeRole(
            user, to: roles[1], names: RecordNames([:], roles: roles))
        var left = Self.user
        left["roleId"] = "r2"
        let after = try APIClient.stub(StubTransport(answers: [Self.line: left]))
        let undo = try #require(try await after.planUndo(of: try Self.entry(plan)).first)
        #expect(undo.changes == [FieldChange("role", from: "Admin", to: "Viewer", effect: .loss)])
        #expect(undo.heading.recordName == "bea")
    }

    @Test("It is refused on another server")
    func elsewhere() async throws {
        let client = try APIClient.stub(StubTransport(answers: [Self.line: Self.user]))
        let entry = try Self.entry(try await Self.deactivation(on: client))
        let other = APIClient(
            server: try ServerAddress("https://other.example"), transport: StubTransport(always: [:]), token: nil,
            policy: .readWrite)
        let error = await #expect(throws: APIError.self) { try await other.planUndo(of: entry) }
        #expect(error?.message == "Deactivate bea was made on https://bi.acme.example.")
    }

    @Test("A secret beside what changes is not kept, and a change of one cannot be undone from the record")
    func secret() async throws {
        let document: JSONValue = ["enabled": true, "sharedSecret": "hunter2"]
        let line = "GET /api/v1/settings/sso"
        let client = try APIClient.stub(StubTransport(answers: [line: document]))
        var edited = document
        edited["enabled"] = false
        let plan = try await SettingsService(client).planSave(.singleSignOn, edited: edited, base: document)
        #expect(plan.inverse != nil)
        #expect(try !JSONWriter.text(Self.entry(plan).json).contains("hunter2"))
        #expect(RecordedUndo(plan)?.json["wayBack"] != nil)
        let other = document.setting(JSONPath(dotted: "sharedSecret"), to: "hunter3")
        let entry = try Self.entry(
            try await SettingsService(client).planSave(.singleSignOn, edited: other, base: document))
        #expect(entry.json[RecordedUndo.member] == .null)
        #expect(!JSONWriter.text(entry.json).contains("hunter"))
        let error = await #expect(throws: APIError.self) { try await client.planUndo(of: entry) }
        #expect(error?.kind == .notAllowed)
    }

    @Test("A feature is found in the list it is read in")
    func item() async throws {
        let list: JSONValue = [["key": "a", "active": true], ["key": "b", "active": false, "name": "B"]]
        let client = try APIClient.stub(StubTransport(answers: ["GET /api/v1/features": list]))
        let feature = try #require(Feature(["key": "b", "active": false, "name": "B"]))
        let entry = try Self.entry(try await FeaturesService(client).planToggle(feature, active: true))
        await #expect(throws: APIError.self) { try await client.planUndo(of: entry) }
        let after: JSONValue = [["key": "b", "active": true, "name": "B"]]
        let later = try APIClient.stub(StubTransport(answers: ["GET /api/v1/features": after]))
        let plan = try #require(try await later.planUndo(of: entry).first)
        #expect(plan.call.body == .json(["active": false]))
    }

    @Test("An entry that was tampered with is refused and never crashes")
    func tampered() async throws {
        let client = try APIClient.stub(StubTransport(answers: [Self.line: Self.user]))
        let good = try Self.entry(try await Self.deactivation(on: client))
        let members = try #require(good.json[RecordedUndo.member]?.object?.members)
        let junk: [JSONValue] = [
            .null, 7, "x", [], ["operation": "GET /nothing"], ["operation": 1], ["path": ["id": 7]],
        ]
        for member in members {
            for value in junk {
                var bad = good.json
                bad[RecordedUndo.member]?[member.key] = value
                _ = try? await client.planUndo(of: RecordedChange(bad))
            }
        }
    }
}
