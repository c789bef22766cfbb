import ConsoleState
import LocalServer
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("People who leave")
struct OffboardingTests {
    /// Everything on the server that still leads to a user, in words.
    private static func traces(of user: User, _ client: APIClient) async throws -> [String] {
        let dashboards = DashboardsService(client)
        var traces = try await dashboards.owned(by: user.id).map { "owns \($0.label)" }
        traces += try await dashboards.shared(with: [user.id])[user.id, default: []].map { "is in \($0.label)" }
        traces += try await AlertsService(client).pages().all()
            .filter { $0.owner?.id == user.id || $0.parties.contains { $0.id == user.id } }.map { "alert \($0.label)" }
        traces += try await ReportsService(client).all()
            .filter { ReportsService.owner(of: $0) == user.id || ReportsService.isMailed($0, to: user) }
            .map { "report \($0.name)" }
        let now = try await UsersService(client).get(user.id)
        return traces + now.groups.map { "group \($0.id)" } + (now.isActive ? ["is active"] : [])
    }

    /// What is to stay of the dashboards of some users.
    private struct Kept {
        /// The folders by the dashboards in them.
        let folders: [String: String]
        /// The others they are shared with, by the dashboards.
        let others: [String: Set<String>]
    }

    private static func kept(of users: [User], _ client: APIClient) async throws -> Kept {
        let owned = try await DashboardsService(client).owned(by: Set(users.map(\.id))).values.flatMap(\.self)
        let ids = Set(users.map(\.id))
        return Kept(
            folders: Dictionary(
                uniqueKeysWithValues: owned.compactMap { item in item.folder.map { (item.id, $0.id) } }),
            others: Dictionary(
                uniqueKeysWithValues: owned.map { ($0.id, Set($0.shares.map(\.id)).subtracting(ids)) })
        )
    }

    private static func leavers(_ client: APIClient) async throws -> [User] {
        let users = UsersService(client)
        return [
            try #require(try await users.find("adaeze@acme.example")),
            try #require(try await users.find("alvaro@acme.example")),
        ]
    }

    /// A report that Adaeze gets, and an alert that is sent to her.
    @Sendable private static func prepare(_ client: APIClient) async throws {
        let leaver = try await leavers(client)[0]
        _ = try await client.perform(
            RequestPlan(
                try client.call(
                    .createReports,
                    body: .json([
                        [
                            "name": "Weekly", "dashboards": [],
                            "recipients": [["type": "user", "recipient": .string(leaver.id)]],
                        ]
                    ])), on: client.server))
        _ = try await client.perform(
            RequestPlan(
                try client.call(
                    .createAlert,
                    body: .json([
                        "name": "Night build", "parties": [["type": "user", "id": .string(leaver.id)]],
                    ])), on: client.server))
    }

    private static func open(_ console: ConsoleDriver, newOwner: String) async {
        await console.press("x", "/")
        await console.type("off-board")
        await console.press("Enter")
        await console.type(newOwner)
        await console.press("Enter", "Ctrl-S")
    }

