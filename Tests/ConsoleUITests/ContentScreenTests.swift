import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Screens of groups, dashboards and alerts")
struct ContentScreenTests {
    @Test("The groups", arguments: ScreenTests.sizes)
    func groups(size: Size) async throws {
        try await Golden.expect("groups", size) { await $0.press("2", "j", "Space") }
    }

    @Test("The dashboards", arguments: ScreenTests.sizes)
    func dashboards(size: Size) async throws {
        try await Golden.expect("dashboards", size) { await $0.press("3", "j", "j") }
    }

    @Test("The form for many users, with a verdict on every line", arguments: ScreenTests.sizes)
    func importing(size: Size) async throws {
        try await Golden.expect("user-import", size) { console in
            await console.press("x", "/")
            await console.type("import users")
            await console.press("Enter")
            await console.paste("one@new.example,Ona,Ek,Designer,Finance\ntwo@new.example,,,Boss\nbea@acme.example\n")
            await console.press("Ctrl-S")
        }
    }

    @Test("The form that off-boards a user", arguments: ScreenTests.sizes)
    func offboarding(size: Size) async throws {
        try await Golden.expect("user-offboard", size) { console in
            await console.press("j", "x", "/")
            await console.type("off-board")
            await console.press("Enter", "Tab")
        }
    }

    @Test("What a user can see", arguments: ScreenTests.sizes)
    func userAccess(size: Size) async throws {
        try await Golden.expect("user-access", size) { await $0.press("j", "w", "j") }
    }

    @Test("The form for a new user, with something wrong", arguments: ScreenTests.sizes)
    func userForm(size: Size) async throws {
        try await Golden.expect("user-add", size) { console in
            await console.press("a")
            await console.type("zoe")
            await console.press("Ctrl-S", "Tab", "Tab", "Tab", "Tab", "Tab")
            await console.type("fin")
            await console.press("Tab", "Ctrl-U")
            await console.type("sal")
        }
    }

    @Test("The actions for a user", arguments: ScreenTests.sizes)
    func actions(size: Size) async throws {
        try await Golden.expect("user-actions", size) { await $0.press("j", "x", "Down") }
    }

    @Test("A call being filled in, with what it would send", arguments: ScreenTests.sizes)
    func call(size: Size) async throws {
        try await Golden.expect("call", size) { console in
            await console.press("7", "/")
            await console.type("method:patch path:/api/v1/folders/{id}")
            await console.press("Enter", "e")
            await console.type("64ab04")
            await console.press("Enter")
            await console.type("Quarter \"Q3\"")
        }
    }

    @Test("A record with folded branches, and a text found in it", arguments: ScreenTests.sizes)
    func found(size: Size) async throws {
        try await Golden.expect("record-search", size) { console in
            await console.press("3", "j", "j", "Enter", "/")
            await console.type("share")
            await console.press("Enter", "Space", "n")
        }
    }

    @Test("The alerts", arguments: ScreenTests.sizes)
    func alerts(size: Size) async throws {
        try await Golden.expect("alerts", size) { await $0.press("4", "j") }
    }
}
