import ConsoleState
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("What a person does")
struct BehaviourTests {
    @Test("Keys typed in one go are read one after the other: the filter is typed, kept, and the record opened")
    func typeAhead() async throws {
        try await ConsoleDriver.with { console in
            await console.type("/nunez")
            await console.press("Enter", "Enter")
            #expect(await console.state.list?.detail?.title == "Álvaro Núñez")
        }
    }

    @Test("Where nothing but a notice fits, q asks before unfinished work is lost, and a second q leaves")
    func leavingTooSmall() async throws {
        try await ConsoleDriver.with { console in
            var state = await console.state
            let layout = ConsoleLayout(Size(59, 14))
            let leave = { KeyResolver.actions(for: .key(KeyStroke("q")), in: state, layout: layout) }
            #expect(leave().contains { if case .quitRequested = $0 { true } else { false } })
            state.quit = .asking("The form has changes that were not sent.")
            #expect(leave().contains { if case .quitConfirmed = $0 { true } else { false } })
            let buffer = CellBuffer(Size(59, 14))
            _ = ConsoleView(state).draw(on: buffer.canvas)
            #expect(buffer.text.contains("q again discards it"))
        }
    }

    @Test("Esc takes back one thing at a time: the record, the filter, the marks")
    func escape() async throws {
        try await ConsoleDriver.with { console in
            await console.press("Space", "/")
            await console.type("bea")
            await console.press("Enter", "Enter", "Esc")
            #expect(await console.state.list?.detail == nil)
            #expect(await console.state.list?.table.count == 1)
            await console.press("Esc")
            #expect(await console.state.list?.table.count == 60)
            #expect(await console.state.list?.marks.count == 1)
            await console.press("Esc")
            #expect(await console.state.list?.marks == [])
        }
    }