    @Test("Two who leave are off-boarded in one run, after which nothing leads to them")
    func oneRun() async throws {
        try await ConsoleDriver.with(prepare: Self.prepare) { console in
            let client = await console.state.session.client
            let users = try await Self.leavers(client)
            let before = try await Self.kept(of: users, client)
            #expect(!before.others.isEmpty)
            await console.press("j", "Space", "Space")
            await Self.open(console, newOwner: "taro@acme.example")
            #expect(await console.screen.contains("Off-board 2 users"))
            await console.press("Ctrl-S", "Tab", "Enter")
            for user in users {
                #expect(try await Self.traces(of: user, client) == [], "\(user.label)")
            }
            let heir = try #require(try await UsersService(client).find("taro@acme.example"))
            let owned = try await DashboardsService(client).owned(by: heir.id)
            for (id, others) in before.others {
                let dashboard = try #require(owned.first { $0.id == id })
                #expect(dashboard.folder?.id == before.folders[id], "\(dashboard.label)")
                #expect(Set(dashboard.shares.map(\.id)) == others.subtracting([heir.id]), "\(dashboard.label)")
            }
            #expect(
                await console.state.list.map { list in
                    (0..<list.table.count).allSatisfy { list.table.cell(at: $0, 1) == "done" }
                } == true)
            await console.press("Esc", "Ctrl-S")
            #expect(await console.screen.contains("nothing is left"))
        }
    }

    @Test("Somebody who leaves is deleted after the hand-over, and no dashboard goes along")
    func deletion() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let user = try await Self.leavers(client)[0]
            let owned = Set(try await DashboardsService(client).owned(by: user.id).map(\.id))
            await console.press("j", "x", "/")
            await console.type("off-board")
            await console.press("Enter")
            await console.type("taro@acme.example")
            await console.press("Enter")
            for _ in 0..<5 { await console.press("Tab") }
            await console.press("Right", "Ctrl-S", "Ctrl-S", "Tab", "Enter")
            #expect(try await UsersService(client).find(user.email) == nil)
            let heir = try #require(try await UsersService(client).find("taro@acme.example"))
            let kept = Set(try await DashboardsService(client).owned(by: heir.id).map(\.id))
            #expect(!owned.isEmpty && owned.isSubset(of: kept))
            await console.press("Esc")
            #expect(await console.screen.contains("The account is deleted"))
        }
    }

    @Test(
        "Without a new owner, the dashboards that stay behind or go are a step of their own and a warning",
        arguments: [false, true])
    func ownerless(isDeleted: Bool) async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let user = try await Self.leavers(client)[0]
            let owned = try await DashboardsService(client).owned(by: user.id)
            await console.press("j", "x", "o")
            if isDeleted {
                for _ in 0..<6 { await console.press("Tab") }
                await console.press("Right")
                #expect(await console.screen.contains("are deleted too"))
            }
            await console.press("Ctrl-S")
            let fate = isDeleted ? "deleted with \(user.label)" : "with a deactivated account"
            #expect(await console.state.list?.table.cell(at: 0, 1) == "left")
            #expect(await console.state.list?.table.cell(at: 0, 2).contains(fate) == true)
            await console.press("Ctrl-S")
            let plans = try #require(await console.state.writes.confirmation?.plans)
            let ending = try #require(plans.last)
            #expect(ending.warnings.contains { $0.contains(fate) && $0.contains(owned[0].label) })
            await console.press("Tab", "Enter", "Esc")
            #expect(try await DashboardsService(client).owned(by: user.id).count == (isDeleted ? 0 : owned.count))
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("nothing is left"))
            #expect(await console.state.writes.confirmation == nil)
        }
    }

    @Test("Two heirs who differ by case are told apart in the picker, and an id finds one of them")
    func twins() async throws {
        try await ConsoleDriver.with(prepare: { client in
            let role = try #require(try await RolesService(client).all().first { $0.name == "contributor" })
            for email in ["Twin@acme.example", "twin@acme.example"] {
                let body: JSONValue = ["email": .string(email), "roleId": .string(role.id), "password": "Str0ng-Pass!"]
                _ = try await client.perform(
                    try UsersService(client).planCreate(NewUser(body, role: role, groups: [])))
            }
        }) { console in
            let client = await console.state.session.client
            guard case .several(let twins) = try await UsersService(client).match("twin@acme.example") else {
                Issue.record("the server took one of them only")
                return
            }
            await console.press("j")
            await console.press("x", "o")
            await console.type("twin@acme.example")
            #expect(await console.state.picker?.count == 2)
            for twin in twins { #expect(await console.screen.contains("\(twin.email) ")) }
            await console.press("Ctrl-U")
            await console.type(twins[1].id)
            await console.press("Enter", "Ctrl-S")
            #expect(await console.screen.contains("to \(twins[1].email)"))
        }
    }

    @Test("An heir who cannot own dashboards is refused in the form, with the reason")
    func heir() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j")
            await Self.open(console, newOwner: "zoe@acme.example")
            #expect(await console.screen.contains("Zoë Müller: a Viewer cannot own dashboards"))
            #expect(await console.state.form != nil)
        }
    }
}
