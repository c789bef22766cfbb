import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The person's own editor")
    struct EditorTests {
        /// An editor that notes its arguments and adds a line to its file.
        private static func script(in folder: URL) throws -> String {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "an editor")
            let text = """
                #!/bin/sh
                printf '%s\\n' "$@" >'\(folder.path(percentEncoded: false))/arguments'
                for last; do :; done
                dirname "$last" >'\(folder.path(percentEncoded: false))/place'
                stat -c %a "$(dirname "$last")" "$last" >'\(folder.path(percentEncoded: false))/modes'
                env >'\(folder.path(percentEncoded: false))/environment'
                cp "$last" "$last~"
                echo 'edited@acme.example,Ed,One' >>"$last"
                """
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: file.path(percentEncoded: false))
            return file.path(percentEncoded: false)
        }

        private func edit(with variables: [String: String]) async throws -> TerminalSession {
            let session = try Program.open(["--demo"], environment: variables)
            try await session.expect("Users 60")
            try session.type("1")
            try await session.expect("Álvaro")
            try session.type("x")
            try await session.expect("Import users")
            try session.type("I")
            try await session.expect("one per line")
            try session.type("kept@acme.example")
            try await session.expect("kept@acme.example")
            try session.press(.control("e"))
            return session
        }

        @Test("Its arguments are words of their own, also quoted ones, and an empty VISUAL does not count")
        func arguments() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "editor-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let script = try Self.script(in: folder)
            let session = try await edit(with: ["VISUAL": "", "EDITOR": "'\(script)' -w --title 'two words' -a="])
            try await session.expect("edited@acme.example")
            try await session.expect("kept@acme.example")
            let arguments = try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8)
            #expect(arguments.split(separator: "\n").prefix(4) == ["-w", "--title", "two words", "-a="])
            #expect(arguments.split(separator: "\n").count == 5)
        }

        @Test("Its file lies in a folder for one user and one use, which goes with all that the editor left in it")
        func privateFolder() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "editor-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let script = try Self.script(in: folder)
            let session = try await edit(with: [
                "VISUAL": "", "EDITOR": "'\(script)'", "SISENSE_TOKEN": "hidden", "SISENSE_PASSWORD": "hidden",
            ])
            try await session.expect("edited@acme.example")
            func text(_ name: String) throws -> String {
                try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            #expect(try text("modes") == "700\n600\n")
            #expect(try !text("environment").contains("hidden"))
            let place = try text("place").trimmingCharacters(in: .newlines)
            #expect(place.contains("sisense-console-"))
            #expect(!FileManager.default.fileExists(atPath: place))
        }

        @Test("One that is not there leaves the text as it is and is named")
        func missing() async throws {
            let session = try await edit(with: ["VISUAL": "", "EDITOR": "no-such-editor -w"])
            try await session.expect("no-such-editor -w exited with status 127")
            try await session.expect("kept@acme.example")
        }
    }
}
