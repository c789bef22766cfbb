import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("What stays on a small screen")
struct SmallScreenTests {
    @Test("The themes with what they are", arguments: ScreenTests.sizes)
    func themes(size: Size) async throws {
        try await Golden.expect("picker-theme", size) { console in
            await console.press(":")
            await console.type("theme")
            await console.press("Enter")
        }
    }

    @Test("Of a preview that scrolls, heading, undo and buttons stay", arguments: ScreenTests.sizes)
    func longPreview(size: Size) async throws {
        try await Golden.expect("preview-long", size) { console in
            await console.press("*")
            await console.run("users.logout")
        }
    }

    @Test("A preview scrolls to its ends, and says at both whether it can be undone")
    func ends() async throws {
        try await ConsoleDriver.with(Size(60, 15)) { console in
            await console.press("*")
            await console.run("users.logout")
            let top = await console.screen
            await console.press("G")
            let end = await console.screen
            #expect(top != end && end.contains("Authorization: "), "\(end)")
            for screen in [top, end] {
                #expect(screen.contains("Cannot be undone.") && screen.contains("Log out 6"))
            }
            await console.press("Home")
            #expect(await console.screen == top)
            await console.press("End")
            #expect(await console.screen == end)
        }
    }

    @Test("The commands by name", arguments: ScreenTests.sizes)
    func commands(size: Size) async throws {
        try await Golden.expect("commands", size) { await $0.press(":") }
    }

    @Test("The columns of the commands stay where they are while one types", arguments: [Size(60, 15), Size(120, 40)])
    func still(size: Size) async throws {
        try await ConsoleDriver.with(size) { console in
            await console.press(":")
            await console.type("sort")
            let before = try #require(await Self.column(of: "Sort by column", console))
            await console.type(" ")
            await console.press("Backspace", "Backspace", "Backspace", "Backspace")
            await console.type("or")
            #expect(await Self.column(of: "Sort by column", console) == before)
        }
    }

    private static func column(of text: String, _ console: ConsoleDriver) async -> Int? {
        await console.place(of: text)?.x
    }

    @Test("The examples under a filter that is empty are whole", arguments: ScreenTests.sizes)
    func examples(size: Size) async throws {
        try await Golden.expect("filter-examples", size) { await $0.press("/") }
    }

    @Test("Who can see a dashboard, instead of its shares where both have no room", arguments: ScreenTests.sizes)
    func viewers(size: Size) async throws {
        try await Golden.expect("shares-viewers", size, prepare: shareWithHostile) { console in
            await console.press("3", "j", "w", "d", "Tab", "j")
        }
    }

    /// Puts users of hostile names into the first group of the second dashboard.
    private func shareWithHostile(_ client: APIClient) async throws {
        try await HostileUsers.create(client)
        let users = try await UsersService(client).pages(ListQuery()).all().filter { $0.email.contains("hostile") }
        let service = GroupsService(client)
        let group = try #require(try await service.names().first { $0.label == "Sales EMEA" })
        if let plan = try await service.planAddMembers(users, to: group) { _ = try await client.perform(plan) }
    }

    @Test("Under a page of keys nothing is said of the row below it")
    func covered() async throws {
        try await ConsoleDriver.with(Size(60, 15)) { console in
            await console.press("2")
            let lines = await console.screen.split(separator: "\n", omittingEmptySubsequences: false).count
            await console.press("?")
            let covered = await console.screen.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(covered.count == lines)
            #expect(covered.dropLast().last { !$0.isEmpty }?.contains("╰") == true)
        }
    }
}
