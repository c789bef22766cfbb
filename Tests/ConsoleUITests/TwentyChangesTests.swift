import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("What previews say and what the server changes")
struct TwentyChangesTests {
    /// A change as a person would make it: the plans for what the server holds.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let plans: @Sendable (APIClient) async throws -> [RequestPlan]

        init(_ name: String, _ plans: @escaping @Sendable (APIClient) async throws -> [RequestPlan]) {
            (testDescription, self.plans) = (name, plans)
        }
    }

    private static func user(_ name: String, _ client: APIClient) async throws -> User {
        try #require(try await UsersService(client).find("\(name)@acme.example"))
    }

    private static func role(_ name: String, _ client: APIClient) async throws -> SisenseClient.Role {
        try #require(try await RolesService(client).all().first { $0.name == name })
    }

    private static func changeRole(_ name: String, to role: String, _ client: APIClient) async throws -> RequestPlan {
        let (user, roles) = (try await user(name, client), try await RolesService(client).all())
        return try await UsersService(client).planChangeRole(
            user, to: try await Self.role(role, client), names: RecordNames([:], roles: roles))
    }

    private static func group(_ name: String, _ client: APIClient) async throws -> Group {
        try #require(try await GroupsService(client).pages().all().first { $0.name == name })
    }

    private static func dashboard(_ title: String, _ client: APIClient) async throws -> Dashboard {
        let dashboards = DashboardsService(client)
        let found = try #require(try await dashboards.pages().all().first { $0.title == title })
        let dashboard = try await dashboards.named(found.id)
        let owner = try #require(dashboard.owner)
        return dashboard.with(ownerName: try await UsersService(client).get(owner.id).label)
    }

    private static func shares(
        of title: String, _ client: APIClient, _ edit: (ShareList) async throws -> ShareList
    ) async throws -> [RequestPlan] {
        let (service, dashboard) = (DashboardsService(client), try await dashboard(title, client))
        let base = try await service.shares(of: dashboard.id)
        let edited = try await edit(base)
        var names = try await GroupsService(client).names().reduce(into: [String: String]()) { $0[$1.id] = $1.label }
        let users = (base.shares + edited.shares).filter { $0.party == .user }.map(\.id)
        for user in try await UsersService(client).users(users) { names[user.id] = user.label }
        return [try service.planSaveShares(edited, base: base, of: dashboard, names: names)]
    }

    private static func newUser(_ email: String, _ client: APIClient) async throws -> RequestPlan {
        let (role, group) = (try await role("consumer", client), try await group("Finance", client))
        let document: JSONValue = [
            "email": .string(email), "roleId": .string(role.id), "groups": [.string(group.id)],
        ]
        return try UsersService(client).planCreate(NewUser(document, role: role, groups: [group.label]))
    }

    private static let title = "Cash Flow"

    static let changes: [Change] = [
        Change("a role upwards") { [try await changeRole("bea", to: "admin", $0)] },
        Change("a role downwards") { [try await changeRole("alvaro", to: "consumer", $0)] },
        Change("names") { client in
            let user = try await user("alvaro", client)
            return [
                try await UsersService(client).planUpdate(
                    user, title: "Change \(user.label, each: "user")",
                    members: [("firstName", "Alva"), ("lastName", "Núñez Vega")])
            ]
        },
        Change("all groups of a user") { client in
            let user = try await user("bea", client)
            let names = try await GroupsService(client).names().reduce(into: [:]) { $0[$1.id] = $1.label }
            return [try await UsersService(client).planLeaveGroups(user, names: names)]
        },
        Change("deactivate and activate together") { client in
            let service = UsersService(client)
            let off = try #require(try await service.pages().all().first { !$0.isActive })
            return [
                try await service.planDeactivate(try await user("alvaro", client)),
                try await service.planActivate(try await service.get(off.id)),
            ]
        },
        Change("a new user") { [try await newUser("zelda@acme.example", $0)] },
        Change("an import of three") { client in
            var plans: [RequestPlan] = []
            for name in ["one", "two", "three"] { plans.append(try await newUser("\(name)@new.example", client)) }
            return plans
        },
        Change("a deleted user with dashboards") { client in
            let user = try await user("adaeze", client)
            let owned = try await DashboardsService(client).owned(by: user.id)
            return [
                try UsersService(client).planDelete(
                    user, losing: UserLoss(dashboards: owned.map { .init($0.label, nil) }))
            ]
        },
        Change("a new group") { [try GroupsService($0).planCreate(name: "Auditors")] },
        Change("members") { client in
            let users = [try await user("alvaro", client), try await user("bea", client)]
            return [try await GroupsService(client).planAddMembers(users, to: try await group("Finance", client))]
                .compactMap(\.self)
        },
        Change("no members any more") { client in
            let (service, group) = (GroupsService(client), try await group("Finance", client))
            let members = try await service.members(of: group)
            return [try await service.planRemoveMembers(members, from: group)].compactMap(\.self)
        },
        Change("a share more") { client in
            let user = try await user("bea", client)
            return try await shares(of: title, client) { $0.adding(Share(.user, id: user.id, rule: .view)) }
        },
        Change("a share raised and one removed") { client in
            try await shares(of: title, client) { list in
                let shares = list.shares.filter { $0.rule != nil }
                let (first, last) = (try #require(shares.first), shares.dropFirst().last)
                let raised = list.adding(try #require(first.with(rule: first.rule == .edit ? .view : .edit)))
                return last.map { raised.removing($0.id) } ?? raised
            }
        },
        Change("an owner") { client in
            let (dashboard, user) = (try await dashboard(title, client), try await user("alvaro", client))
            return [try DashboardsService(client).planChangeOwner(dashboard, to: user)]
        },
        Change("a folder") { client in
            let dashboard = try await dashboard(title, client)
            let folder = try #require(try await FoldersService(client).tree().first { $0.id != dashboard.folder?.id })
            let names = [folder, dashboard.folder.map { Folder(id: $0.id, name: nil) }].compactMap(\.self)
            var labels = names.reduce(into: [String: String]()) { $0[$1.id] = $1.label }
            if let old = dashboard.folder {
                labels[old.id] = try await FoldersService(client).subtree(of: old.id).label
            }
            return [
                try await DashboardsService(client).planUpdate(
                    dashboard, title: "Move \(dashboard.label, each: "dashboard")",
                    members: [("parentFolder", .string(folder.id))], names: RecordNames(labels))
            ]
        },
        Change("a deleted dashboard") { client in
            [try await DashboardsService(client).planDelete(try await dashboard(title, client))]
        },
        Change("an alert switched") { client in
            let alert = try #require(try await AlertsService(client).pages().all().first)
            return [try await AlertsService(client).planEnable(alert, alert.isEnabled == false)]
        },
        Change("a feature switched") { client in
            let feature = try #require(try await FeaturesService(client).all().first { !$0.id.contains("rest") })
            return [try await FeaturesService(client).planToggle(feature, active: !feature.isActive)]
        },
        Change("a trusted server") { client in
            [
                try TrustedServersService(client).planAdd(
                    address: try ServerAddress("https://bi2.acme.example"), name: "Staging")
            ]
        },
        Change("a folder deleted with all in it") { client in
            let folder = try #require(try await FoldersService(client).tree().first)
            return [try await FoldersService(client).planDelete(folder)]
        },
    ]

    @Test("The changes that a preview states are those that the server shows, no more and no less", arguments: changes)
    func truth(change: Change) async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let before = try await ServerFacts.read(client)
            let plans = try await change.plans(client)
            try #require(!plans.isEmpty)
            await console.send(.preview(plans, .list(.users, [])))
            let shown = try #require(await console.state.writes.confirmation?.plans)
            let stated = StatedFacts(shown)
            _ = await console.screen
            await console.approve()
            #expect(await console.state.writes.confirmation == nil)
            let after = try await ServerFacts.read(client)
            Self.compare(stated, lost: before.all.subtracting(after.all), gained: after.all.subtracting(before.all))
            #expect(JSONDiff(from: before.settings, to: after.settings).lines == [])
        }
    }

    private static func compare(_ stated: StatedFacts, lost: Set<String>, gained: Set<String>) {
        // A new record has members of its own making; all else that comes must have been said.
        let others = gained.filter { !stated.covers($0, of: stated.made) }
        #expect(others == stated.gained.filter { !stated.covers($0, of: stated.made) })
        for record in stated.made { #expect(gained.contains("\(record): exists")) }
        // What goes with a deleted record, or by an exchange, is named.
        let expected = stated.lost.union(stated.deleted.map { "\($0): exists" })
        #expect(expected.isSubset(of: lost))
        for fact in lost.subtracting(expected) where !stated.covers(fact, of: stated.deleted) {
            #expect(stated.names(fact), "nobody said that this goes: \(fact)")
        }
    }

    @Test("The lines of a preview of CORS settings are those in which the document differs afterwards")
    func settings() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let before = try await ServerFacts.read(client)
            await console.press("6", "Enter", "c", "a")
            await console.type("https://portal.acme.example")
            await console.press("Enter", "Ctrl-S")
            let lines = try #require(await console.state.writes.confirmation?.plans.first?.diff?.lines)
            await console.approve()
            let after = try await ServerFacts.read(client)
            #expect(JSONDiff(from: before.settings, to: after.settings).lines == lines)
            #expect(before.all == after.all)
        }
    }
}
