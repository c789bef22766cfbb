import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The first run")
    struct FirstRunTests {
        @Test("A server is asked for, tested, kept as a profile only its owner may write, and opened")
        func story() async throws {
            let server = try await RunningServer(["--port", "0"])
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let environment = ["XDG_CONFIG_HOME": folder.path(), "XDG_STATE_HOME": folder.path()]
            let terminal = try Program.open([], environment: environment)
            try await terminal.expect("Connect to a Sisense server")
            try terminal.type("http://127.0.0.1:1")
            try terminal.press(.control("t"))
            try await terminal.expect("connect failed")
            try terminal.press(.control("u"))
            try terminal.type(server.address)
            try terminal.press(.control("t"))
            try await terminal.expect("answers: Sisense 2026")
            let profiles = folder.appending(path: "sisense-console/profiles")
            #expect((try? FileManager.default.contentsOfDirectory(atPath: profiles.path())) ?? [] == [])
            try terminal.press(.tab)
            try terminal.type("acme")
            try terminal.press(.tab, .right, .tab, .tab, .tab)
            try terminal.type("admin@acme.example")
            try terminal.press(.control("s"))
            try await terminal.expect("Log in to")
            try terminal.type("acme-demo")
            try terminal.press(.enter)
            try await terminal.expect("Needs attention")
            try terminal.type("q")
            #expect(try await terminal.ended() == .exited(0))
            let file = profiles.appending(path: "acme.json")
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path())
            #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o777 } == 0o600)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains(server.address))
            #expect(!text.contains("acme-demo"))
        }

        @Test("Leaving the form leaves the program, and keeps nothing")
        func leaving() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let terminal = try Program.open([], environment: ["XDG_CONFIG_HOME": folder.path()])
            try await terminal.expect("Connect to a Sisense server")
            try terminal.press(.escape)
            #expect(try await terminal.ended() == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "sisense-console/profiles").path()))
        }
    }
}
