import Foundation
import SisenseClient
import TestServices
import Testing

@testable import ConsoleState
@testable import ConsoleUI

/// What `call` and the explorer say before they send, on a real server.
@Suite("Calls planned as the acts they are")
struct CallPlannerTests {
    private struct Site {
        let client: APIClient
        let planner: CallPlanner

        func plan(
            _ operation: SisenseClient.Operation, _ path: [String: String] = [:], query: [QueryItem] = [],
            _ body: JSONValue? = nil
        ) async throws -> RequestPlan {
            let call = try Call(operation, path: path, query: query, body: body.map(RequestBody.json))
            let plan = try await planner.plan(call, on: try await client.currentRecord(of: call))
            #expect(plan.call.path == path && plan.call.query == query && plan.call.operation == operation)
            #expect(plan.call.body == call.body, "the request is what was written")
            return plan
        }

        func user(_ email: String) async throws -> User { try #require(try await UsersService(client).find(email)) }

        func send(_ plans: [RequestPlan]) async throws {
            for plan in plans { _ = try await client.perform(plan, .ofProgram([plan])) }
        }
    }

    private func withSite(_ body: (Site) async throws -> Void) async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            try await body(Site(client: client, planner: try await CallPlanner.signedIn(client, signIn: .token)))
        }
    }

    @Test("Deleting a user says what the list says: names, losses, seats and the way back")
    func deletedUser() async throws {
        try await withSite { site in
            let dashboard = try #require(try await DashboardsService(site.client).page(ListQuery()).items.first)
            let user = try await UsersService(site.client).get(try #require(dashboard.owner?.id))
            let listed = try #require(try await UserDeletion.plans(of: [user], site.planner.context).first)
            let plan = try await site.plan(.deleteUser, ["id": user.id])
            #expect(plan.title == listed.title && plan.title.contains(user.email))
            #expect(plan.impact == listed.impact && plan.undoNote == listed.undoNote)
            #expect(plan.warnings == listed.warnings && plan.warnings.contains { $0.contains(dashboard.title) })
            #expect(plan.seats == listed.seats)
            #expect(plan.wayBack == listed.wayBack && plan.wayBack != nil)
            let text = PlanText([plan], on: "here").lines.joined(separator: "\n")
            #expect(!text.contains("{id}") && text.contains("DELETE /api/v1/users/\(user.id)"))
        }
    }

    @Test(
        "A dashboard that is handed over meanwhile keeps its new owner from being deleted, by whichever call",
        arguments: [SisenseClient.Operation.deleteUser, .deleteUserV0, .deleteUsers, .deleteUsersV0])
    func deletedOwner(operation: SisenseClient.Operation) async throws {
        try await withSite { site in
            let service = DashboardsService(site.client, asAdministrator: true)
            let all = try await service.pages().all()
            let me = try await UsersService(site.client).loggedIn().id
            let id = try #require(all.lazy.compactMap(\.owner?.id).first { $0 != me })
            let plan: RequestPlan
            switch operation {
            case .deleteUser: plan = try await site.plan(operation, ["id": id])
            case .deleteUserV0: plan = try await site.plan(operation, ["user": id])
            case .deleteUsers: plan = try await site.plan(operation, query: [QueryItem("ids", id)])
            default: plan = try await site.plan(operation, [:], [.string(id)])
            }
            let user = try await UsersService(site.client).get(id)
            let foreign = try #require(all.first { $0.owner?.id != id })
            try await site.send([try service.planChangeOwner(foreign, to: user)])
            let error = await #expect(throws: APIError.self) { try await site.send([plan]) }
            #expect(error?.exitStatus == .conflict)
            #expect(error?.details == ["+ dashboard owned: \(foreign.title)"])
            #expect(try await service.get(foreign.id).owner?.id == id)
        }
    }

    @Test("A role by its id is named, and one that gives rights is marked")
    func role() async throws {
        try await withSite { site in
            let user = try await site.user("adaeze@acme.example")
            let roles = try await RolesService(site.client).all()
            let admin = try #require(roles.first { $0.name == "admin" })
            let old = try #require(roles.first { $0.id == user.roleID })
            let plan = try await site.plan(.updateUser, ["id": user.id], ["roleId": .string(admin.id)])
            #expect(plan.changes == [FieldChange("role", from: old.title, to: admin.title, effect: .escalation)])
            #expect(plan.danger == .destructive)
            #expect(
                PlanText([plan], on: "here").summary.contains { $0.contains("! role \(old.title) → \(admin.title)") })
            let mixed = try await site.plan(
                .updateUser, ["id": user.id],
                ["roleId": .string(admin.id), "lastName": "New", "active": .bool(!user.isActive), "groups": []])
            #expect(mixed.danger == .destructive)
            #expect(mixed.seats[user.isActive ? old.seatKind : admin.seatKind] == (user.isActive ? -1 : 1))
            #expect(Set(mixed.changes.map(\.name)).subtracting(["group"]) == ["role", "last name", "active"])
            #expect(!PlanText([mixed], on: "here").summary.contains { $0.contains(admin.id) })
            let unknown = try await site.plan(.updateUser, ["id": user.id], ["roleId": "nobody"])
            #expect(unknown.warnings.contains { $0.contains("No role has the id nobody") })
        }
    }

    @Test("Members of a group are named, and the undo takes out nobody who was in it before")
    func members() async throws {
        try await withSite { site in
            let groups = GroupsService(site.client)
            let group = try #require(try await groups.names().first { $0.name == "Finance" })
            let present = try await groups.members(of: group)
            let user = try #require(
                try await UsersService(site.client).page(skip: 0, limit: 60).items.first { user in
                    !present.contains { $0.id == user.id }
                })
            let ids = [try #require(present.first).id, user.id]
            let plan = try await site.plan(
                .addGroupUsers, ["group": group.id], .array(ids.map(JSONValue.string)))
            #expect(plan.title == "Add \(user.label): group Finance")
            try await site.send([plan])
            try await site.send(try await site.client.planUndo(of: plan))
            #expect(Set(try await groups.members(of: group).map(\.id)) == Set(present.map(\.id)))
        }
    }

    @Test("Several groups that one request deletes are each named, and each comes back with its members")
    func deletedGroups() async throws {
        try await withSite { site in
            let groups = GroupsService(site.client)
            let all = try await groups.names().filter { ["Finance", "Sales"].contains($0.name) }
            var before: [String: Set<String>] = [:]
            for group in all { before[group.name] = Set(try await groups.members(of: group).map(\.id)) }
            let body: JSONValue = ["groups": .array(all.map { .string($0.id) }), "deleteAdUsers": false]
            let plan = try await site.plan(.deleteGroups, [:], body)
            #expect(plan.title.contains("2 groups") && plan.target.name == "2 groups")
            for group in all { #expect(plan.impact.contains { $0.hasPrefix("\(group.name): ") }) }
            try await site.send([plan])
            try await site.send(try await site.client.planUndo(of: plan))
            for group in try await groups.names() {
                guard let members = before[group.name] else { continue }
                #expect(Set(try await groups.members(of: group).map(\.id)) == members, "\(group.name)")
                before[group.name] = nil
            }
            #expect(before.isEmpty)
        }
    }

    @Test("A raised share, a new owner and a deleted dashboard are told by names, with what they mean")
    func dashboards() async throws {
        try await withSite { site in
            let service = DashboardsService(site.client)
            let dashboard = try #require(
                try await service.page(ListQuery()).items.first { $0.shares.contains { $0.rule == .view } })
            let list = try await service.shares(of: dashboard.id)
            let raised = try #require(list.shares.first { $0.rule == .view }?.with(rule: .edit))
            let name = try await PartyNames.read([raised.id], site.client).name(raised.id)
            let shares = try await site.plan(
                .replaceDashboardShares, ["id": dashboard.id], list.adding(raised).document)
            let change = try #require(shares.changes.first)
            #expect(shares.changes.count == 1 && change.effect == .escalation)
            #expect(change.name.hasSuffix(name) && change.text.hasSuffix("view → edit"))
            let heir = try await site.user("admin@acme.example")
            let turn = try await site.plan(
                .changeDashboardOwner, ["id": dashboard.id], query: [QueryItem("adminAccess", "true")],
                ["ownerId": .string(heir.id), "originalOwnerRule": "edit"])
            #expect(turn.title == "Change owner of \(dashboard.title) to \(heir.label)")
            #expect(turn.changes.first?.old != dashboard.owner?.id && turn.isUndoable)
            let deletion = try await site.plan(.deleteDashboard, ["id": dashboard.id])
            #expect(deletion.title == "Delete \(dashboard.title)" && deletion.wayBack != nil)
        }
    }

    @Test("A record that is not there is said, and the request can still be sent")
    func gone() async throws {
        try await withSite { site in
            for operation in [SisenseClient.Operation.deleteUser, .deleteGroup, .deleteDashboard, .deleteAlert] {
                let plan = try await site.plan(operation, ["id": "64ab0100000000000000ffff"])
                #expect(plan.warnings.contains { $0.contains("could not be read") }, "\(operation)")
                #expect(!plan.isUndoable && !plan.target.name.contains("{"))
            }
        }
    }
}
