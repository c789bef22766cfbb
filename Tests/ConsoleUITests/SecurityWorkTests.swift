import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Work in the sections of Security")
struct SecurityWorkTests {
    private func row(_ section: SecuritySection, in console: ConsoleDriver) async -> String? {
        guard let table = await console.state.lists[.security]?.table else { return nil }
        return table.index(of: section.id).map { table.cell(at: $0, 1) }
    }

    @Test(
        "Every section opens by its name and by its line, without a tab of its own, and Esc leads back to the sections",
        arguments: [Size(120, 40), Size(60, 15)])
    func sections(size: Size) async throws {
        try await ConsoleDriver.with(size) { console in
            for (index, section) in SecuritySection.allCases.enumerated() {
                await console.press("6", "g")
                for _ in 0..<index { await console.press("j") }
                await console.press("Enter")
                for isNamed in [false, true] {
                    if isNamed {
                        await console.press("1")
                        await console.run(section.pane.map { "open \($0.title)" } ?? "open \(section.title)")
                    }
                    let state = await console.state
                    #expect(state.root(of: state.pane) == .security, "\(section)")
                    if let pane = section.pane {
                        #expect(state.pane == pane)
                    } else {
                        #expect(state.lists[.security]?.detail?.id == section.id)
                    }
                    #expect(state.overlay == nil, "\(section)")
                    await console.press("Esc", "Esc")
                    #expect(await console.state.pane == .security, "\(section)")
                    #expect(await console.state.list?.detail == nil, "\(section)")
                }
            }
        }
    }

    @Test("What the form of a section saves shows in its line at once, and undoing it too")
    func form() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open passwords")
            let before = await row(.passwords, in: console)
            #expect(before == "a rule is set")
            await console.press("e")
            // The form holds the settings of this section alone.
            #expect(await console.state.form?.fields.map(\.id) == ["passwordRegex", "passwordError", "test"])
            await console.press("Ctrl-U", "Ctrl-S")
            await console.approve()
            await console.press("K", "Esc", "6")
            #expect(await row(.passwords, in: console) == "no rule")
            await console.press("U")
            await console.approve()
            #expect(await row(.passwords, in: console) == before)
        }
    }

    @Test(
        "Origins are marked and removed together; undone from the audit, they are back beside what others added since")
    func originsUndone() async throws {
        try await ConsoleDriver.with { console in
            let service = SystemSettingsService(await console.state.session.client)
            let before = try await service.read().allowedOrigins
            await console.press("6", "Enter", "*", "d", "Ctrl-S")
            await console.approve()
            await console.press("K")
            #expect(try await service.read().allowedOrigins.isEmpty)
            #expect(await console.screen.contains("No origin is listed"))
            let base = try await service.read()
            let theirs = base.setting(corsEnabled: false, allowedOrigins: ["https://theirs.acme.example"])
            let client = await console.state.session.client
            _ = try await client.perform(try await service.planSave(theirs, base: base))
            await console.press("9", "/")
            await console.type("Save the CORS")
            await console.press("Enter", "G", "u")
            await console.approve()
            if await console.state.conflict != nil {
                await console.press("Ctrl-S")
                await console.approve()
            }
            let after = try await service.read().allowedOrigins
            #expect(Set(after) == Set(before + ["https://theirs.acme.example"]))
        }
    }

    @Test("A refresh of the sections reads again what stands beside them")
    func beside() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6")
            let origin = "https://beside.acme.example"
            #expect(await !console.screen.contains(origin))
            let client = await console.state.session.client
            let service = SystemSettingsService(client)
            let base = try await service.read()
            let edited = base.setting(corsEnabled: true, allowedOrigins: base.allowedOrigins + [origin])
            _ = try await client.perform(try await service.planSave(edited, base: base))
            await console.press("R")
            #expect(await console.screen.contains(origin))
        }
    }

    @Test("A trusted server that was added goes by undo; one whose address was edited is tried again there")
    func trusted() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open trusted")
            let count = try #require(await console.state.list?.table.total)
            await console.press("t")
            #expect(await console.screen.contains("no: "))
            await console.press("e", "Ctrl-U")
            let own = await console.state.session.client.server.description
            await console.type(own)
            await console.press("Ctrl-S")
            await console.approve()
            #expect(await console.state.list?.table.cell(at: 0, 2) == "answers")
            await console.press("a")
            await console.type("https://bi9.acme.example")
            await console.press("Tab")
            await console.type("Nine")
            await console.press("Ctrl-S")
            await console.approve()
            #expect(await console.state.list?.table.total == count + 1)
            #expect(await console.state.list?.table.cell(at: 0, 2) == "answers", "what is known of the others stays")
            // What made it is a change of it, though the request knew no id.
            let table = try #require(await console.state.list?.table)
            let added = try #require((0..<table.count).first { table.cell(at: $0, 0) == "Nine" }.flatMap(table.id(at:)))
            await console.send(.list(.trusted, .recordOpened(added, title: "Nine")))
            #expect(await console.screen.contains("Add the trusted server https://bi9.acme.example"))
            await console.press("Esc")
            await console.press("U")
            await console.approve()
            #expect(await console.state.list?.table.total == count)
        }
    }
}
