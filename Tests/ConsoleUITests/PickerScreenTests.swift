import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Choosing from pickers")
struct PickerScreenTests {
    @Test("Roles with what they may do and the seats that are free", arguments: ScreenTests.sizes)
    func roles(size: Size) async throws {
        try await Golden.expect("picker-role", size) { console in
            await console.press("j", "j", "j")
            await console.run("users.role")
        }
    }

    @Test("The groups of marked users, some of which some of them have", arguments: ScreenTests.sizes)
    func groups(size: Size) async throws {
        try await Golden.expect("picker-groups", size) { console in
            await console.press("j", "Space", "Space", "Space")
            await console.run("users.groups")
            await console.press("Tab")
            await console.paste("People\nPeople of no group\nSales EMEA")
        }
    }

    @Test("A new owner, and those who cannot be one", arguments: ScreenTests.sizes)
    func owner(size: Size) async throws {
        try await Golden.expect("picker-owner", size) { console in
            await console.press("3", "o")
            await console.type("bea")
            await console.press("Enter")
        }
    }

    @Test("The folders as a tree", arguments: ScreenTests.sizes)
    func folders(size: Size) async throws {
        try await Golden.expect("picker-folder", size) { await $0.press("3", "f", "j", "m") }
    }

    @Test("The values of a column, for the filter", arguments: ScreenTests.sizes)
    func values(size: Size) async throws {
        try await Golden.expect("picker-values", size) { console in
            await console.press("/")
            await console.type("role:")
            await console.press("Tab")
        }
    }

    @Test("People whose names try to break the screen", arguments: ScreenTests.sizes)
    func hostile(size: Size) async throws {
        try await Golden.expect("picker-hostile", size, prepare: HostileUsers.create) { console in
            await console.press("2", "m")
            await console.type("hostile")
            for _ in HostileUsers.names { await console.press("Tab") }
        }
    }

    @Test("What is chosen for the filter is put behind the column, in quotes where it has blanks")
    func filter() async throws {
        try await ConsoleDriver.with { console in
            await console.press("/")
            await console.type("role:")
            await console.press("Tab")
            await console.type("data d")
            await console.press("Enter")
            #expect(await console.state.list?.filterInput?.text == "role:\"Data Designer\"")
            #expect(await console.screen.contains("Users 2 of 60"))
            await console.press("Ctrl-U")
            await console.paste("bea@acme.example\nChen Wei\nemil@acme.example")
            #expect(await console.screen.contains("Users 3 of 60"))
        }
    }

    @Test("Whoever cannot own dashboards is refused in the picker, and nothing is asked of the server")
    func refused() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "o")
            await console.type("bea@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Beatrix Lang: a Viewer cannot own dashboards"))
            #expect(await console.state.picker != nil)
            await console.press("Esc")
            #expect(await console.state.form != nil)
        }
    }

    @Test("A list of addresses that is pasted becomes members with one preview and one request")
    func pasted() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2", "m")
            await console.paste("emil@acme.example, wei@acme.example\nnobody@acme.example")
            #expect(await console.screen.contains("Chosen 2   Emil Roth, Chen Wei"))
            #expect(await console.screen.contains("Not found 1: nobody@acme.example"))
            await console.press("Enter")
            #expect(await console.state.writes.confirmation?.plans.count == 1)
            await console.approve()
            #expect(await console.state.list?.table.cell(at: 0, 1) == "10")
        }
    }

    @Test("Groups are given and taken together, and what some have stays where nobody touches it")
    func changed() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "Space")
            await console.run("users.groups")
            // Finance, which two of three have: from some to all, to none.
            await console.press("Tab", "Up", "Tab")
            await console.type("people")
            await console.press("Enter")
            let titles = try #require(await console.state.writes.confirmation?.plans.map(\.title))
            #expect(titles.count == 2)
            #expect(titles.contains { $0.contains("Finance") } && titles.contains { $0.contains("People") })
            await console.approve()
            #expect(await console.state.list?.table.cell(at: 3, 3) == "People")
            #expect(await console.state.list?.table.cell(at: 2, 3) == "Ops, People")
        }
    }

    @Test("A press on a line marks it where several are chosen")
    func mouse() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j")
            await console.run("users.groups")
            await console.mouse(.press, try #require(await console.place(of: "People")))
            #expect(await console.state.picker?.chosen.contains { $0.title == "People" } == true)
        }
    }
}
