import Foundation
import Glibc
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
    }
}
