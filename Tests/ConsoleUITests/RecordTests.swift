import ConsoleState
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("The page of a record on the screen")
struct RecordTests {
    @Test("An open user", arguments: ScreenTests.sizes)
    func user(size: Size) async throws {
        try await Golden.expect("user", size) { await $0.press("j", "j", "Enter") }
    }

    @Test("An open group with its members", arguments: ScreenTests.sizes)
    func group(size: Size) async throws {
        try await Golden.expect("group", size) { await $0.press("2", "j", "Enter") }
    }

    @Test("An open dashboard with its shares and widgets", arguments: ScreenTests.sizes)
    func dashboard(size: Size) async throws {
        try await Golden.expect("dashboard", size) { await $0.press("3", "j", "j", "Enter") }
    }

    @Test("An open alert", arguments: ScreenTests.sizes)
    func alert(size: Size) async throws {
        try await Golden.expect("alert", size) { await $0.press("4", "Enter") }
    }

    @Test("An open folder with what is in it", arguments: ScreenTests.sizes)
    func folder(size: Size) async throws {
        try await Golden.expect("folder", size) { console in
            await console.run("pane.folders")
            await console.press("Enter")
        }
    }

    @Test("Names that try to break the screen stand on the page as visible signs, in ASCII too")
    func hostile() async throws {
        for (glyphs, name) in [(Glyphs.unicode, "osc␛]0;title␇"), (.ascii, "osc^[]0;title^G")] {
            let console = try await ConsoleDriver.open(Size(80, 24), glyphs: glyphs, prepare: HostileUsers.create)
            await console.type("/osc")
            await console.press("Enter", "Enter")
            let page = await console.screen
            await console.press("G", "Enter", "j", "j", "j")
            let document = await console.screen
            await console.close()
            #expect(page.contains("    \(name)"))
            #expect(document.contains("email: \"user7@hostile.example\""))
            #expect((page + document).unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        }
    }

    @Test("A name of wide characters, beside the right column")
    func wide() async throws {
        try await Golden.expect("user-wide", Size(120, 40), prepare: HostileUsers.create) { console in
            await console.type("/宽")
            await console.press("Enter", "Enter")
        }
    }

    @Test("What was changed from here stands on the page, newest first, and leads to the audit log")
    func changes() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "Enter", "t", "Tab", "Enter", "R")
            #expect(await console.screen.contains("can be undone"))
            let line = try #require(await console.place(of: "Deactivate alvaro", after: "Changed from here"))
            await console.mouse(.press, line)
            await console.mouse(.doublePress, line)
            #expect(await console.state.pane == .audit)
            #expect(await console.state.list?.detail?.isLoaded == true)
            await console.press("Esc")
            #expect(await console.state.pane == .users)
        }
    }

    @Test("A group of a user opens with Enter, a member of it too, and Esc leads back one by one")
    func links() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Enter", "j", "Enter")
            #expect(await console.state.pane == .groups)
            #expect(await console.state.list?.detail?.title == "Finance")
            await console.press("j", "Enter")
            #expect(await console.state.pane == .users)
            #expect(await console.state.list?.detail?.title == "Adaeze Obi")
            await console.press("Esc")
            #expect(await console.state.list?.detail?.title == "Finance")
            await console.press("Esc")
            #expect(await console.state.list?.detail?.title == "Adaeze Obi")
            await console.press("Esc")
            let state = await console.state
            #expect(state.list?.detail == nil && state.pane == .users)
        }
    }

    @Test("J and K go through the list without going back to it")
    func stepping() async throws {
        try await ConsoleDriver.with { console in
            await console.press("Enter", "J", "J")
            #expect(await console.state.list?.detail?.title == "Álvaro Núñez")
            #expect(await console.screen.contains("alvaro@acme.example"))
            await console.press("K", "K", "K")
            #expect(await console.screen.contains("No more records on this side"))
            await console.press("Esc")
            #expect(await console.state.list?.scroll.cursor == 0)
        }
    }

    @Test("What takes a read of everybody is read when it is asked for, and a press folds it")
    func asking() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "j")
            let client = await console.state.session.client
            let service = DashboardsService(client)
            let everyone = try #require(try await GroupsService(client).names().first(where: \.includesEveryone))
            let id = try #require(await console.state.lists[.dashboards]?.table.id(at: 2))
            let dashboard = try await service.named(id.description)
            let list = try await service.shares(of: dashboard.id)
            _ = try await client.perform(
                try service.planSaveShares(
                    list.adding(Share(.group, id: everyone.id, rule: .view)), base: list, of: dashboard, names: [:]))
            await console.press("Enter")
            let waiting = try #require(await console.place(of: "Who can see it"))
            #expect(await console.screen.contains("many requests"))
            await console.mouse(.press, waiting)
            let grants = await console.state.list?.detail?.blocks.first { $0.id.title == "Who can see it" }
            #expect(grants?.content.value?.lines.isEmpty == false)
            let before = await console.screen
            await console.mouse(.press, try #require(await console.place(of: "Who can see it")))
            #expect(await console.screen != before)
            #expect(await !console.screen.contains("not read yet"))
        }
    }

    @Test("No list is read for a record that a line leads to, until somebody goes to that list")
    func lazily() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Enter", "j", "Enter")
            #expect(await console.state.lists[.groups]?.table.total == 0)
            await console.press("2", "Esc")
            #expect(await console.state.lists[.groups]?.table.total == 15)
        }
    }
}
