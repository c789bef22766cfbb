import ConsoleState
import Foundation
import SisenseClient
import Synchronization
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Screens of several servers")
struct ServersScreenTests {
    private static func profile(
        _ name: String, _ server: String, _ kind: ServerKind, _ source: TokenSource = .prompt
    ) throws -> Profile {
        var profile = Profile(name: try #require(ProfileName(name)), server: try ServerAddress(server))
        (profile.kind, profile.tokenSource) = (kind, source)
        return profile
    }

    /// Servers of every kind: the one on the screen, one that can be read, one that asks, one that is down and in the
    /// clear, one with a long name.
    private static func profiles() throws -> ProfileAccess {
        let all = [
            try profile("acme-bi", ConsoleDriver.address, .production, .environment("T")),
            try profile(
                "staging", "https://bi-stage.acme.example", .staging, .command(TokenCommand(.shell("pass bi")))),
            try profile("laptop", "http://127.0.0.1:8081", .development),
            try profile("old", "http://bi-old.acme.example", .production, .environment("T")),
            try profile(
                "a-name-that-somebody-chose-when-nobody-looked", "https://bi-asia.acme.example:8443/sisense", .staging),
        ]
        var listing = ProfileStore.Listing()
        listing.profiles = all
        return ProfileAccess(
            list: { [listing] in listing },
            stranger: { profile in
                APIClient(
                    server: profile.server, transport: Stranger(isDown: profile.server.scheme == .http), token: nil,
                    policy: .readOnly(reason: "a test changes nothing"))
            },
            test: { profile in
                guard profile.server.scheme == .http else {
                    return ConnectionVerdict(passed: [
                        .init(.name, "found"), .init(.connect, "to 10.0.0.7"), .init(.tls, "trusted"),
                        .init(.http, "it answers: Sisense 2026.1"), .init(.token, "it is there"),
                        .init(.login, "the token belongs to ada@acme.example"),
                    ])
                }
                let error = APIError(
                    .unreachable, message: "\(profile.server.host) refuses the connection.", request: "", server: "")
                return ConnectionVerdict(
                    passed: [.init(.name, "found")], failure: ConnectionTestError(step: .connect, error: error),
                    advice: "https://bi.acme.example:8443 answers: Sisense 2026.1. Enter that address, with its port.")
            }, save: { _, _ in nil })
    }

    /// A server that says its version to everybody, or nothing.
    private struct Stranger: HTTPTransport {
        let isDown: Bool

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            if isDown { throw TransportError(.refused, server: request.url.host() ?? "") }
            return HTTPResponse(status: 200, body: Data(#"{"version":{"version":"2025.4.0"}}"#.utf8))
        }
    }

    private static func expect(
        _ name: String, _ size: Size, _ act: (ConsoleDriver) async throws -> Void
    ) async throws {
        let console = try await ConsoleDriver.open(
            size, purpose: .kind(.production), profiles: try profiles(), other: { _ in })
        try await act(console)
        let buffer = await console.buffer()
        await console.close()
        try Golden.expect(buffer, "\(name)-\(size.width)x\(size.height)")
    }

    @Test("The list of servers, each with what it says of itself", arguments: ScreenTests.sizes)
    func list(size: Size) async throws {
        try await Self.expect("servers", size) { console in
            await console.run("pane.servers")
            await console.press("j")
        }
    }

    /// The profiles on the disk, which another program changes.
    private final class Disk: Sendable {
        let profiles: Mutex<[Profile]>

        init(_ profiles: [Profile]) { self.profiles = Mutex(profiles) }

        var access: ProfileAccess {
            ProfileAccess(
                list: {
                    var listing = ProfileStore.Listing()
                    listing.profiles = self.profiles.withLock { $0 }
                    return listing
                }, test: { _ in ConnectionVerdict(passed: []) }, save: { _, _ in nil })
        }
    }

    @Test(
        "Opened anew, the lists of servers have the profiles as another program has left them",
        arguments: ["servers", "fleet"])
    func again(list: String) async throws {
        let disk = Disk([
            try Self.profile("acme-bi", ConsoleDriver.address, .production),
            try Self.profile("moved", "https://before.acme.example", .staging),
            try Self.profile("removed", "https://removed.acme.example", .staging),
        ])
        let console = try await ConsoleDriver.open(Size(120, 40), profiles: disk.access)
        func rows() async throws -> [String: String] {
            let list = try #require(await console.state.list)
            let address = try #require(list.columns.firstIndex { $0.id == "address" })
            var rows: [String: String] = [:]
            for row in 0..<list.table.count { rows[list.name(at: row)] = list.table.cell(at: row, address) }
            return rows
        }
        await console.run(list)
        #expect(try await rows().keys.sorted() == ["acme-bi", "moved", "removed"])
        let changed = [
            try Self.profile("acme-bi", ConsoleDriver.address, .production),
            try Self.profile("moved", "https://after.acme.example", .staging),
            try Self.profile("added", "https://added.acme.example", .staging),
        ]
        disk.profiles.withLock { $0 = changed }
        await console.run("users")
        await console.run(list)
        let now = try await rows()
        #expect(now.keys.sorted() == ["acme-bi", "added", "moved"])
        #expect(now["moved"] == "https://after.acme.example")
        await console.close()
    }

    @Test("The choice of a server has the profiles as another program has left them, and keeps its cursor")
    func choiceAgain() async throws {
        func profile(_ name: String) throws -> Profile {
            try Self.profile(name, "https://\(name).acme.example", .staging)
        }
        let disk = Disk([try profile("acme-bi"), try profile("moved"), try profile("stage")])
        let console = try await ConsoleDriver.open(Size(120, 40), profiles: disk.access)
        func choices() async -> [String] {
            guard let picker = await console.state.picker else { return [] }
            return (0..<picker.count).compactMap { picker.option(at: $0)?.id }
        }
        await console.press("Ctrl-O", "Down")
        #expect(await choices() == ["moved", "stage"])
        await console.press("Esc")
        let added = [try profile("acme-bi"), try profile("added"), try profile("stage")]
        disk.profiles.withLock { $0 = added }
        await console.press("Ctrl-O")
        #expect(await choices() == ["added", "stage"])
        await console.press("Esc")
        disk.profiles.withLock { $0 = [] }
        await console.press("Ctrl-O", "Esc", "Ctrl-O")
        #expect(await console.state.picker == nil)
        #expect(await console.screen.contains("No other server has a profile here"))
        disk.profiles.withLock { $0 = added }
        await console.press("Ctrl-O")
        #expect(await choices() == ["added", "stage"])
        await console.close()
    }

    @Test("The choice of the server to go to", arguments: ScreenTests.sizes)
    func switcher(size: Size) async throws {
        try await Self.expect("servers-switch", size) { console in await console.press("Ctrl-O", "Down") }
    }

    @Test("A new profile whose test has failed, with what mends it in full", arguments: ScreenTests.sizes)
    func form(size: Size) async throws {
        try await Self.expect("servers-add", size) { console in
            await console.run("pane.servers")
            await console.press("a")
            await console.type("http://bi.acme.example")
            await console.press("Tab", "Tab", "Right")
        }
    }

    @Test("On a production server the whole top line has the colour of its kind, and is reversed where there is none")
    func topLine() async throws {
        for (kind, isWhole) in [(ServerKind.production, true), (.staging, false)] {
            let console = try await ConsoleDriver.open(Size(120, 40), purpose: .kind(kind))
            let buffer = await console.buffer()
            await console.close()
            let grounds = Set((0..<120).map { buffer[$0, 0].style.ground })
            #expect((grounds == [.danger]) == isWhole, "\(kind): \(grounds)")
            for depth in ColorDepth.allCases {
                let looks = (0..<120).map { Theme.midnight.look(of: buffer[$0, 0].style, at: depth) }
                guard isWhole else { continue }
                #expect(Set(looks.map(\.ground)).count == 1, "\(depth)")
                #expect(depth > .mono || looks.allSatisfy { $0.attributes.contains(.reverse) })
            }
        }
    }
}
