import TestServices
import Testing

@testable import SisenseClient

/// Creations that are undone after others have put something into what was created.
@Suite("The undo of a creation and what has come into it since")
struct UndoneCreationTests {
    /// Sends an undo, which is to be refused for what it would delete.
    private func expectRefusal(
        of plan: RequestPlan, _ lists: String, _ site: SampleSite, _ later: Bool
    ) async throws {
        let undo = try #require(try await site.undo(plan, later: later).first)
        let error = await #expect(throws: APIError.self) { try await site.client.perform(undo) }
        #expect(error?.exitStatus == .conflict)
        #expect(error?.details.contains { $0.contains(lists) } == true, "\(error?.details ?? [])")
    }

    /// Sends a creation. The plan that is returned knows what it has created.
    private func made(_ plan: RequestPlan, _ site: SampleSite) async throws -> RequestPlan {
        let outcome = await site.client.performOnce(plan, .ofProgram([plan]))
        _ = try outcome.result.get()
        return outcome.plan
    }

    @Test("A user who owns a dashboard by now is not deleted again", arguments: [false, true])
    func user(later: Bool) async throws {
        try await SampleSite.with { site in
            let users = UsersService(site.client)
            let designer = try #require(try await RolesService(site.client).all().first { $0.title == "Designer" })
            let body: JSONValue = ["email": "newcomer@acme.example", "roleId": .string(designer.id)]
            let plan = try await made(try users.planCreate(NewUser(body, role: designer, groups: [])), site)
            let everyone = try await users.page(skip: 0, limit: 100).items
            let tom = try #require(everyone.first { $0.label == "newcomer@acme.example" })
            let other = try await site.other()
            let service = DashboardsService(other, asAdministrator: true)
            let dashboard = try #require(try await service.pages().all().first)
            _ = try await other.perform(try service.planChangeOwner(dashboard, to: tom))
            try await expectRefusal(of: plan, "+ dashboard owned: \(dashboard.title)", site, later)
            #expect(try await service.get(dashboard.id).owner?.id == tom.id)
        }
    }

    @Test("A folder that is not empty by now is not deleted again, and an empty one is", arguments: [false, true])
    func folder(later: Bool) async throws {
        try await SampleSite.with { site in
            let folders = FoldersService(site.client)
            let plan = try await made(try folders.planCreate(name: "Fresh", in: nil), site)
            func fresh() async throws -> Folder? { try await folders.tree().first { $0.name == "Fresh" } }
            let other = try await site.other()
            let inside = try FoldersService(other).planCreate(name: "Of others", in: try await fresh())
            let child = await other.performOnce(inside, .ofProgram([inside])).plan
            try await expectRefusal(of: plan, "+ in it: Of others", site, later)
            _ = try await other.perform(try #require(try await other.planUndo(of: child).first))
            try await site.send(try await site.undo(plan, later: later))
            #expect(try await fresh() == nil)
        }
    }

    @Test("A dashboard that somebody has brought back under its id is not made once more", arguments: [false, true])
    func broughtBack(later: Bool) async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client, asAdministrator: true)
            let dashboard = try #require(try await service.pages().all().first)
            let file = try await service.export([dashboard.id]).json()
            let plan = try await service.planDelete(dashboard)
            try await site.send([plan])
            let other = try await site.other()
            _ = try await other.perform(try DashboardsService(other).planImport(file))
            #expect(try await service.existing([dashboard.id]) == [dashboard.id])
            if later {
                await #expect(throws: APIError.self) { try await site.undo(plan, later: true) }
            } else {
                #expect(try await site.undo(plan, later: false).isEmpty)
            }
        }
    }

    @Test("The undo of the deletion of a deactivated account says that it will be able to log in again")
    func deactivated() throws {
        let user = try #require(User(["_id": "u1", "email": "zoe@acme.example", "active": false]))
        let deleted = DeletedUser(user, role: "Viewer", groups: [], references: PartyReferences(), dashboards: [])
        #expect(deleted.note.contains("It was deactivated, and is not when it is made again."))
        #expect(DeletedUser(deleted.json)?.wasDeactivated == true)
    }
}
