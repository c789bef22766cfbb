import ConsoleState
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("Shares of a dashboard")
struct SharesTests {
    @Test("Shares are added, changed and removed, saved as one list, and published")
    func work() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w")
            let before = try #require(await console.state.shares?.draft)
            #expect(before.count == 3)
            await console.press("r", "j", "d", "a")
            await console.type("man")
            await console.press("Enter", "Right", "Enter", "Enter")
            #expect(await console.state.form == nil)
            let screen = await console.screen
            #expect(screen.contains("3 unsaved"))
            #expect(await console.state.shares?.rows.map(\.change) == [.changed, .removed, .none, .added])
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("POST /api/shares/dashboard/"))
            #expect(await console.screen.contains("1 added, 1 changed, 1 removed, 3 in all."))
            #expect(await console.screen.contains("Publishing it is asked next."))
            await console.press("Tab", "Enter")
            #expect(await console.state.shares?.isChanged == false)
            #expect(await console.state.shares?.draft.last?.rule == .edit)
            #expect(await console.state.lists[.dashboards]?.table.cell(at: 1, 3) == "3")
            // Recipients see nothing of it yet, so publishing is offered at once.
            #expect(await console.screen.contains("Publish Sales Pipeline"))
            await console.press("Enter")
            #expect(await console.screen.contains("Shares saved, not published"))
            await console.press("p", "Tab", "Enter")
            #expect(await console.screen.contains("Done: Publish Sales Pipeline"))
            await console.press("Esc")
            #expect(await console.state.shares == nil)
        }
    }

    @Test("That the people of a group may change a dashboard from now on is said first, with their names")
    func escalation() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "r", "j", "d", "Ctrl-S")
            let plan = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(
                plan.warnings.first?.contains("5 people may now change it: Amara Diallo, ") == true, "\(plan.warnings)")
            #expect(plan.changes.map(\.effect) == [.escalation, .loss])
            let lines = await console.screen.split(separator: "\n").map(String.init)
            let (raised, lost) = (
                lines.firstIndex { $0.contains("may now change it") },
                lines.firstIndex { $0.contains("people lose it") }
            )
            #expect(raised ?? .max < lost ?? 0)
        }
    }

    @Test("A list that somebody else changed meanwhile is not overwritten, and the draft stays")
    func conflict() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "d", "Ctrl-S")
            let document = try #require(await console.state.shares?.document)
            let client = await console.state.session.client
            let theirs = document.list.setting([])
            _ = try await client.perform(
                try DashboardsService(client).planSaveShares(
                    theirs, base: document.list, of: document.dashboard, names: [:]))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Also changed by someone else"))
            #expect(try await DashboardsService(client).shares(of: document.dashboard.id).shares.isEmpty)
            #expect(await console.state.shares?.isChanged == true)
        }
    }

    @Test("Shares that two people changed at once are settled share by share")
    func settled() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w")
            let client = await console.state.session.client
            let service = DashboardsService(client)
            // Saved once, so that every entry has all its members.
            let first = try #require(await console.state.shares?.document)
            let whole = first.list.setting(first.list.shares)
            _ = try await client.perform(
                try service.planSaveShares(whole, base: first.list, of: first.dashboard, names: [:]))
            await console.press("R", "j", "d")
            let document = try #require(await console.state.shares?.document)
            let known = Set(document.list.shares.map(\.id))
            let group = try #require(
                try await GroupsService(client).names().first { !$0.isSystem && !known.contains($0.id) })
            let added = Share(.group, id: group.id, rule: .view)
            _ = try await client.perform(
                try service.planSaveShares(
                    document.list.adding(added), base: document.list, of: document.dashboard, names: [:]))
            // They came before the preview, which shows one's own edit alone.
            await console.press("Ctrl-S")
            #expect(await console.state.conflict == nil)
            #expect(await console.screen.contains("1 removed"))
            await console.press("Tab", "Enter")
            let shares = try await service.shares(of: document.dashboard.id).shares.map(\.id)
            #expect(shares.contains(added.id))
            // One came and one went.
            #expect(shares.count == document.list.shares.count)
        }
    }

    @Test("Who can see this counts in the unsaved changes")
    func access() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "d", "w")
            await console.press("/")
            await console.type("by:owner")
            #expect(await console.state.list?.table.count == 1)
            await console.press("Ctrl-U")
            await console.type("unsaved:lost")
            #expect(await console.state.list?.table.count ?? 0 > 0)
            await console.press("Esc", "Esc")
            #expect(await console.screen.contains("1 unsaved"))
            // Whoever goes to the dashboards by another way comes back to what is not saved.
            await console.press("1", "3")
            #expect(await console.screen.contains("1 unsaved"))
            await console.press("Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("lose it: ") || preview.contains("loses it: "))
            await console.press("Esc", "u")
            #expect(await console.state.shares?.isChanged == false)
        }
    }

    @Test("A share with everyone gives it to everybody, each counted once")
    func everyone() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "a")
            await console.type("everyone")
            await console.press("Enter", "Ctrl-S", "w")
            #expect(await console.state.list?.table.total == 60)
            #expect(await console.screen.contains("Everyone (view)"))
        }
    }

    @Test("The shares are a list like any other: filtered, sorted, marked, edited together, opened and exported")
    func list() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "/")
            await console.type("type:group")
            await console.press("Enter", "*")
            #expect(await console.screen.contains("Shares of Sales Pipeline 2 of 3"))
            await console.press("Esc", "s", "Enter")
            #expect(await console.screen.contains("2 marked"))
            // Both become editors in one step, and one step takes it back.
            await console.press("r")
            #expect(await console.screen.contains("edit (was view)"))
            #expect(await console.state.shares?.rows.count { $0.change == .changed } == 2)
            await console.press("u")
            #expect(await console.state.shares?.isChanged == false)
            await console.press("d")
            #expect(await console.state.shares?.draft.count == 1)
            await console.press("d")
            #expect(await console.state.shares?.isChanged == false)
            await console.press("Esc", "g", "Enter")
            #expect(await console.screen.contains("User"))
            await console.press("Esc", "/")
            await console.type("support")
            await console.press("Enter", "Enter")
            #expect(await console.screen.contains("▾ Members "))
            await console.press("Esc", "E")
            #expect(await console.state.form?.title == "Export shares")
        }
    }

    @Test("An edit that is under way is not lost by reading again, nor by looking at other shares")
    func kept() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "w", "d", "R")
            #expect(await console.screen.contains("Refresh would discard your changes"))
            #expect(await console.state.shares?.isChanged == true)
            // Back through history is the list of dashboards, where another one's shares can be asked for.
            await console.press("[", "g", "w")
            #expect(await console.screen.contains("Unsaved shares"))
            #expect(await console.state.shares?.title == "Sales Pipeline")
            await console.press("u", "Esc", "g", "w")
            #expect(await console.state.shares?.title == "Q3 Revenue")
        }
    }

    @Test("Leaving unsaved shares asks once, and an edit after that asks again")
    func leaving() async throws {
        try await ConsoleDriver.with(Size(80, 24)) { console in
            await console.press("3", "j", "w", "d", "Esc", "j", "Esc")
            #expect(await console.state.shares?.isChanged == true)
            await console.press("Esc")
            #expect(await console.state.shares == nil)
        }
    }

    @Test("Somebody nobody knows is refused in the form")
    func unknown() async throws {
        try await ConsoleDriver.with(Size(80, 24)) { console in
            await console.press("3", "j", "w", "a")
            await console.type("nobody at all")
            await console.press("Enter")
            #expect(await console.screen.contains("Nothing matches nobody at all"))
        }
    }

    @Test("The shares with changes at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) async throws {
        try await Golden.expect("shares", size) { console in
            await console.press("3", "j", "w", "r", "j", "d", "a")
            await console.type("man")
            await console.press("Enter", "Ctrl-S")
        }
    }

    @Test("Who can see this at every size", arguments: ScreenTests.sizes)
    func accessScreen(size: Size) async throws {
        try await Golden.expect("shares-access", size) { await $0.press("3", "j", "w", "d", "w", "j") }
    }

    @Test("The form for a share, with what may be meant", arguments: ScreenTests.sizes)
    func form(size: Size) async throws {
        try await Golden.expect("shares-add", size) { console in
            await console.press("3", "j", "w", "a")
            await console.type("s")
        }
    }
}