    @Test("Enter alone never sends: Cancel has the focus, and closing says that nothing was sent")
    func enterCancels() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "t", "Enter")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.writes.done.isEmpty)
            #expect(await console.screen.contains("Nothing was sent"))
        }
    }

    @Test("A change can be undone, and the undo is shown first")
    func undo() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "t", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 2, 4) == "deactivated")
            await console.press("U")
            #expect(await console.screen.contains("~ active: false -> true"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 2, 4) == "active")
            #expect(await console.state.writes.done.isEmpty)
        }
    }

    @Test("Marked records are changed together, all of them named, and undone together")
    func bulk() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "Space", "x", "/")
            await console.type("deactivate")
            await console.press("Enter")
            #expect(await console.state.writes.confirmation?.plans.count == 3)
            await console.press("Tab", "Enter")
            #expect(
                await (1...3).asyncMap { await console.state.list?.table.cell(at: $0, 4) } == [
                    "deactivated", "deactivated", "deactivated",
                ])
            await console.press("U", "Tab", "Enter")
            #expect(
                await (1...3).asyncMap { await console.state.list?.table.cell(at: $0, 4) } == [
                    "active", "active", "active",
                ])
        }
    }

    @Test("Settings changed by someone else meanwhile are not overwritten, and the form keeps what was typed")
    func conflict() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "a")
            await console.type("https://mine.acme.example")
            await console.press("Enter", "Ctrl-S")
            let client = await console.state.session.client
            let service = SystemSettingsService(client)
            let base = try await service.read()
            let theirs = base.setting(corsEnabled: true, allowedOrigins: ["https://theirs.acme.example"])
            _ = try await client.perform(try await service.planSave(theirs, base: base))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Also changed by someone else"))
            #expect(try await service.read() == theirs)
            #expect(await console.state.cors.draft.origins.contains("https://mine.acme.example"))
        }
    }

    @Test("A critical change wants the name typed: pasting and half of it do not count")
    func typedName() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "c", "Ctrl-S", "Tab", "Enter")
            #expect(await console.state.writes.confirmation != nil)
            await console.paste("acme-bi")
            await console.press("Enter")
            #expect(await console.state.writes.confirmation != nil)
            await console.type("acme-bi")
            await console.press("Enter")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.cors.saved?.isEnabled == true)
        }
    }

    @Test("The tester blocks an origin before the save and passes it afterwards")
    func originTest() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "t")
            #expect(await console.screen.contains("now     blocked: There is no Access-Control-Allow-Origin"))
            await console.press("c", "Ctrl-S")
            await console.type("acme-bi")
            await console.press("Tab", "Enter", "T")
            #expect(await console.state.cors.tests.count == 2)
            await console.press("g")
            #expect(await console.screen.contains("now     passes: GET may be sent, answered with 200"))
            #expect(await console.screen.contains("ok The answer names the origin"))
            // The requests of the tests are requests of the session.
            await console.press("8")
            #expect(await console.screen.contains("OPTIONS /api/users/loggedin"))
        }
    }

    @Test("An origin in Punycode is shown in its own script too")
    func internationalOrigin() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "a")
            await console.type("https://xn--bcher-kva.example")
            await console.press("Enter")
            #expect(await console.screen.contains("https://bücher.example"))
        }
    }

    @Test("Locking oneself out is critical: it says so and wants the name typed")
    func lockOutGuard() async throws {
        try await ConsoleDriver.with { console in
            await console.press("t")
            let confirmation = await console.state.writes.confirmation
            #expect(confirmation?.danger == .critical)
            #expect(confirmation?.typedConfirmation == "acme-bi")
            await console.press("Tab", "Enter")
            #expect(await console.state.writes.confirmation != nil)
        }
    }

    @Test("Every change that was sent is recorded, with what undoes it, and none that was not")
    func audit() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "t", "Enter", "t", "Tab", "Enter", "U", "Tab", "Enter", "9")
            let list = try #require(await console.state.list)
            let titles = (0..<list.table.count).map { list.table.cell(at: $0, 2) }
            #expect(titles == ["Undo: Deactivate adaeze@acme.example", "Deactivate adaeze@acme.example"])
            #expect(list.table.cell(at: 0, 4) == "admin@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("~ active: false -> true"))
        }
    }

    @Test("A trusted server is added by name in the menu of commands, as critical, and removed again")
    func trustedServers() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("trusted")
            await console.press("Enter", "a")
            await console.type("bi2.acme.example:99999")
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Ctrl-U")
            await console.type("https://bi2.acme.example")
            await console.press("Tab")
            await console.type("Staging")
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation?.typedConfirmation == "acme-bi")
            await console.type("acme-bi")
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Staging"))
        }
    }

    @Test("A new API token wants the name typed, is proven by a call, and is shown and lost only on purpose")
    func tokenRenewal() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "n")
            #expect(await console.state.writes.confirmation?.typedConfirmation == "acme-bi")
            #expect(await console.screen.contains("Every API token of admin@acme.example stops working"))
            await console.type("acme-bi")
            await console.press("Tab", "Enter")
            let token = try #require(await console.state.newToken?.token)
            let screen = await console.screen
            #expect(screen.contains("works as admin@acme.example"))
            #expect(!screen.contains(token.exposed))
            await console.press("v")
            #expect(await console.screen.contains(token.exposed.prefix(40)))
            await console.press("v", "Esc")
            #expect(await console.state.newToken != nil)
            #expect(await console.screen.contains("Nobody has the new token yet"))
            await console.press("y", "Esc")
            #expect(await console.state.newToken == nil)
            await console.press("R")
            #expect(await console.state.session.isReady)
        }
    }

    @Test("A paste of many lines adds each origin and names those that are none")
    func pastedOrigins() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "a")
            await console.paste("https://one.example\nHTTPS://Two.example/\nnot an origin\n")
            let origins = await console.state.cors.draft.origins
            #expect(origins.suffix(2) == ["https://one.example", "https://two.example"])
            #expect(await console.state.cors.rejected == ["not an origin"])
            #expect(await console.screen.contains("not an origin"))
        }
    }

    @Test("Leaving with unsaved changes asks first; staying keeps them")
    func quitAsks() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "c", "q")
            #expect(await console.state.quit != .yes)
            await console.press("Esc")
            #expect(await console.state.cors.isChanged)
            await console.press("q", "y")
            #expect(await console.state.quit == .yes)
        }
    }

    @Test("The page of keys is read and searched, and what is searched for runs nothing")
    func help() async throws {
        try await ConsoleDriver.with { console in
            await console.press("?")
            #expect(await console.screen.contains("This row"))
            await console.press("/")
            await console.type("undo")
            let found = await console.screen
            #expect(found.contains("Undo the last change") && !found.contains("This row"))
            await console.press("Enter", "Esc")
            #expect(await console.screen.contains("This row"))
            await console.press("Esc")
            #expect(await console.state.menu == nil)
        }
    }

    @Test("The cursor stays on its record while the order changes")
    func cursorFollows() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "j")
            let id = await console.state.list?.cursorID
            await console.press("s", "j", "Enter", "S")
            #expect(await console.state.list?.cursorID == id)
            await console.press("R")
            #expect(await console.state.list?.cursorID == id)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async -> Result) async -> [Result] {
        var results: [Result] = []
        for element in self { results.append(await transform(element)) }
        return results
    }
}
