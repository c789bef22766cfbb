import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The log of a session")
    struct LogTests {
        private let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-log-\(UUID())")
        private var file: URL { folder.appending(path: "session.log") }

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        private func log() throws -> String { try String(contentsOf: file, encoding: .utf8) }

        @Test("It holds actions, effects and requests, nothing that was typed and no token, for its owner alone")
        func session() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let session = try Program.open(["--demo", "--log", file.path()])
            try await session.expect("Users 60")
            try session.type("j/nunez\r")
            try await session.expect("Users 1 of 60")
            try session.type("t")
            try await session.expect("Deactivate alvaro@acme.example")
            try await session.expect("[ Cancel ]")
            try session.press(.tab, .enter)
            try await session.expect("Done: Deactivate alvaro@acme.example")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))

            let text = try log()
            #expect(text.contains(" action started\n"))
            #expect(text.contains(" action list.users."))
            #expect(text.contains(" effect started list.users.loading (loading users)\n"))
            #expect(text.contains(" effect ended list.users.loading (loading users)\n"))
            #expect(text.contains(/Z request GET \/api\/v1\/users 200 \d+ ms\n/))
            #expect(text.contains(/Z request PATCH \/api\/v1\/users\/\w+ 200 \d+ ms\n/))
            #expect(!text.contains("nunez"))
            #expect(!text.contains("alvaro"))
            #expect(!text.contains("eyJ"))
            #expect(!text.localizedCaseInsensitiveContains("bearer"))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }

        @Test("A call appends its requests, and leaves out the query and the password")
        func call() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try await RunningServer()
            let environment = [
                "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
            ]
            let arguments = ["call", "GET", "/users", "-q", "email=searched", "--log", file.path()]
            _ = try await Program.run(arguments, environment: environment)
            let first = try log()
            _ = try await Program.run(arguments, environment: environment)
            let both = try log()
            #expect(first.contains(" request POST /api/v1/authentication/login "))
            #expect(both.hasPrefix(first))
            #expect(both.count > first.count)
            #expect(!both.contains("searched"))
            #expect(!both.contains("acme-demo"))
        }

        @Test("A file that others may read is refused, with the command that closes it")
        func openFile() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let isMade = FileManager.default.createFile(
                atPath: file.path(), contents: Data(), attributes: [.posixPermissions: 0o644])
            #expect(isMade)
            let result = try await Program.run(["--demo", "--log", file.path()])
            #expect(result.status == 1)
            #expect(result.errors.contains("chmod 600"))
            #expect(try log().isEmpty)
        }
    }
}
