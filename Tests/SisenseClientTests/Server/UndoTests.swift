import Foundation
import TestServices
import Testing

@testable import SisenseClient

@Suite("Changes that are taken back whole")
struct UndoTests {
    private struct Prepared {
        /// In a folder of its owner.
        let dashboard: Dashboard
        /// A designer who has nothing to do with it.
        let other: User
    }

    private func prepared(_ site: SampleSite) async throws -> Prepared {
        let service = DashboardsService(site.client)
        let users = try await UsersService(site.client).page(skip: 0, limit: 60).items
        let roles = try await RolesService(site.client).all()
        let first = try #require(try await service.page(ListQuery()).items.first { $0.shares.count > 1 })
        let owner = try #require(first.owner?.id)
        let folder = try await site.client.perform(
            try FoldersService(site.client).planCreate(name: "Kept", in: nil)
        ).json()
        let id = try #require(folder["oid"]?.string)
        let own = try #require(Folder(folder))
        let user = try #require(users.first { $0.id == owner })
        _ = try await site.client.perform(
            try await FoldersService(site.client).planChangeOwner(own, to: user, from: user))
        _ = try await site.client.perform(
            try await service.planUpdate(first, title: "Move", members: [("parentFolder", .string(id))]))
        let dashboard = try await service.get(first.id)
        let other = try #require(
            users.first { user in
                user.id != owner && user.isActive && !dashboard.shares.contains { $0.id == user.id }
                    && roles.contains { $0.id == user.roleID && $0.canOwn }
            })
        return Prepared(dashboard: dashboard, other: other)
    }

    private func rights(_ dashboard: Dashboard) -> [String: String] {
        dashboard.shares.reduce(into: [:]) { rights, share in
            rights[share.id] = "\(share.rule?.description ?? "")\(share.isSubscribed)"
        }
    }

    @Test("An owner change gives back owner, folder and shares, and leaves no right", arguments: [false, true])
    func owner(later: Bool) async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client)
            let prepared = try await prepared(site)
            let (before, other) = (prepared.dashboard, prepared.other)
            let plan = try service.planChangeOwner(before, to: other)
            try await site.send([plan])
            #expect(try await service.get(before.id).folder == nil)
            let undo = try await site.undo(plan, later: later)
            #expect(undo.first?.title.hasPrefix("Undo: Change owner of \(before.label) to \(other.label)") == true)
            try await site.send(undo)
            let after = try await service.get(before.id)
            #expect(after.owner?.id == before.owner?.id)
            #expect(after.folder?.id == before.folder?.id)
            #expect(rights(after) == rights(before))
            // All is as before: there is nothing left to undo.
            #expect(try await site.client.planUndo(of: plan).isEmpty)
        }
    }

    @Test("A folder that the dashboard was put back into before the undo is there after it, too")
    func folderMeanwhile() async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client)
            let prepared = try await prepared(site)
            let before = prepared.dashboard
            let plan = try service.planChangeOwner(before, to: prepared.other)
            try await site.send([plan])
            let folder = try #require(before.folder?.id)
            try await site.send([
                try await service.planUpdate(
                    try await service.get(before.id), title: "Move", members: [("parentFolder", .string(folder))])
            ])
            try await site.send(try await site.client.planUndo(of: plan))
            let after = try await service.get(before.id)
            #expect(after.owner?.id == before.owner?.id && after.folder?.id == folder)
        }
    }

    @Test("What a second administrator shared meanwhile stays, and a third owner is a conflict")
    func ownerMeanwhile() async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client)
            let prepared = try await prepared(site)
            let (before, other) = (prepared.dashboard, prepared.other)
            let plan = try service.planChangeOwner(before, to: other)
            try await site.send([plan])
            let group = try #require(
                try await GroupsService(site.client).names().first { group in
                    !group.isSystem && !before.shares.contains { $0.id == group.id }
                })
            let list = try await service.shares(of: before.id)
            try await site.send([
                try service.planSaveShares(
                    list.adding(Share(.group, id: group.id, rule: .view)), base: list, of: before, names: [:])
            ])
            try await site.send(try await site.client.planUndo(of: plan))
            var expected = rights(before)
            expected[group.id] = "viewfalse"
            #expect(rights(try await service.get(before.id)) == expected)

            let again = try service.planChangeOwner(try await service.get(before.id), to: other)
            try await site.send([again])
            let roles = try await RolesService(site.client).all().filter(\.canOwn).map(\.id)
            let third = try #require(
                try await UsersService(site.client).page(skip: 0, limit: 60).items.first { user in
                    user.isActive && ![other.id, before.owner?.id].contains(user.id)
                        && user.roleID.map(roles.contains) == true
                })
            try await site.send([try service.planChangeOwner(try await service.get(before.id), to: third)])
            let error = await #expect(throws: APIError.self) { try await site.client.planUndo(of: again) }
            #expect(error?.exitStatus == .conflict)
        }
    }

    @Test("A deleted group is made again with members, shares and alerts", arguments: [false, true])
    func group(later: Bool) async throws {
        try await SampleSite.with { site in
            let (groups, dashboards) = (GroupsService(site.client), DashboardsService(site.client))
            let group = try #require(try await groups.names().first { $0.name == "Finance" })
            let members = try await groups.members(of: group)
            let shared = try await dashboards.shared(with: [group.id])[group.id, default: []]
            #expect(!members.isEmpty && !shared.isEmpty)
            let references = try #require(
                try await PartyReferences.read(of: [group.id], site.client, asAdministrator: true)[group.id])
            let plan = try groups.planDelete(
                try await groups.get(group.id), keeping: DeletedGroup(group, members: members, references: references))
            #expect(plan.undoNote.contains("\(members.count) member"))
            #expect(plan.undoNote.contains("new id"))
            try await site.send([plan])
            #expect(try await !groups.names().contains { $0.name == "Finance" })
            try await site.send(try await site.undo(plan, later: later))
            let again = try #require(try await groups.names().first { $0.name == "Finance" })
            #expect(again.id != group.id)
            #expect(Set(try await groups.members(of: again).map(\.id)) == Set(members.map(\.id)))
            let restored = try await dashboards.shared(with: [again.id])[again.id, default: []]
            #expect(Set(restored.map(\.id)) == Set(shared.map(\.id)))
            let alerts = try await PartyReferences.read(of: [again.id], site.client, asAdministrator: true)[again.id]?
                .alerts
            #expect(alerts?.map(\.record) == references.alerts.map(\.record))
        }
    }

    @Test("The alerts of a deleted user are made again once, and notify the same people", arguments: [false, true])
    func alerts(later: Bool) async throws {
        try await SampleSite.with { site in
            let (users, alerts) = (UsersService(site.client), AlertsService(site.client))
            let me = try await users.loggedIn().id
            let first = try #require(try await alerts.pages().all().first { $0.owner.map { $0.id != me } ?? false })
            let user = try await users.get(try #require(first.owner?.id))
            let others = (first.raw["parties"]?.array ?? []).filter { Reference($0)?.id != user.id }
            let itself: JSONValue = ["type": "user", "id": .string(user.id)]
            try await site.send([
                try await alerts.planUpdate(first, title: "Notify", members: [("parties", .array(others + [itself]))])
            ])
            let references = try #require(
                try await PartyReferences.read(of: [user.id], site.client, asAdministrator: true)[user.id])
            let owned = references.ownedAlerts
            #expect(owned.contains { $0.id == first.id })
            #expect(!references.alerts.contains { $0.record.id == first.id })
            let plan = try users.planDelete(
                user, losing: UserLoss(),
                keeping: DeletedUser(user, role: "Designer", groups: [], references: references, dashboards: []))
            #expect(plan.undoNote.contains("it owns become yours"))
            try await site.send([plan])
            #expect(try await !alerts.pages().all().contains { $0.name == first.name })
            try await site.send(try await site.undo(plan, later: later))
            let again = try #require(try await users.find(user.email))
            let present = try await alerts.pages().all()
            for alert in owned {
                let made = try #require(present.first { $0.name == alert.name })
                #expect(made.owner?.id == me)
                #expect(Set(made.parties.map(\.id)) == Set(alert.parties.map { $0.id == user.id ? again.id : $0.id }))
                #expect(made.sources == alert.sources && made.isEnabled == alert.isEnabled)
            }
            #expect(try await !site.client.planUndo(of: plan).contains { $0.call.operation == .createAlert })
        }
    }

    @Test("A deleted alert is made again as it was", arguments: [false, true])
    func alert(later: Bool) async throws {
        try await SampleSite.with { site in
            let alerts = AlertsService(site.client)
            let before = try #require(try await alerts.pages().all().first { $0.parties.count > 1 })
            let plan = try alerts.planDelete(before)
            try await site.send([plan])
            try await site.send(try await site.undo(plan, later: later))
            let after = try #require(try await alerts.pages().all().first { $0.name == before.name })
            #expect(after.id != before.id)
            #expect(Set(after.parties.map(\.id)) == Set(before.parties.map(\.id)))
            #expect(
                after.creationDocument.only(["message", "context", "enabled", "type", "category"])
                    == before.creationDocument.only(["message", "context", "enabled", "type", "category"]))
            #expect(try await site.client.planUndo(of: plan).isEmpty)
        }
    }

    @Test("A deleted dashboard is imported again for its owner and shared as before", arguments: [false, true])
    func dashboard(later: Bool) async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client)
            let before = try await prepared(site).dashboard
            let widgets = try await service.widgets(of: before.id).count
            let plan = try await service.planDelete(before)
            try await site.send([plan])
            try await site.send(try await site.undo(plan, later: later))
            let after = try #require(try await service.page(ListQuery()).items.first { $0.title == before.title })
            #expect(after.owner?.id == before.owner?.id)
            #expect(rights(after) == rights(before))
            #expect(try await service.widgets(of: after.id).count == widgets)
        }
    }

    @Test("A step that rests on one before it is not sent when that was not")
    func missingStep() async throws {
        try await SampleSite.with { site in
            let groups = GroupsService(site.client)
            let group = try #require(try await groups.names().first { $0.name == "Finance" })
            let members = try await groups.members(of: group)
            let plan = try groups.planDelete(
                group, keeping: DeletedGroup(group, members: members, references: PartyReferences()))
            try await site.send([plan])
            let undo = try await site.client.planUndo(of: plan)
            #expect(undo.count == 2)
            #expect(undo[1].call.line.contains("NEW-ID"))
            let script = PlanScript(undo, made: Timestamp(Date())).text
            #expect(script.contains("rests on what comes of a step before it") && !script.contains("NEW-ID"))
            let error = await #expect(throws: APIError.self) { try await site.client.perform(undo[1]) }
            #expect(error?.kind == .notAllowed)
            try await site.send(undo)
            let again = try #require(try await groups.names().first { $0.name == "Finance" })
            #expect(try await groups.members(of: again).count == members.count)
        }
    }

    @Test("A later change of another part stays when a whole document is reverted from the audit log")
    func merge() async throws {
        try await SampleSite.with { site in
            let service = DashboardsService(site.client)
            let dashboard = try #require(try await service.page(ListQuery()).items.first)
            let users = try await UsersService(site.client).page(skip: 0, limit: 60).items
                .filter { user in user.id != dashboard.owner?.id && !dashboard.shares.contains { $0.id == user.id } }
            func add(_ user: User, title: PlanTitle) async throws -> RequestPlan {
                let list = try await service.shares(of: dashboard.id)
                return try service.planSaveShares(
                    list.adding(Share(.user, id: user.id, rule: .view)), base: list, of: dashboard,
                    names: [user.id: user.label], title: title)
            }
            let first = try await add(users[0], title: "First")
            try await site.send([first])
            try await site.send([try await add(users[1], title: "Second")])
            for undo in [try await site.undo(first, later: false), try await site.undo(first, later: true)] {
                #expect(undo.count == 1)
                #expect(undo.first?.warnings.contains { $0.contains("that stays") } == true)
            }
            try await site.send(try await site.undo(first, later: true))
            let ids = try await service.shares(of: dashboard.id).shares.map(\.id)
            #expect(!ids.contains(users[0].id))
            #expect(ids.contains(users[1].id))
        }
    }
}
