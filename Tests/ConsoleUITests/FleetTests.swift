import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("All servers at once")
struct FleetTests {
    /// The second server: CORS for all, a feature that differs, and somebody who is no longer active.
    private static func change(_ client: APIClient) async throws {
        try await SecondServer.turnOnMobile(client, allowing: "*")
        let users = UsersService(client)
        let user = try #require(try await users.find("bea@acme.example"))
        _ = try await client.perform(try await users.planDeactivate(user))
    }

    @Test(
        "The panes", arguments: ["fleet", "fleetusers bea"], [Size(120, 40), Size(80, 24), Size(60, 15)])
    func panes(command: String, size: Size) async throws {
        let console = try await ConsoleDriver.open(size, other: Self.change)
        await console.run(command)
        let buffer = await console.buffer()
        await console.close()
        let name = command.prefix { $0 != " " }
        try Golden.expect(buffer, "\(name)-\(size.width)x\(size.height)")
    }

    @Test("An address, or a part of it, is found on every server, with what the account may do there")
    func users() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), other: Self.change)
        await console.run("fleetusers bea@acme")
        let table = try #require(await console.state.list?.table)
        let rows = (0..<table.count).map { row in [0, 1, 3, 4].map { table.cell(at: row, $0) }.joined(separator: "|") }
        #expect(
            Set(rows) == [
                "bea@acme.example|acme-bi|Viewer|active", "bea@acme.example|staging|Viewer|deactivated",
            ])
        await console.close()
    }

    @Test("A server that cannot be read is said to be missing, and the users of the others are there")
    func unreadable() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40))
        await console.run("fleetusers")
        #expect(await console.state.list?.table.total == 60)
        #expect(await console.state.list?.gaps.map(\.list) == ["users of staging"])
        await console.close()
    }
}
