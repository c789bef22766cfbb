import ConsoleState
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("Undoing what others may have changed since")
struct UndoWorkTests {
    /// Adds a user to the first group, through the pane of its members. Returns the user.
    private static func addMember(_ console: ConsoleDriver) async throws -> User {
        await console.press("2", "u", "a")
        await console.type("alvaro")
        await console.press("Enter")
        #expect(await console.screen.contains("\"no member\" -> \"member\""))
        await console.press("Tab", "Enter")
        return try #require(
            try await UsersService(await console.state.session.client).find("alvaro@acme.example"))
    }

    private static func isMember(_ user: User, _ console: ConsoleDriver) async throws -> Bool {
        let groups = GroupsService(await console.state.session.client)
        let finance = try #require(try await groups.names().first { $0.name == "Finance" })
        return try await groups.members(of: finance).contains { $0.id == user.id }
    }

    @Test("A new member goes again with U, and whoever was a member before stays one")
    func membership() async throws {
        try await ConsoleDriver.with { console in
            let user = try await Self.addMember(console)
            #expect(try await Self.isMember(user, console))
            // Nobody is added twice, so that no undo takes out who was there before.
            await console.press("a")
            await console.type("alvaro")
            await console.press("Enter")
            #expect(await console.screen.contains("Álvaro Núñez: is a member"))
            await console.press("Esc", "U", "Tab", "Enter")
            #expect(try await !Self.isMember(user, console))
        }
    }

    @Test("Deleting a user names the alerts and dashboards with who loses them, and U brings them back")
    func user() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            func names() async throws -> [String] {
                let alerts = try await AlertsService(client).pages().all().map { "alert \($0.name)" }
                return (alerts + (try await DashboardsService(client).pages().all().map(\.label))).sorted()
            }
            let before = try await names()
            await console.press("/")
            await console.type("jonas")
            await console.press("Enter", "x", "D")
            let warnings = try #require(await console.state.writes.confirmation?.plans.first?.warnings)
            #expect(warnings.contains { $0.contains("Also deletes 2 dashboards") && $0.contains("lose at least one.") })
            #expect(warnings.contains { $0.hasPrefix("Also deletes 1 alert: ") && $0.contains("no longer sent to ") })
            await console.press("Tab", "Enter", "Esc")
            #expect(try await names().count == before.count - 3)
            await console.press("U")
            await console.approve()
            #expect(try await names() == before)
        }
    }

    @Test("Users who were deleted together come back with U, and what they share names their new ids")
    func users() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let (users, service) = (UsersService(client), DashboardsService(client, asAdministrator: true))
            let me = try await users.loggedIn().id
            let owned = try await service.pages().all().filter { $0.owner.map { $0.id != me } ?? false }
            let first = try #require(owned.first)
            let second = try #require(owned.first { $0.owner?.id != first.owner?.id })
            for (dashboard, other) in [(first, second), (second, first)] {
                let list = try await service.shares(of: dashboard.id)
                let share = Share(.user, id: try #require(other.owner?.id), rule: .edit)
                _ = try await client.perform(
                    try service.planSaveShares(
                        list.adding(share), base: list, of: dashboard, names: [:], impact: SharesImpact(), judge: nil))
            }
            func rights() async throws -> [String] {
                let people = try await users.page(skip: 0, limit: 100).items
                let names = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.label) })
                return try await service.pages().all().flatMap { dashboard in
                    dashboard.shares.filter { $0.rule != nil && $0.party == .user }.map { share in
                        "\(dashboard.label) of \(names[dashboard.owner?.id ?? ""] ?? "gone"): "
                            + "\(names[share.id] ?? "gone") \(share.rule?.description ?? "")"
                    }
                }.sorted()
            }
            let before = try await rights()
            for dashboard in [first, second] {
                let user = try await users.get(try #require(dashboard.owner?.id))
                await console.press("/", "Ctrl-U")
                await console.type(user.email)
                await console.press("Enter", "Space")
            }
            await console.press("x", "D")
            #expect(await console.state.writes.confirmation?.plans.count == 2)
            await console.approve()
            await console.press("Esc")
            #expect(try await rights() != before)
            await console.press("U")
            let undo = try #require(await console.state.writes.confirmation?.plans)
            #expect(undo.prefix(2).allSatisfy { $0.call.operation == .createUser })
            await console.approve()
            #expect(await console.state.writes.results.last?.results.doneCount == undo.count)
            #expect(try await rights() == before)
        }
    }

    @Test("A membership that somebody else has ended meanwhile is not undone")
    func membershipChanged() async throws {
        try await ConsoleDriver.with { console in
            let user = try await Self.addMember(console)
            let client = await console.state.session.client
            let groups = GroupsService(client)
            let finance = try #require(try await groups.names().first { $0.name == "Finance" })
            _ = try await client.perform(try #require(try await groups.planRemoveMembers([user], from: finance)))
            await console.press("U")
            #expect(await console.screen.contains("All is as it was before: nothing to undo"))
        }
    }

    @Test("A dashboard that was handed on meanwhile is not taken back from its new owner")
    func owner() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "o")
            await console.type("alvaro@acme.example")
            await console.press("Enter", "Ctrl-S", "Tab", "Enter")
            let client = await console.state.session.client
            let dashboards = DashboardsService(client)
            let dashboard = try #require(try await dashboards.page(ListQuery()).items.dropFirst().first)
            let users = UsersService(client)
            #expect(dashboard.owner?.id == (try await users.find("alvaro@acme.example")?.id))
            let next = try #require(try await users.find("admin@acme.example"))
            _ = try await client.perform(try dashboards.planChangeOwner(dashboard, to: next))
            await console.press("U")
            #expect(await console.screen.contains("Someone else has changed dashboard Sales Pipeline"))
            #expect(try await dashboards.get(dashboard.id).owner?.id == next.id)
        }
    }

    @Test("Mails of an alert that were resumed elsewhere are not stopped by undoing")
    func mails() async throws {
        try await ConsoleDriver.with { console in
            await console.press("4")
            await console.run("mute alert")
            #expect(await console.screen.contains("your notifications"))
            await console.press("Tab", "Enter")
            let client = await console.state.session.client
            let alerts = AlertsService(client)
            let id = try #require(await console.state.list?.cursorID?.description)
            let me = try await UsersService(client).loggedIn().id
            let alert = try await alerts.get(id)
            let stopped = alert.disabledUsers.contains(me)
            _ = try await client.perform(try alerts.planReceive(alert, stopped, by: me))
            await console.press("U")
            #expect(await console.screen.contains("All is as it was before: nothing to undo"))
            #expect(try await alerts.get(id).disabledUsers.contains(me) == !stopped)
        }
    }
}
