import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The dialogue in lines")
    struct PlainTests {
        @Test("Lines from a pipe make a change after its preview and undo it, and nothing but lines comes out")
        func pipe() async throws {
            let lines = ["users", "/nunez", "1 deactivate", "yes", "undo", "yes", "quit"]
            let result = try await Program.run(
                ["--demo", "--plain"], input: lines.map { $0 + "\n" }.joined())
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.contains("Done: Deactivate alvaro@acme.example"), "\(result.output)")
            #expect(result.output.contains("PATCH "))
            #expect(result.output.contains("Undone"))
            let raw = result.output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" }
            #expect(raw.isEmpty)
        }

        @Test("In a terminal Ctrl-C goes back to the prompt and twice there it leaves, as Ctrl-D does at once")
        func interrupted() async throws {
            let session = try Program.open(["--demo", "--plain"])
            try await session.expect("Users, 60")
            try session.type("add\r")
            try await session.expect("Email, required")
            try session.type("half an addr\u{3}")
            // The signal takes another way than what is typed, and may come after it.
            try await session.expect("the prompt again") { emulator in
                emulator.screen.lines.last { !$0.isEmpty } == "demo>"
            }
            // In the form this would be an address.
            try session.type("nonsense\r")
            try await session.expect("No command nonsense here")
            try session.type("\u{3}")
            try await session.expect("once more")
            try session.type("\u{3}")
            #expect(try await session.ended() == .exited(0))
            let other = try Program.open(["--demo", "--plain"])
            try await other.expect("Users, 60")
            try other.type("\u{4}")
            #expect(try await other.ended() == .exited(0))
        }

        @Test("A terminal without a cursor is offered it, and works with it")
        func dumb() async throws {
            let session = try Program.open(["--demo"], term: "dumb")
            try await session.expect("--plain")
            try session.type("yes\r")
            try await session.expect("Users, 60")
            try session.type("quit\r")
            #expect(try await session.ended() == .exited(0))
        }
    }

    @Suite("The configuration file")
    struct ConfigurationTests {
        private let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-config-\(UUID())")

        private func environment(_ text: String) throws -> [String: String] {
            let own = folder.appending(path: "sisense-console")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: own.appending(path: "config.json5"))
            return ["XDG_CONFIG_HOME": folder.path(percentEncoded: false)]
        }

        @Test("Keys, columns, views and commands of one's own show and work; a slip is said and stops nothing")
        func console() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let environment = try environment(
                """
                {
                    them: "midnight",
                    columns: { users: ["name", "role"] },
                    keys: { "list.filter": "F3" },
                    commands: {
                        greet: { run: ["echo", "hello", "{email}"], lists: ["users"], key: "F4", label: "Greet", reads: true },
                    },
                    views: { admins: { pane: "users", filter: "role:admin" } },
                }
                """)
            let session = try Program.open(["--demo"], environment: environment)
            try await session.expect("line 2: them: there is no such key. Did you mean theme?")
            try await session.expect("F3 filter")
            try session.type(":view admins\r")
            try await session.expect("Valentina Rossi")
            try session.press(.function(4))
            try await session.expect("Greet?")
            try session.press(.down, .enter)
            try await session.expect("greet done: hello ")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("info shows each value and what decided it")
        func info() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let text =
                "{ theme: \"daylight\", editor: \"nano\",\n limits: { answerSeconds: 77 }, keys: { preset: \"vi\" } }"
            let environment = try environment(text)
            let result = try await Program.run(
                ["info"],
                environment: environment.merging(["EDITOR": "ed", "SISENSE_URL": "http://localhost:1"]) { $1 })
            #expect(result.status == 0)
            for line in [
                "theme  daylight  (config.json5, line 1)", "editor  ed  (EDITOR)", "pane  home  (default)",
                "answer within  77 s  (config.json5)",
                "wrong in it  line 2: keys.preset: no preset has the name \"vi\".",
            ] { #expect(result.output.contains(line), "\(line)\n\(result.output)") }
        }
    }
}
