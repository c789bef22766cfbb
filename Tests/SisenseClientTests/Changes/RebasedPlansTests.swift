import Foundation
import Testing

@testable import SisenseClient

/// Plans that wait while a second administrator works on the same records.
@Suite("Plans that have waited")
struct RebasedPlansTests {
    private func change(_ user: User, _ members: [(String, JSONValue)], _ client: APIClient) async throws -> RequestPlan
    {
        try await UsersService(client).planUpdate(
            user, title: "Change \(user.label, each: "user")", members: members)
    }

    @Test("Two changes of one user become one request, and what somebody else changed since stays")
    func merged() async throws {
        try await SampleSite.with { site in
            let users = UsersService(site.client)
            let user = try #require(try await users.find("adaeze@acme.example"))
            let plans = [
                try await change(user, [("lastName", "Mine"), ("firstName", "One")], site.client),
                try await change(user, [("firstName", "Two")], site.client),
            ]
            let other = try await site.other()
            _ = try await other.perform(try await change(user, [("userName", "theirs")], other))
            let composition = PlanComposition(try await site.client.rebased(plans))
            #expect(composition.contradictions.isEmpty)
            let plan = try #require(composition.plans.first)
            #expect(composition.parts == [plans.map(\.id)])
            _ = try await site.client.perform(plan)
            let after = try await users.get(user.id)
            #expect([after.lastName, after.firstName, after.userName] == ["Mine", "Two", "theirs"])
            for undo in try await site.client.planUndo(of: plan) { _ = try await site.client.perform(undo) }
            let back = try await users.get(user.id)
            #expect([back.lastName, back.firstName, back.userName] == [user.lastName, user.firstName, "theirs"])
        }
    }

    @Test("A document that somebody else has changed in other places is merged, and the plan says so under its own id")
    func document() async throws {
        try await SampleSite.with { site in
            let service = SystemSettingsService(site.client)
            let base = try await service.read()
            let wanted = base.setting(corsEnabled: true, allowedOrigins: ["https://mine.acme.example"])
            let plan = try await service.planSave(wanted, base: base)
            let other = try await site.other()
            let theirs = base.setting(JSONPath([.member("fiscal"), .member("month")]), to: "feb")
            _ = try await other.perform(try await SystemSettingsService(other).planSave(theirs, base: base))
            let rebased = try #require(try await site.client.rebased([plan]).first)
            #expect(rebased.id == plan.id && rebased.title == plan.title)
            #expect(rebased.warnings.contains { $0.contains("Someone else has changed") })
            _ = try await site.client.perform(rebased)
            let after = try await service.read()
            #expect(after.allowedOrigins == ["https://mine.acme.example"])
            #expect(after.document["fiscal"]?["month"] == "feb")
        }
    }

    @Test("Where both changed the same it waits for a choice, and keeps its id through that")
    func contested() async throws {
        try await SampleSite.with { site in
            let users = UsersService(site.client)
            let user = try #require(try await users.find("adaeze@acme.example"))
            let plan = try await change(user, [("lastName", "Mine")], site.client)
            let other = try await site.other()
            _ = try await other.perform(try await change(user, [("lastName", "Theirs")], other))
            let rebased = try #require(try await site.client.rebased([plan]).first)
            let conflict = try #require(rebased.conflict)
            await #expect(throws: APIError.self) { try await site.client.perform(rebased) }
            let replan = try #require(rebased.replan)
            let chosen = try await replan(site.client, conflict.mine, conflict.theirs)
            #expect(chosen.id == plan.id)
            _ = try await site.client.perform(chosen)
            #expect(try await users.get(user.id).lastName == "Mine")
        }
    }

