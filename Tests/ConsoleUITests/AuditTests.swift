import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("The record of changes in the console")
struct AuditTests {
    private static func deactivate(_ console: ConsoleDriver) async {
        await console.press("j", "t", "Tab", "Enter")
    }

    @Test("Where the profile wants a reason, nothing goes out without one, and the record keeps it")
    func reason() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), asksReason: true)
        await console.press("j", "t")
        #expect(await console.screen.contains("Reason (for the audit log):"))
        await console.press("Enter", "Tab", "Enter")
        #expect(await console.state.writes.confirmation != nil)
        await console.press("Tab")
        await console.type("left the company, CHG-17")
        await console.press("Tab", "Tab", "Enter")
        #expect(await console.state.writes.confirmation == nil)
        await console.press("9")
        #expect(await console.state.list?.table.cell(at: 0, 6) == "left the company, CHG-17")
        await console.close()
    }

    @Test("A grave change wants the reason first and then the name", arguments: [Size(120, 40), Size(60, 15)])
    func reasonAndName(size: Size) async throws {
        let console = try await ConsoleDriver.open(size, purpose: .kind(.production), asksReason: true)
        await console.press("x", "/")
        await console.type("delete")
        await console.press("Enter")
        await console.type("CHG-18")
        let asked = await console.buffer()
        try Golden.expect(asked, "reason-\(size.width)x\(size.height)")
        await console.press("Enter")
        await console.type("acme-b")
        await console.press("Tab", "Enter")
        #expect(await console.state.writes.confirmation?.isSending == false)
        await console.close()
    }

    @Test("What cannot be undone is not offered in the record, and its run names it once")
    func lasting() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j")
            await console.run("dashboards.publish")
            await console.press("Tab", "Enter", "9", "u")
            #expect(await console.screen.contains("This change cannot be undone"))
            await console.press("b")
            let message = try #require(await console.state.messages.current)
            #expect(message.text.plain.components(separatedBy: "Publish Sales Pipeline").count == 2)
            #expect(await console.state.writes.confirmation == nil)
        }
    }

    @Test("A recorded change is undone from the record, unless somebody has changed it since")
    func undo() async throws {
        try await ConsoleDriver.with { console in
            await Self.deactivate(console)
            await console.press("9", "u")
            #expect(await console.screen.contains("active: false -> true"))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Undone: Deactivate adaeze@acme.example"))
            #expect(await console.state.list?.table.count == 2)
            await console.press("G", "u")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.screen.contains("all is as it was before it. Nothing to undo."))
        }
    }

    @Test("U sends nothing when another administrator has changed the record meanwhile")
    func conflict() async throws {
        try await ConsoleDriver.with { console in
            await Self.deactivate(console)
            let client = await console.state.session.client
            let adaeze = try #require(try await UsersService(client).find("adaeze@acme.example"))
            _ = try await client.perform(try await UsersService(client).planActivate(adaeze))
            await console.press("U")
            // They differ in nothing, and the record stays as the other administrator left it.
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.conflict == nil)
            #expect(await console.screen.contains("All is as it was before: nothing to undo"))
            let now = try await UsersService(client).find("adaeze@acme.example")
            #expect(now?.isActive == true)
        }
    }

    @Test("An open change shows its difference, the request and what puts it back")
    func detail() async throws {
        try await ConsoleDriver.with { console in
            await Self.deactivate(console)
            await console.press("9", "Enter")
            let screen = await console.screen
            #expect(screen.contains("What changed") && screen.contains("~ active: true -> false"))
            #expect(screen.contains("To undo it"))
        }
    }

    @Test("Marked changes become Markdown in a file nobody else may read")
    func export() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "change.md")
        try await ConsoleDriver.with { console in
            await Self.deactivate(console)
            await console.press("U", "Tab", "Enter", "9", "Space", "Space", "w")
            await console.type(file.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("2 changes written to"))
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        let first = try #require(text.firstRange(of: "## Deactivate adaeze@acme.example"))
        let second = try #require(text.firstRange(of: "## Undo: Deactivate adaeze@acme.example"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(text.contains("```diff\n~ active: true -> false\n```"))
        #expect(text.contains("| Request | ` PATCH /api/v1/users/64ab01000000000000000001 ` |"))
    }

    @Test(
        "An undo from the audit log that meets a later change of the same is a choice, and the choice is what is sent")
    func contestedUndo() async throws {
        try await ConsoleDriver.with { console in
            let user = try await console.editFirstUser()
            let (client, service, id, shown) = (user.client, user.service, user.shown.id, user.shown)
            await console.press("Tab", "Tab")
            await console.type("x")
            await console.press("Ctrl-S")
            await console.approve()
            let changed = try await service.get(id)
            _ = try await client.perform(
                try await service.planUpdate(changed, title: "t", members: [("firstName", "Theirs")]))
            await console.run("audit")
            await console.press("/")
            await console.type("Change")
            await console.press("Enter", "u")
            #expect(await console.state.conflict?.openCount == 1)
            await console.press("m", "Ctrl-S")
            #expect(await console.state.writes.confirmation?.title.hasPrefix("Undo: Change") == true)
            await console.approve()
            #expect(try await service.get(id).firstName == shown.firstName)
        }
    }
}
