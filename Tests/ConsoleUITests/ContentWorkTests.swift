import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Work on groups, dashboards and alerts")
struct ContentWorkTests {
    @Test("A group is added, renamed and deleted, and its members are counted")
    func groups() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2", "a")
            await console.type("Night shift")
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.screen.contains("Groups 16"))
            await console.press("/")
            await console.type("night")
            await console.press("Enter", "m")
            await console.paste("bea@acme.example; who@acme.example")
            #expect(await console.screen.contains("Not found 1: who@acme.example"))
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "1")
            await console.press("e")
            await console.type("s")
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "Night shifts")
            await console.press("Enter")
            #expect(await console.screen.contains("Beatrix Lang  bea@acme.example"))
            await console.press("Esc", "x", "/")
            await console.type("delete")
            await console.press("Enter")
            #expect(await console.screen.contains("no dashboard is shared with this group"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.total == 15)
        }
    }

    @Test("A dashboard is renamed, handed over and published, and its widgets are in its detail")
    func dashboards() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "e")
            await console.type(" again")
            await console.press("Ctrl-S", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "Q3 Revenue again")
            await console.press("o")
            await console.type("alvaro@acme.example")
            await console.press("Enter", "Enter", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "Álvaro Núñez")
            await console.press("p", "Tab", "Enter")
            #expect(await console.screen.contains("Done: Publish Q3 Revenue again"))
            await console.press("Enter")
            #expect(await console.screen.contains("▾ Widgets "))
        }
    }

    @Test("What is shared with a group is shown from its row")
    func reach() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2", "w")
            #expect(await console.screen.contains("What Finance can see"))
            #expect(await console.screen.contains("Expenses by Team"))
        }
    }

    @Test("A dashboard goes to a file, which is never overwritten, and comes back as a copy")
    func files() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "q3.dash")
        try await ConsoleDriver.with { console in
            func open(_ command: String) async {
                await console.press("x", "/")
                await console.type(command)
                await console.press("Enter", "Ctrl-U")
                await console.type(file.path())
                await console.press("Ctrl-S")
            }
            await console.press("3")
            await open("import dash")
            #expect(await console.screen.contains("No file with that name"))
            await console.press("Esc", "Esc")
            await open("export")
            #expect(await console.state.form == nil)
            #expect(try Data(contentsOf: file).count > 100)
            await open("export")
            #expect(await console.screen.contains("already exists"))
            await console.press("Esc", "Esc")
            await open("import dash")
            #expect(await console.state.writes.confirmation?.plans.first?.title == "Import 1 dashboard")
            await console.press("Esc", "Tab", "Right", "Ctrl-S", "Tab", "Enter")
            #expect(await console.screen.contains("Dashboards 25"))
            try Data("{}".utf8).write(to: file)
            await open("import dash")
            #expect(await console.screen.contains("Not a .dash file"))
        }
    }

    @Test("A copy of a dashboard appears in the list, and a deleted one goes")
    func duplicate() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "x", "/")
            await console.type("duplicate")
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.screen.contains("Dashboards 25"))
            await console.press("G", "x", "/")
            await console.type("delete")
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.screen.contains("Dashboards 24"))
        }
    }

    @Test("An alert is switched, edited and no longer received")
    func alerts() async throws {
        try await ConsoleDriver.with { console in
            await console.press("4", "t", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "off")
            await console.press("e")
            await console.type("!")
            await console.press("Ctrl-S", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "Acme Sales build failed!")
            await console.press("x", "/")
            await console.type("yourself")
            await console.press("Enter")
            #expect(await console.screen.contains("setReceiveNotification"))
        }
    }
}
