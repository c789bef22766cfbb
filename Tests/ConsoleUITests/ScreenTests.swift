import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Screens")
struct ScreenTests {
    static let sizes = [Size(120, 40), Size(80, 24), Size(60, 15)]

    @Test("The list of users at every size", arguments: sizes)
    func users(size: Size) async throws {
        try await Golden.expect("users", size) { await $0.press("j", "j", "Space") }
    }

    @Test("A filter while it is typed, with a mark it hides", arguments: sizes)
    func filter(size: Size) async throws {
        try await Golden.expect("users-filter", size) { console in
            await console.press("Space", "/")
            await console.type("role:designer !finance")
        }
    }

    @Test("The preview of a change", arguments: sizes)
    func preview(size: Size) async throws {
        try await Golden.expect("user-preview", size) { console in
            await console.press("j", "j", "t")
        }
    }

    @Test("The preview of a change to several records as curl lines", arguments: sizes)
    func previewOfSeveral(size: Size) async throws {
        try await Golden.expect("users-preview", size) { console in
            await console.press("j", "j", "Space", "Space", "x", "/")
            await console.type("deactivate")
            await console.press("Enter", "c", "Down", "Tab")
        }
    }

    @Test("The preview of a change to several records: each with what changes in it", arguments: sizes)
    func previewOfRecords(size: Size) async throws {
        try await Golden.expect("users-preview-records", size) { console in
            await console.press("j", "j", "Space", "Space", "Space", "Space", "Space", "Space", "t")
        }
    }

    @Test("The columns to sort by, and the sorted list", arguments: sizes)
    func sort(size: Size) async throws {
        try await Golden.expect("users-sort", size) { await $0.press("s", "Down", "Down", "Enter", "s", "Down") }
    }

    @Test("The list of keys", arguments: sizes)
    func help(size: Size) async throws {
        try await Golden.expect("help", size) { await $0.press("?", "Down") }
    }

    @Test("The features", arguments: sizes)
    func features(size: Size) async throws {
        try await Golden.expect("features", size) { await $0.press("5", "j", "j") }
    }

    @Test(
        "The sections of Security, each with its state in words, and the facts of the one under the cursor",
        arguments: sizes)
    func hub(size: Size) async throws {
        try await Golden.expect("security", size) { await $0.press("6", "j", "j") }
    }

    @Test("A section of Security that is a record, opened by its name", arguments: sizes)
    func section(size: Size) async throws {
        try await Golden.expect("security-sessions", size) { await $0.run("sessions") }
    }

    @Test("The security form with unsaved changes and an origin being typed", arguments: sizes)
    func security(size: Size) async throws {
        try await Golden.expect("cors", size) { console in
            await console.press("6", "Enter", "c", "j", "d", "a")
            await console.type("https://portal.acme.example")
            await console.press("Enter", "a")
            await console.type("HTTPS://Bücher.example:443/")
        }
    }

    @Test("The preview of the settings, with the name to type", arguments: sizes)
    func securityPreview(size: Size) async throws {
        try await Golden.expect("cors-preview", size) { console in
            await console.press("6", "Enter", "c", "a")
            await console.type("*")
            await console.press("Enter", "Ctrl-S")
            await console.type("acme")
        }
    }

    @Test("Hostile, wide, combining and very long names keep every column in its place", arguments: sizes)
    func hostileNames(size: Size) async throws {
        try await Golden.expect("users-hostile", size, prepare: HostileUsers.create) { console in
            await console.press("/")
            await console.type("hostile.example")
            await console.press("Enter")
        }
    }

    @Test("ASCII alone", arguments: sizes)
    func ascii(size: Size) async throws {
        try await Golden.expect("users-ascii", size, glyphs: .ascii) { await $0.press("j", "t") }
        let console = try await ConsoleDriver.open(size, glyphs: .ascii)
        await console.press("6", "?")
        #expect(await console.screen.unicodeScalars.allSatisfy(\.isASCII))
        await console.close()
    }

    @Test("Any smaller size shows one line and nothing breaks", arguments: [(1, 1), (20, 5), (59, 40), (120, 14)])
    func tooSmall(width: Int, height: Int) async throws {
        let console = try await ConsoleDriver.open(Size(width, height))
        await console.press("j", "3", "?", "Enter")
        let lines = await console.screen.split(separator: "\n")
        #expect(lines.count == 1)
        await console.press("q")
        #expect(await console.state.quit == .yes)
        await console.close()
    }
}
