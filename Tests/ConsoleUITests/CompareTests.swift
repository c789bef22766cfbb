import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Two servers side by side")
struct CompareTests {
    /// The second server: a feature, an origin, a group and a rule for lockouts differ.
    private static func change(_ client: APIClient) async throws {
        let features = FeaturesService(client)
        let mobile = try #require(try await features.all().first { $0.id == "mobile" })
        _ = try await client.perform(try await features.planToggle(mobile, active: true))
        let settings = SystemSettingsService(client)
        let base = try await settings.read()
        let edited = base.setting(corsEnabled: true, allowedOrigins: base.allowedOrigins + ["https://new.example"])
        _ = try await client.perform(try await settings.planSave(edited, base: base))
        _ = try await client.perform(try GroupsService(client).planCreate(name: "Pilot users"))
        let lockout = try await SettingsService(client).read(.loginLockout)
        var stricter = lockout
        stricter["maxFailedAttempts"] = 3
        _ = try await client.perform(
            try await SettingsService(client).planSave(.loginLockout, edited: stricter, base: lockout))
    }

    private static func compare(_ name: String, in console: ConsoleDriver) async {
        await console.press(":")
        await console.type("compare \(name)")
        await console.press("Enter")
    }

    private static func rows(_ console: ConsoleDriver) async throws -> [String] {
        let state = await console.state
        let table = try #require(state.list?.table)
        return (0..<table.count).map { row in [0, 1, 2, 3, 4].map { table.cell(at: row, $0) }.joined(separator: "|") }
    }

    @Test("What differs is shown with both values; the rest is there behind the filter")
    func differences() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), other: Self.change)
        await Self.compare("staging", in: console)
        #expect(
            try await Self.rows(console) == [
                "Features|mobile|off|on|differs", "CORS origins|https://new.example|-|yes|differs",
                "Groups|Pilot users|-|yes|differs", "System settings|webServer.cors.enabled|false|true|differs",
                "Login lockout|maxFailedAttempts|5|3|differs",
            ])
        await console.press("Esc")
        let all = try await Self.rows(console)
        #expect(all.count > 50)
        await console.close()
    }

    @Test("The pane", arguments: [Size(120, 40), Size(80, 24), Size(60, 15)])
    func pane(size: Size) async throws {
        let console = try await ConsoleDriver.open(size, other: Self.change)
        await Self.compare("staging", in: console)
        let buffer = await console.buffer()
        await console.close()
        try Golden.expect(buffer, "compare-\(size.width)x\(size.height)")
    }

    @Test("Marked lines are carried over to this server, those of one document in one change")
    func carried() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), other: Self.change)
        await Self.compare("staging", in: console)
        await console.press("Space", "Space", "Space", "Space", "Space", "c")
        let state = await console.state
        let plans = try #require(state.writes.confirmation?.plans)
        #expect(
            Set(plans.map(\.title)) == [
                "Save the CORS settings", "Save the lockout rules", "Create the group Pilot users", "Turn Mobile on",
            ])
        await console.type("acme-bi")
        await console.press("Tab", "Enter")
        await Self.compare("staging", in: console)
        #expect(try await Self.rows(console) == [])
        await console.close()
    }

    @Test("A snapshot holds no secret, and is compared with like a server")
    func snapshot() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "snapshot-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "before.json").path()
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("snapshot")
            await console.press("Enter")
            await console.type(file)
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("lines written to"))
            await console.press("5", "t", "Tab", "Enter")
            await Self.compare(file, in: console)
            let rows = try await Self.rows(console)
            #expect(rows.count == 1)
            #expect(rows.first?.hasSuffix("off|on|differs") == true)
        }
    }

    @Test("A snapshot kept by name is compared with by :since, which says who has changed what, and puts a line back")
    func since() async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: state) }
        let folder = SnapshotFolder(state: state, name: "acme-bi")
        let console = try await ConsoleDriver.open(Size(120, 40), snapshots: folder)
        for keys in ["snapshot", "before"] {
            if keys == "snapshot" { await console.press(":") }
            await console.type(keys)
            await console.press(keys == "snapshot" ? "Enter" : "Ctrl-S")
        }
        #expect(await console.screen.contains("lines kept; :since before shows"))
        let files = try FileManager.default.contentsOfDirectory(
            at: state.appending(path: "snapshots/acme-bi"), includingPropertiesForKeys: nil)
        #expect(files.map(\.lastPathComponent) == ["2026-05-19T090000.000Z_before.json"])
        let mode = try FileManager.default.attributesOfItem(atPath: files[0].path())[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o777 } == 0o600)
        await console.press("5", "t", "Tab", "Enter")
        await console.press(":")
        await console.type("since before")
        await console.press("Enter")
        #expect(try await Self.rows(console).count == 1)
        let table = try #require(await console.state.list?.table)
        #expect(table.cell(at: 0, 5).hasPrefix("admin@acme.example, "))
        await console.press("c")
        #expect(await console.state.writes.confirmation?.plans.count == 1)
        await console.approve()
        await console.press("R")
        #expect(try await Self.rows(console) == [])
        await console.close()
    }

    @Test("A name that leads nowhere is told, and the session stays as it is", arguments: ["nobody", "/no/such.json"])
    func nowhere(name: String) async throws {
        try await ConsoleDriver.with { console in
            await Self.compare(name, in: console)
            #expect(
                await console.screen.contains(
                    name == "nobody" ? "No profile with the name nobody" : "No file with that name"))
            #expect(await console.state.session.isReady)
        }
    }
}
