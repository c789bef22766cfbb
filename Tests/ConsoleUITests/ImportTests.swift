import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Importing users")
struct ImportTests {
    /// Opens the form and pastes lines into it.
    private static func paste(_ lines: String, _ console: ConsoleDriver) async {
        await console.press("x", "/")
        await console.type("import users")
        await console.press("Enter")
        await console.paste(lines)
        await console.press("Ctrl-S")
    }

    /// Lines of every kind: known and unknown names, a user that exists, and columns that nobody knows.
    private static let file = """
        E-Mail;Vorname;Nachname;Abteilung;Rolle;Eintritt
        petra@new.example;Petra;Schmidt;Finance;Viewer;01.12.2026
        bo@new.example;Bo;Li;Fianance;Designer;01.12.2026
        bea@acme.example;Beatrix;Lange;Finance|Support;Designer;
        mia@new;Mia;Roth;Sales;Boss;
        saki@new.example;佐藤;花子 \u{202E}gnp;;;
        petra@new.example;Petra;Zwei;;;
        """

    @Test("The columns, what becomes of them, and what that makes of the lines", arguments: ScreenTests.sizes)
    func columns(size: Size) async throws {
        try await Golden.expect("import-columns", size) { await Self.paste(Self.file, $0) }
    }

    @Test("The lines with their verdicts, those to be looked at first", arguments: ScreenTests.sizes)
    func lines(size: Size) async throws {
        try await Golden.expect("import-lines", size) { console in
            await Self.paste(Self.file, console)
            // To the last field, what becomes of users that exist: they are updated.
            for _ in 0..<8 { await console.press("Tab") }
            await console.press("Right", "Ctrl-S")
        }
    }

    @Test("Users that exist are changed as the verdict says, and the undo brings back what they were")
    func update() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let users = UsersService(client)
            let before = try #require(try await users.find("bea@acme.example"))
            await Self.paste(Self.file, console)
            for _ in 0..<8 { await console.press("Tab") }
            await console.press("Right", "Ctrl-S")
            let list = try #require(await console.state.list)
            let verdicts = (0..<list.table.count).map { list.table.cell(at: $0, 2) }
            #expect(
                verdicts.contains("update last name Lang → Lange, role Viewer → Designer, group + Support"),
                "\(verdicts)")
            await console.press("Ctrl-S")
            // No line waits for another one: each is of an account of its own.
            let plans = try #require(await console.state.writes.confirmation?.plans)
            #expect(Set(plans.map(\.call.operation.id)).count == 2)
            #expect(plans.allSatisfy { $0.follows?.isEmpty == true })
            let preview = await console.screen
            #expect(preview.contains("3 lines of 6 left out"))
            #expect(preview.contains("role Viewer → Designer"))
            #expect(preview.contains("1 Designer seat, 2 Viewer seats of the licence taken, 1 Viewer seat freed."))
            await console.approve()
            let after = try #require(try await users.find("bea@acme.example"))
            #expect(after.lastName == "Lange" && after.roleID != before.roleID)
            #expect(after.groups.count == before.groups.count + 1)
            #expect(try await users.find("petra@new.example")?.firstName == "Petra")
            await console.press("Esc")
            #expect(await console.screen.contains("exists, nothing changes"))
            await console.press("U")
            await console.approve()
            let undone = try #require(try await users.find("bea@acme.example"))
            #expect(undone.lastName == before.lastName && undone.roleID == before.roleID)
            #expect(Set(undone.groups.map(\.id)) == Set(before.groups.map(\.id)))
            #expect(try await users.find("petra@new.example") == nil)
        }
    }

    @Test("A line is left out and taken in again, and only what needs a look is shown")
    func leaving() async throws {
        try await ConsoleDriver.with { console in
            await Self.paste("one@new.example,,,,\ntwo new,,,,\nthree@new.example,,,Boss,\n", console)
            await console.press("f")
            #expect(await console.state.list?.table.count == 2)
            await console.press("d")
            #expect(await console.screen.contains("left out"))
            #expect(await console.state.list?.table.count == 3)
            await console.press("f")
            #expect(await console.state.list?.table.count == 1)
        }
    }
}
