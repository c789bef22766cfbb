import Foundation
import Synchronization
import TestServices
import Testing

@testable import SisenseClient

/// Deletions that wait while a second administrator works on what they delete.
@Suite("Deletions and what has changed since")
struct DeletionBaseTests {
    /// Sends a plan, and checks the same as a plan file has it: a conflict each time, nothing sent, and the change listed.
    private func expectConflict(_ plan: RequestPlan, _ site: SampleSite, _ lists: String) async throws {
        let file = try PlanFile(
            try PlanFile([plan], for: site.client, serverName: "test", at: Date()).data)
        let filed = try #require(file.shownPlans.first)
        let errors = [
            await #expect(throws: APIError.self) { try await site.client.perform(plan) },
            await #expect(throws: APIError.self) { try await site.client.checkBase(of: filed) },
        ]
        for error in errors {
            #expect(error?.exitStatus == .conflict, "\(error?.description ?? "sent")")
            #expect(error?.message.contains("Nothing was sent") == true)
            #expect(error?.details.contains { $0.contains(lists) } == true, "\(error?.details ?? [])")
        }
        let rebased = try await site.client.rebased([plan])
        #expect(rebased.first?.warnings.contains { $0.contains("sent, it is refused") } == true)
    }

    private struct Owner {
        let user: User
        let plan: RequestPlan
    }

    /// A user who owns dashboards, with the plan to delete it.
    private func owner(_ site: SampleSite) async throws -> Owner {
        let users = UsersService(site.client)
        let all = try await DashboardsService(site.client, asAdministrator: true).pages().all()
        let me = try await users.loggedIn().id
        let id = try #require(all.lazy.compactMap(\.owner?.id).first { $0 != me })
        let user = try await users.get(id)
        let alerts = try await AlertsService(site.client).pages().all().filter { $0.owner?.id == id }
        let owned = all.filter { $0.owner?.id == id }
        let goods = OwnedGoods(dashboards: owned, alerts: alerts)
        return Owner(user: user, plan: try users.planDelete(user, losing: UserLoss(), owning: goods))
    }

    @Test("A user who was handed a dashboard meanwhile is not deleted with it")
    func handedOver() async throws {
        try await SampleSite.with { site in
            let owner = try await self.owner(site)
            let (user, plan) = (owner.user, owner.plan)
            let other = try await site.other()
            let service = DashboardsService(other, asAdministrator: true)
            let foreign = try #require(try await service.pages().all().first { $0.owner?.id != user.id })
            _ = try await other.perform(try service.planChangeOwner(foreign, to: user))
            try await expectConflict(plan, site, "+ dashboard owned: \(foreign.title)")
            #expect(try await service.get(foreign.id).owner?.id == user.id)
        }
    }

    @Test("A user whose name was changed meanwhile is not deleted; an untouched one is")
    func renamed() async throws {
        try await SampleSite.with { site in
            let owner = try await self.owner(site)
            let (user, plan) = (owner.user, owner.plan)
            let other = try await site.other()
            let change = try await UsersService(other).planUpdate(user, title: "Rename", members: [("lastName", "New")])
            _ = try await other.perform(change)
            try await expectConflict(plan, site, "lastName")
            try await site.send([try await self.owner(site).plan])
            #expect(try await UsersService(site.client).users([user.id]).isEmpty)
        }
    }

