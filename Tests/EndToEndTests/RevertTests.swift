import Foundation
import Glibc
import SisenseClient
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Settings pending confirmation, and a program that dies")
    struct RevertTests {
        private let home = FileManager.default.temporaryDirectory.appending(path: "sisense-revert-\(UUID())").path()

        private func open(_ server: RunningServer) throws -> TerminalSession {
            try Program.open(
                ["--server", server.address, "--pane", "users"],
                environment: [
                    "HOME": home, "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
                ])
        }

        /// Turns CORS on, pending confirmation.
        private func save(_ session: TerminalSession) async throws {
            try await session.expect("Users 60")
            try session.type("6")
            try await session.expect("CORS origins")
            try session.press(.enter)
            try await session.expect("CORS is off")
            try session.type("c")
            try await session.expect("CORS is on")
            try session.press(.control("s"))
            try await session.expect("webServer.cors.enabled: false -> true")
            try await session.expect("[ Cancel ]")
            try session.type("127.0.0.1")
            try session.press(.tab, .enter)
            try await session.expect("unless you confirm: CORS on")
        }

        @Test("kill -9 while settings are pending: the next start says so, and reverts them")
        func killed() async throws {
            let server = try await RunningServer()
            let first = try open(server)
            try await save(first)
            first.terminal.send(signal: SIGKILL)
            #expect(try await first.ended() == .signalled(SIGKILL))
            let second = try open(server)
            try await second.expect("was not confirmed before the console ended")
            try await second.expect("unless you confirm: CORS on")
            try second.type("Z")
            try await second.expect("Reverted: Save the CORS settings")
            try second.type("6")
            try await second.expect("CORS origins")
            try second.press(.enter)
            try await second.expect("CORS is off")
            try second.type("q")
            #expect(try await second.ended() == .exited(0))
            // What was reverted is not asked about again.
            let third = try open(server)
            try await third.expect("Users 60")
            #expect(!third.screenText.contains("unless you confirm"))
            try third.type("q")
            #expect(try await third.ended() == .exited(0))
            _ = await server.stop()
            try? FileManager.default.removeItem(atPath: home)
        }

        @Test("Of two programs that start at once after one has died, one reverts what it left, and sends that once")
        func twoStarts() async throws {
            let server = try await RunningServer()
            let first = try open(server)
            try await save(first)
            first.terminal.send(signal: SIGKILL)
            #expect(try await first.ended() == .signalled(SIGKILL))
            let both = [try open(server), try open(server)]
            for session in both { try await session.expect("Users 60", within: 30) }
            func counting() -> [TerminalSession] { both.filter { $0.screenText.contains("unless you confirm") } }
            while counting().isEmpty { try await both[0].settle(within: 30) }
            try await both[1].settle(within: 30)
            let owner = try #require(counting().first)
            #expect(counting().count == 1)
            try owner.type("Z")
            try await owner.expect("Reverted: Save the CORS settings")
            for session in both {
                try session.type("q")
                #expect(try await session.ended() == .exited(0))
            }
            let log = URL(filePath: home).appending(path: ".local/state/sisense-console/audit.jsonl")
            let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
            let titles = try lines.compactMap { try JSONReader.read(Data($0.utf8))["title"]?.string }
            #expect(titles == ["Save the CORS settings", "Revert: Save the CORS settings"])
            _ = await server.stop()
            try? FileManager.default.removeItem(atPath: home)
        }
    }
}