    @Test("Members put into one group by two plans go there by one, and come out by its undo")
    func members() async throws {
        try await SampleSite.with { site in
            let groups = GroupsService(site.client)
            let group = try #require(try await groups.names().first { $0.name == "Finance" })
            let present = Set(try await groups.members(of: group).map(\.id))
            let users = try await UsersService(site.client).page(skip: 0, limit: 60).items
                .filter { !present.contains($0.id) }.prefix(3)
            let plans = [
                try #require(try await groups.planAddMembers(Array(users.prefix(2)), to: group)),
                try #require(try await groups.planAddMembers(Array(users.suffix(2)), to: group)),
            ]
            let composition = PlanComposition(try await site.client.rebased(plans))
            let plan = try #require(composition.plans.first)
            #expect(composition.plans.count == 1)
            _ = try await site.client.perform(plan)
            #expect(Set(try await groups.members(of: group).map(\.id)) == present.union(users.map(\.id)))
            _ = try await site.client.perform(try #require(plan.undo))
            #expect(Set(try await groups.members(of: group).map(\.id)) == present)
        }
    }

    @Test("A way back that is too large for the audit log is said before anything is sent")
    func tooLarge() throws {
        let text = String(repeating: "x", count: 1 << 20)
        let group = try #require(Group(["_id": "1", "name": .string(text)]))
        let client = try APIClient.stub(StubTransport(answers: [:]))
        let deleted = DeletedGroup(group, members: [], references: PartyReferences())
        let plan = try GroupsService(client).planDelete(group, keeping: deleted)
        #expect(plan.warnings.contains(RecordedUndo.onlyThisSession))
        #expect(RecordedUndo(plan) == nil)
        let small = try #require(Group(["_id": "1", "name": "Finance"]))
        let kept = try GroupsService(client).planDelete(
            small, keeping: DeletedGroup(small, members: [], references: PartyReferences()))
        #expect(kept.warnings.isEmpty && RecordedUndo(kept) != nil)
    }

    @Test("A plan from a file is merged as one of this session is: a record, a document and the rights of a role")
    func fromFile() async throws {
        try await SampleSite.with { site in
            let client = site.client
            let user = try #require(try await UsersService(client).find("adaeze@acme.example"))
            let settings = try await SystemSettingsService(client).read()
            let month = JSONPath([.member("fiscal"), .member("month")])
            let folder = try StateFolder([
                (
                    "a.json",
                    Data(
                        #"{"format": "sisense-state 1", "settings": {"system": {"firstday": "sun"}}, "users": {"adaeze@acme.example": {"lastName": "Mine"}}, "roles": {"consumer": {"manifest": {"widgets": {"export_csv": false}}}}}"#
                            .utf8)
                )
            ])
            let comparison = try await StateComparison(folder, client, isPlanning: true)
            let file = try PlanFile(
                try PlanFile(comparison.plans, for: client, serverName: "local", at: Date()).data)
            // A second administrator changes other places of the same three records.
            let other = try await site.other()
            let theirs = settings.setting(month, to: "feb")
            _ = try await other.perform(try await SystemSettingsService(other).planSave(theirs, base: settings))
            _ = try await other.perform(try await change(user, [("firstName", "Theirs")], other))
            _ = try await other.perform(
                try await other.plan(
                    calling: try other.call(
                        .updateRoleManifest, path: ["idOrName": "consumer", "path": "dashboards"],
                        body: .json(["create": true]))))
            let plans = try await client.rebased(try await client.judged(file))
            for plan in plans { _ = try await client.perform(plan) }
            let after = try await SystemSettingsService(client).read().document
            #expect(after["firstday"] == "sun" && after[month] == "feb")
            let named = try await UsersService(client).get(user.id)
            #expect([named.firstName, named.lastName] == ["Theirs", "Mine"])
            let roles = try await RolesService(client).withManifests()
            let manifest = try #require(roles.first { $0.name == "consumer" }?.raw["manifest"])
            #expect(manifest["widgets"]?["export_csv"] == false && manifest["dashboards"]?["create"] == true)
            #expect(plans.count { $0.warnings.contains { $0.contains("Someone else has changed") } } >= 2)
            #expect(plans.contains { $0.title == "Merge fields into a user: \(user.label)" }, "\(plans.map(\.title))")
        }
    }
}
