import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Work on users")
struct UserWorkTests {
    @Test("A user is added through the form, the preview hides the password, and the list shows the new row")
    func add() async throws {
        try await ConsoleDriver.with { console in
            await console.press("a")
            await console.type("zelda@acme.example")
            await console.press("Tab", "Tab")
            await console.type("Zelda")
            await console.press("Tab", "Tab", "Tab")
            await console.type("fin")
            await console.press("Right", "Tab")
            await console.type("Str0ng-Secret")
            #expect(await !console.screen.contains("Str0ng-Secret"))
            await console.press("Enter")
            let preview = await console.screen
            #expect(preview.contains("Create zelda@acme.example"))
            #expect(preview.contains("POST /api/v1/users"))
            #expect(!preview.contains("Str0ng-Secret"))
            await console.press("Tab", "Enter")
            #expect(await console.state.form == nil)
            #expect(await console.screen.contains("Users 61"))
            await console.press("/")
            await console.type("zelda")
            #expect(await console.screen.contains("Finance"))
        }
    }

    @Test("What is wrong is told in the form, and what was typed stays")
    func badInput() async throws {
        try await ConsoleDriver.with(Size(80, 24)) { console in
            await console.press("a")
            await console.type("not an address")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("This is no e-mail address"))
            await console.press("Ctrl-U")
            await console.type("bea@acme.example")
            await console.press("Ctrl-S", "Tab", "Enter")
            let screen = await console.screen
            #expect(screen.contains("exists already"))
            #expect(screen.contains("bea@acme.example"))
            #expect(await console.state.form != nil)
        }
    }

    @Test("Editing sends only what was changed, and undo puts it back")
    func edit() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "j", "e", "Tab", "Tab", "Tab", "Ctrl-U")
            await console.type("Lange")
            await console.press("Ctrl-S")
            let screen = await console.screen
            #expect(screen.contains("~ lastName: \"Lang\" -> \"Lange\""))
            #expect(!screen.contains("firstName"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 3, 0) == "Beatrix Lange")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 3, 0) == "Beatrix Lang")
        }
    }

    @Test("Esc in the preview of a form leads back into the form")
    func backToForm() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "j", "e", "Tab", "Tab", "Tab")
            await console.type("x")
            await console.press("Ctrl-S", "Esc")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.form?.values.text("lastName") == "Langx")
            await console.press("Esc", "Esc")
            #expect(await console.state.form == nil)
        }
    }

    @Test("A role is given to all marked users; those who have it are left out")
    func role() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "Space", "Space", "x")
            await console.type("another role")
            await console.press("Enter")
            await console.type("v")
            await console.press("Enter")
            #expect(await console.state.writes.confirmation?.plans.count == 1)
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 2, 2) == "Viewer")
        }
    }

    @Test("Deleting names the dashboards that go too, and the row leaves the list")
    func delete() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x")
            await console.type("delete")
            await console.press("Enter")
            #expect(await console.screen.contains("Cash Flow"))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Users 59"))
            #expect(await console.state.list?.table.cell(at: 1, 0) == "Álvaro Núñez")
        }
    }

    @Test("Dashboards are handed over before their owner goes")
    func handOver() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x")
            await console.type("hand all")
            await console.press("Enter")
            await console.type("nobody@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Nobody is called that"))
            await console.press("Ctrl-U")
            await console.type("alvaro@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Hand "))
            await console.press("Tab", "Enter")
            await console.press("x")
            await console.type("delete")
            await console.press("Enter")
            #expect(await console.screen.contains("owns no dashboard"))
        }
    }

    @Test("What a user can see is told with the paths that grant it, and Esc leads back")
    func sight() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "w")
            let grants = try #require(await console.state.access?.grants)
            #expect(grants.first { $0.name == "Cash Flow" }?.paths.first == .owner)
            #expect(grants.contains { $0.paths.first != .owner })
            #expect(await console.screen.contains("What Adaeze Obi can see"))
            await console.press("2")
            #expect(await !console.screen.contains("Adaeze Obi"))
            await console.press("1", "j", "Esc")
            #expect(await console.state.access == nil)
            #expect(await console.screen.contains("Users 60"))
        }
    }

    @Test("Pasted lines become users; every line that does not says why, before anything is sent")
    func importing() async throws {
        try await ConsoleDriver.with { console in
            await console.press("x")
            await console.type("many users")
            await console.press("Enter")
            await console.paste("one@new.example,Ona,Ek,Designer,Finance\ntwo@new.example,,,Boss\nbea@acme.example\n")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("no role is called Boss"))
            #expect(await console.screen.contains("bea@acme.example exists already"))
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Tab", "Ctrl-U", "Up", "Ctrl-U")
            await console.type("two@new.example")
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation?.plans.count == 2)
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Users 62"))
        }
    }

    @Test("Who leaves is off-boarded step by step; run again, it does what is left")
    func offboarding() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x")
            await console.type("off-board")
            await console.press("Enter")
            await console.type("alvaro@acme.example")
            await console.press("Ctrl-S")
            let titles = try #require(await console.state.writes.confirmation?.plans.map(\.title))
            #expect(titles.contains("Hand Cash Flow to alvaro@acme.example"))
            #expect(titles.suffix(2) == ["Log out adaeze@acme.example", "Deactivate adaeze@acme.example"])
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 1, 3) == "")
            #expect(await console.state.list?.table.cell(at: 1, 4) == "no")
            await console.press("w")
            let left = try #require(await console.state.access?.grants)
            #expect(left.contains { $0.name == "Cash Flow" && $0.paths == [.direct(.edit)] })
            for expected in ["Save the shares of", "Nothing is left to do"] {
                await console.press("Esc", "x")
                await console.type("off-board")
                await console.press("Enter", "Ctrl-S")
                #expect(await console.screen.contains(expected))
                await console.press("Tab", "Enter")
            }
        }
    }

    @Test("An account that is locked says so, and can be unlocked")
    func unlock() async throws {
        try await ConsoleDriver.with(
            Size(120, 40),
            prepare: { client in
                for _ in 0..<8 {
                    _ = try? await client.login(user: "bea@acme.example", password: Secret("wrong"))
                }
            }
        ) { console in
            await console.press("j", "j", "j", "Enter")
            #expect(await console.screen.contains("Locked after failed logins"))
            await console.press("x")
            await console.type("unlock")
            await console.press("Enter", "Tab", "Enter")
            #expect(await !console.screen.contains("Locked after failed logins"))
        }
    }
}
