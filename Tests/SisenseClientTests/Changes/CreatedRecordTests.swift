import Foundation
import Testing

@testable import SisenseClient

@Suite("Undoing what a change has created")
struct CreatedRecordTests {
    private static let body: JSONValue = ["email": "ona@acme.example", "roleId": "r", "password": "s3cretive"]
    private static let created: JSONValue = ["_id": "77", "email": "ona@acme.example", "roleId": "r", "lastLogin": 1]

    private static func plan(_ client: APIClient) throws -> RequestPlan {
        try UsersService(client).planCreate(NewUser(body, role: nil, groups: []))
    }

    /// The plan once it was sent to a server that answers with what it has created.
    private static func made(_ answer: JSONValue = created) async throws -> RequestPlan {
        let client = try APIClient.stub(StubTransport(always: answer, status: 201))
        let plan = try plan(client)
        return await client.performOnce(plan, .ofProgram([plan])).plan
    }

    @Test("Undoing deletes exactly the record that the answer names, while it is as it was created")
    func undo() async throws {
        let plan = try await Self.made()
        #expect(plan.subjectID == "77")
        let undo = try #require(plan.undo)
        #expect(undo.call.line == "DELETE /api/v1/users/77" && undo.danger == .destructive)
        #expect(undo.undoes == plan.id)
        let check = try #require(undo.precondition)
        // A login since is no change of what was asked for; another role is. The password is no part of it.
        #expect(check.members.map(Set.init) == ["email", "roleId"])
        #expect(check.holds(for: ["_id": "77", "email": "ona@acme.example", "roleId": "r", "lastLogin": 2]))
        #expect(!check.holds(for: ["_id": "77", "email": "ona@acme.example", "roleId": "admin"]))
    }

    @Test("An answer that names no record leaves nothing to undo", arguments: [JSONValue.null, [:], [["_id": "77"]]])
    func noRecord(answer: JSONValue) async throws {
        #expect(try await Self.made(answer).undo == nil)
    }

    @Test("The audit log can undo it in a later session, with nothing secret in it")
    func recorded() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let log = AuditLog(file: file, profile: "p") { Issue.record("\($0)") }
        var client = try APIClient.stub(StubTransport(always: Self.created, status: 201), audit: log)
        client.run = ChangeRun(title: "Create 2 users", count: 2)
        _ = try await client.perform(try Self.plan(client))
        await client.leave([try Self.plan(client)], .ofProgram([]), because: "The run was stopped.")
        #expect(try !String(contentsOf: file, encoding: .utf8).contains("s3cretive"))
        let changes = log.read()
        #expect(changes.map(\.outcome) == [.notSent, .done])
        let change = try #require(changes.last)
        #expect(change.undo == "DELETE /api/v1/users/77")
        #expect(log.run(of: change).map(\.id) == changes.map(\.id))
        let undo = try #require(try await client.planUndo(of: change).first)
        #expect(undo.call.line == "DELETE /api/v1/users/77")
        // Nobody may delete what somebody else has changed since.
        let other = try APIClient.stub(StubTransport(always: ["_id": "77", "email": "new@acme.example"]), audit: log)
        await #expect(throws: APIError.self) { try await other.planUndo(of: change) }
    }
}
