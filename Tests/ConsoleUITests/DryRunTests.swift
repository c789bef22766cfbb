import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("A dry run")
struct DryRunTests {
    private static func run(_ command: String, in console: ConsoleDriver) async {
        await console.press(":")
        await console.type(command)
        await console.press("Enter")
    }

    /// What the server says of Adaeze, who is in the second row.
    private static func isActive(_ console: ConsoleDriver) async throws -> Bool? {
        let client = await console.state.session.client
        return try await UsersService(client).find("adaeze@acme.example")?.isActive
    }

    @Test("Changes are recorded and none is sent, until it is switched off")
    func recorded() async throws {
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            #expect(await console.screen.split(separator: "\n").first?.hasSuffix("DRY RUN") == true)
            await console.press("j", "t")
            #expect(await console.screen.contains("Record, do not send"))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("recorded, nothing was sent"))
            let before = try await Self.isActive(console)
            #expect(before == true)
            await Self.run("plans", in: console)
            #expect(await console.state.list?.table.cell(at: 0, 2) == "Deactivate adaeze@acme.example")
            await Self.run("dryrun off", in: console)
            await console.press("1", "t", "Tab", "Enter")
            let after = try await Self.isActive(console)
            #expect(after == false)
        }
    }

    @Test("It outlives a token that expires")
    func outlives() async throws {
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            let client = await console.state.session.client
            _ = try? await client.dryRun(false).perform(
                RequestPlan(try Call(.logout), on: client.server))
            await console.press("R")
            await console.type("acme-demo")
            await console.press("Enter")
            let state = await console.state
            #expect(state.session.isReady)
            #expect(state.session.client.policy.isDryRun)
        }
    }

    @Test("A read-only session may plan, and stays read-only when the dry run ends")
    func readOnly() async throws {
        let console = try await ConsoleDriver.open(Size(100, 30), policy: .readOnly(reason: "tests"))
        await Self.run("dryrun on", in: console)
        await Self.run("dryrun off", in: console)
        #expect(await console.screen.split(separator: "\n").first?.hasSuffix("RO") == true)
        await console.press("j", "t", "Tab", "Enter")
        let isActive = try await Self.isActive(console)
        #expect(isActive == true)
        await console.close()
    }

    @Test("A session can be made read-only, and nothing takes that back")
    func made() async throws {
        try await ConsoleDriver.with { console in
            await Self.run("readonly", in: console)
            await Self.run("dryrun off", in: console)
            #expect(await console.screen.split(separator: "\n").first?.hasSuffix("RO") == true)
            await console.press("j", "t", "Tab", "Enter")
            let isActive = try await Self.isActive(console)
            #expect(isActive == true)
        }
    }

    @Test("The plans become a private script that a shell runs, token and passwords left out")
    func script() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plans-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "planned.sh")
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            await console.press("j", "t", "Tab", "Enter")
            await Self.run("plans", in: console)
            await console.press("w", "Ctrl-U")
            await console.type(file.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("1 plan written to"))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let script = try String(contentsOf: file, encoding: .utf8)
            #expect(script.contains("# ~ active: true -> false"))
            #expect(!script.contains("eyJ"))
            await console.press("w", "Ctrl-U")
            await console.type(file.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("already exists"))
        }
    }

    @Test("Plans that wait are moved, dropped and sent, and one that was sent waits no more")
    func waiting() async throws {
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            await console.press("j", "t", "Tab", "Enter", "j", "t", "Tab", "Enter")
            await Self.run("plans", in: console)
            let first = await console.state.list?.table.cell(at: 0, 2)
            #expect(first == "Deactivate adaeze@acme.example")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Nothing is sent while the dry run is on"))
            await console.press("g", ">")
            #expect(await console.state.list?.table.cell(at: 1, 2) == first)
            await console.press("g", "d")
            #expect(await console.state.list?.table.count == 1)
            await Self.run("dryrun off", in: console)
            await console.press("Ctrl-S", "Tab", "Enter")
            #expect(await console.state.list?.table.count == 0)
            let isActive = try await Self.isActive(console)
            #expect(isActive == false)
        }
    }

    @Test("A plan file holds what was planned, and is for its owner alone")
    func planFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plans-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "planned.json").path()
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            await console.press("j", "t", "Tab", "Enter")
            await Self.run("plans", in: console)
            await console.press("W", "Ctrl-U")
            await console.type(path)
            await console.press("Ctrl-S")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let file = try PlanFile(try Data(contentsOf: URL(filePath: path)))
            #expect(file.steps.map(\.text) == ["Deactivate adaeze@acme.example"])
            let server = await console.state.session.client.server
            #expect(file.server == server)
            #expect(file.expiry?.date == ConsoleDriver.now + 24 * 3600)
            await console.press("o")
            await console.type(path)
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("in this list already"))
        }
    }

    @Test("The pane of the plans", arguments: [Size(120, 40), Size(80, 24), Size(60, 15)])
    func pane(size: Size) async throws {
        try await Golden.expect("plans", size) { console in
            await Self.run("dryrun on", in: console)
            await console.press("j", "t", "Tab", "Enter", "5", "t", "Tab", "Enter")
            await Self.run("plans", in: console)
            await console.press("Enter")
        }
    }

    @Test("Without marks a plan file and a script take all plans, with marks those")
    func allPlans() async throws {
        try await ConsoleDriver.with { console in
            await Self.run("dryrun on", in: console)
            await console.press("j", "t", "Tab", "Enter", "j", "t", "Tab", "Enter")
            await Self.run("plans", in: console)
            await console.press("W")
            #expect(await console.screen.contains("Write 2 plans as a plan file"))
            await console.press("Esc", "w")
            #expect(await console.screen.contains("Write 2 plans as a script"))
            await console.press("Esc", "Space", "W")
            #expect(await console.screen.contains("Write 1 plan as a plan file"))
        }
    }
}