    @Test("A group that got a member, or a dashboard, meanwhile is not deleted")
    func group() async throws {
        try await SampleSite.with { site in
            let groups = GroupsService(site.client)
            let id = try #require(try await groups.names().first { $0.name == "Finance" }).id
            @Sendable func plan() async throws -> RequestPlan {
                let references = try await PartyReferences.read(of: [id], site.client, asAdministrator: true)[id]
                return try groups.planDelete(try await groups.get(id), in: references)
            }
            var deletion = try await plan()
            let other = try await site.other()
            let members = Set(try await groups.members(of: id).map(\.id))
            let newcomer = try #require(
                try await UsersService(other).page(skip: 0, limit: 100).items.first { !members.contains($0.id) })
            _ = try await other.perform(
                try #require(try await GroupsService(other).planAddMembers([newcomer], to: try await groups.get(id))))
            try await expectConflict(deletion, site, "+ member: \(newcomer.label)")
            deletion = try await plan()
            let dashboard = try #require(
                try await DashboardsService(other, asAdministrator: true).pages().all().first {
                    !$0.shares.contains { $0.id == id }
                })
            let list = try await DashboardsService(other, asAdministrator: true).shares(of: dashboard.id)
            _ = try await other.perform(
                try DashboardsService(other, asAdministrator: true).planSaveShares(
                    list.adding(Share(.group, id: id, rule: .view)), base: list, of: dashboard, names: [:],
                    impact: SharesImpact(), judge: nil))
            try await expectConflict(deletion, site, "+ dashboard shared: \(dashboard.title)")
            // Who has gone from it since, by an earlier step for one, keeps nothing back.
            deletion = try await plan()
            _ = try await other.perform(
                try #require(
                    try await GroupsService(other).planRemoveMembers([newcomer], from: try await groups.get(id))))
            try await site.send([deletion])
        }
    }

    @Test("A dashboard that was retitled meanwhile is neither deleted nor restored")
    func dashboard() async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client, asAdministrator: true)
            let listed = try #require(try await service.pages().all().first)
            let dashboard = try await service.get(listed.id)
            let plans = [try await service.planDelete(dashboard), try service.planRestore(dashboard)]
            let other = try await site.other()
            _ = try await other.perform(
                try await DashboardsService(other, asAdministrator: true).planUpdate(
                    dashboard, title: "Retitle", members: [("title", "Retitled")]))
            for plan in plans { try await expectConflict(plan, site, "Retitled") }
            #expect(try await service.get(dashboard.id).title == "Retitled")
        }
    }

    @Test("A folder that got another folder meanwhile is not deleted with it")
    func folder() async throws {
        try await SampleSite.with { site in
            let service = FoldersService(site.client)
            let folder = try #require(try await service.tree().first)
            let plan = try await service.planDelete(try await service.subtree(of: folder.id))
            let other = try await site.other()
            _ = try await other.perform(try FoldersService(other).planCreate(name: "Newcomer", in: folder))
            try await expectConflict(plan, site, "+ in it: Newcomer")
        }
    }

    @Test("An alert that notifies somebody else meanwhile is not deleted")
    func alert() async throws {
        try await SampleSite.with { site in
            let service = AlertsService(site.client)
            let alert = try #require(try await service.pages().all().first)
            let plan = try service.planDelete(alert)
            let other = try await site.other()
            _ = try await other.perform(
                try await AlertsService(other).planUpdate(alert, title: "Rename", members: [("name", "Newer")]))
            try await expectConflict(plan, site, "Newer")
        }
    }

    @Test("One request that deletes several rests on each of them, and goes out while all are as they were")
    func together() async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client, asAdministrator: true)
            let ids = Array(try await service.pages().all().map(\.id).prefix(2))
            let call = try Call(.deleteDashboards, query: [QueryItem("dashboardIds", ids.joined(separator: ","))])
            @Sendable func plan() async throws -> RequestPlan {
                var plans: [RequestPlan] = []
                for id in ids { plans.append(try await service.planDelete(try await service.get(id))) }
                return try #require(RequestPlan(together: plans, "dashboard", sending: call))
            }
            let deletion = try await plan()
            let other = try await site.other()
            let last = try await service.get(ids[1])
            _ = try await other.perform(
                try await DashboardsService(other, asAdministrator: true).planUpdate(
                    last, title: "Retitle", members: [("title", "Retitled")]))
            try await expectConflict(deletion, site, "Retitled")
            try await site.send([try await plan()])
            #expect(try await service.existing(Set(ids)).isEmpty)
        }
    }

    @Test("Deletions of one run read the lists that they rest on together, a few at a time")
    func sharedLists() async throws {
        let transport = StubTransport { sent in
            let path = sent.request.url.path()
            guard !sent.isChange else { return HTTPResponse(status: 204) }
            let id = path.split(separator: "/").last.map(String.init) ?? ""
            return HTTPResponse(
                status: 200,
                body: JSONWriter.write(
                    path.contains("/users/") ? ["_id": .string(id), "email": .string("\(id)@acme.example")] : []))
        }
        let client = try APIClient.stub(transport).checkingTogether(for: .seconds(86_400))
        for id in (0..<10).map({ "u\($0)" }) {
            let user = try #require(User(["_id": .string(id), "email": .string("\(id)@acme.example")]))
            let goods = OwnedGoods(dashboards: [], alerts: [])
            _ = try await client.perform(
                try UsersService(client).planDelete(user, losing: UserLoss(), owning: goods))
        }
        #expect(transport.sent.count { $0.isChange } == 10)
        #expect(transport.lines.count { $0.contains("/dashboards/admin?") } == 2)
    }

    @Test("A user who is handed a dashboard by a step of the same run is not deleted with it")
    func handedOverBetween() async throws {
        try await SampleSite.with { site in
            let client = site.client.checkingTogether()
            let first = try await owner(site)
            let all = try await DashboardsService(client, asAdministrator: true).pages().all()
            let me = try await UsersService(client).loggedIn().id
            let second = try await UsersService(client).get(
                try #require(all.lazy.compactMap(\.owner?.id).first { ![me, first.user.id].contains($0) }))
            let goods = OwnedGoods(dashboards: all.filter { $0.owner?.id == second.id }, alerts: nil)
            let deletion = try UsersService(client).planDelete(second, losing: UserLoss(), owning: goods)
            let foreign = try #require(all.first { ![second.id, first.user.id].contains($0.owner?.id ?? "") })
            _ = try await client.perform(first.plan)
            _ = try await client.perform(
                try DashboardsService(client, asAdministrator: true).planChangeOwner(foreign, to: second))
            let error = await #expect(throws: APIError.self) { try await client.perform(deletion) }
            #expect(error?.details.contains { $0.contains("+ dashboard owned: \(foreign.title)") } == true)
        }
    }

    @Test(
        "What replaces a record that is read in another form rests on it nevertheless",
        arguments: [Operation.replaceUserV0, .replaceCubePermissions])
    func replacing(operation: SisenseClient.Operation) async throws {
        let state = Held()
        let transport = StubTransport { sent in
            HTTPResponse(status: 200, body: JSONWriter.write(sent.isChange ? [:] : state.next()))
        }
        let client = try APIClient.stub(transport)
        let path = operation.template.names.reduce(into: [String: String]()) { $0[$1] = "x" }
        let body: JSONValue = operation == .replaceUserV0 ? ["email": "a@acme.example"] : []
        let plan = try await client.plan(calling: try Call(operation, path: path, body: .json(body)))
        #expect(plan.precondition != nil)
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        #expect(error?.exitStatus == .conflict)
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }

    @Test("Every operation that replaces what a GET of its path answers reads it before")
    func everyReplacement() {
        for operation in Catalogue.sisense.operations where operation.change == .replace {
            guard Catalogue.sisense["GET \(operation.template)"] != nil else { continue }
            #expect(operation.recordRead != nil || operation.pathRead != nil, "\(operation.id)")
        }
    }
}

/// A record that another administrator changes once, after it was read first.
private final class Held: Sendable {
    private let reads = Mutex(0)

    func next() -> JSONValue {
        let count = reads.withLock { count in
            count += 1
            return count
        }
        return ["_id": "x", "name": .string(count == 1 ? "before" : "after")]
    }
}
