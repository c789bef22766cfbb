import Foundation
import FoundationNetworking
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("A first visit, key by key")
    struct StoryTests {
        @Test("An administrator finds and deactivates a user, toggles a feature, and opens CORS for one site")
        func story() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            let server = try #require(session.screenText.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).output

            try session.type("j/nunez\r")
            try await session.expect("Users 1 of 60")
            try await session.expect(">   Álvaro Núñez")

            try session.press(.enter)
            try await session.expect("alvaro@acme.example   user name alvaro")

            try session.type("t")
            try await session.expect("Deactivate alvaro@acme.example")
            try await session.expect("~ active: true -> false")
            try await session.expect("PATCH /api/v1/users/")
            try await Self.takesKeys(session)
            try session.press(.tab)
            try await session.expect("[ Send ]")
            try session.press(.enter)
            try await session.expect("Done: Deactivate alvaro@acme.example")
            try await session.expect("State       deactivated")

            try session.type("5")
            try await session.expect("Features 10")
            try session.type("t")
            try await session.expect("Turn Alerting off")
            try await Self.takesKeys(session)
            try session.press(.tab, .enter)
            try await session.expect("Done: Turn Alerting off")

            try session.type("6")
            try await session.expect("CORS origins")
            try session.press(.enter)
            try await session.expect("CORS is off")
            try session.type("c")
            try await session.expect("CORS is on")
            try session.type("ahttps://portal.acme.example\r")
            try await session.expect("+ https://portal.acme.example")
            try session.press(.control("s"))
            try await session.expect("webServer.cors.enabled: false -> true")
            try await Self.takesKeys(session)
            try session.type("demo")
            try session.press(.tab, .enter)
            try await session.expect("Done: Save the CORS settings")

            let allowed = try await preflight(String(server), from: "https://portal.acme.example")
            #expect(allowed.statusCode == 204)
            #expect(allowed.value(forHTTPHeaderField: "Access-Control-Allow-Origin") == "https://portal.acme.example")
            #expect(allowed.value(forHTTPHeaderField: "Access-Control-Allow-Credentials") == "true")
            #expect(allowed.value(forHTTPHeaderField: "Vary")?.contains("Origin") == true)
            #expect(allowed.value(forHTTPHeaderField: "Access-Control-Allow-Methods")?.contains("PATCH") == true)
            let other = try await preflight(String(server), from: "https://portal.acme.example.evil.test")
            #expect(other.value(forHTTPHeaderField: "Access-Control-Allow-Origin") == nil)

            try await session.expect("Y confirm")
            try session.type("Y")
            try await session.expect("Confirmed: Save the CORS settings")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
            #expect(session.emulator.unsupported == [])
            #expect(!session.emulator.modes.alternateScreen)
        }

        @Test(
            "Told to end while settings are pending confirmation, it reverts them, and says so below the restored screen",
            arguments: [SIGTERM, SIGHUP])
        func trial(signal: Int32) async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            try session.type("6")
            try await session.expect("CORS origins")
            try session.press(.enter)
            try await session.expect("CORS is off")
            try session.type("c")
            try session.press(.control("s"))
            try await session.expect("[x] Reverts in 60 s")
            try await Self.takesKeys(session)
            try session.type("demo")
            try session.press(.tab, .enter)
            try await session.expect("Y confirm")
            session.terminal.send(signal: signal)
            #expect(try await session.ended() == .exited(0))
            #expect(!session.emulator.modes.alternateScreen)
            #expect(session.screenText.contains("Reverted: Save the CORS settings."))
        }

        @Test("Keys typed ahead do not answer a preview that nobody has seen")
        func typedAhead() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            try session.type("j/nunez\r")
            try await session.expect("Users 1 of 60")
            try session.press(.enter)
            try await session.expect("alvaro@acme.example   user name alvaro")
            try session.type("t\t\r")
            try await Self.takesKeys(session)
            try await session.settle()
            #expect(session.screenText.contains("PATCH /api/v1/users/") && !session.screenText.contains("Done:"))
            try session.press(.escape)
            try await session.expectNo("PATCH /api/v1/users/")
            try await session.expect("State       active")
        }

        /// A preview throws away what was typed before it was painted. Its button gets the focus when that is done.
        private static func takesKeys(_ session: TerminalSession) async throws {
            try await session.expect("[ Cancel ]")
        }

        private func preflight(_ server: String, from origin: String) async throws -> HTTPURLResponse {
            var request = URLRequest(url: try #require(URL(string: server + "/api/v1/users")))
            request.httpMethod = "OPTIONS"
            request.setValue(origin, forHTTPHeaderField: "Origin")
            request.setValue("PATCH", forHTTPHeaderField: "Access-Control-Request-Method")
            request.setValue("authorization,content-type", forHTTPHeaderField: "Access-Control-Request-Headers")
            let (_, response) = try await URLSession.shared.data(for: request)
            return try #require(response as? HTTPURLResponse)
        }
    }
}
