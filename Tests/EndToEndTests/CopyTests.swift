import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Copying")
    struct CopyTests {
        private func copyID(_ session: TerminalSession) async throws {
            try await session.expect("Users 60")
            try session.type("1")
            try await session.expect("Álvaro")
            try session.type("y")
            try await session.expect("The id")
            try session.press(.enter)
        }

        @Test("Where the terminal has a clipboard it is sent the text, and the message says no more than that")
        func terminal() async throws {
            let session = try Program.open(["--demo"])
            try await copyID(session)
            try await session.expect("Copied the id: sent to the terminal")
            let copied = try #require(session.emulator.clipboard)
            #expect(String(decoding: copied, as: UTF8.self).contains(#/^[0-9a-f]{24}$/#))
        }

        @Test("Where none is known to work the text is in a file for its owner alone")
        func file() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "copied-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let state = folder.path(percentEncoded: false)
            let session = try Program.open(
                ["--demo"], size: TerminalSize(columns: 200, rows: 40), term: "vt220",
                environment: ["XDG_STATE_HOME": state])
            try await copyID(session)
            try await session.expect("Copied the id: written to ")
            let files = FileManager.default.enumerator(atPath: state)?.compactMap { $0 as? String } ?? []
            let file = folder.appending(path: try #require(files.first { $0.hasSuffix("copied.txt") }))
            #expect(try String(contentsOf: file, encoding: .utf8).contains(#/^[0-9a-f]{24}$/#))
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(session.emulator.clipboard == nil)
        }

        private static let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux"]
            .first(where: FileManager.default.isExecutableFile)

        @Test(
            "Inside tmux as it comes the text is in tmux's buffer and on the clipboard of tmux's terminal",
            .enabled(if: tmux != nil))
        func insideTmux() async throws {
            let tmux = try #require(Self.tmux)
            let folder = FileManager.default.temporaryDirectory.appending(path: "tmux-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let socket = folder.appending(path: "socket").path(percentEncoded: false)
            let home = folder.path(percentEncoded: false)
            let session = try TerminalSession(
                TerminalCommand(
                    tmux,
                    ["-S", socket, "-f", "/dev/null", "new-session", "exec '\(Program.path)' --demo --pane users"],
                    environment: ["HOME": home], size: TerminalSize(columns: 120, rows: 40)))
            try await copyID(session)
            try await session.expect("Copied the id: put into tmux's buffer")
            try await session.expect("the clipboard") { $0.clipboard?.count == 24 }
            let buffer = try await Program.run(["-S", socket, "show-buffer"], executable: tmux)
            #expect(Data(buffer.output.utf8) == session.emulator.clipboard)
            _ = try await Program.run(["-S", socket, "kill-server"], executable: tmux)
        }

        @Test("A tmux that does not answer costs seconds, and the text is in a file", .enabled(if: tmux != nil))
        func deadTmux() async throws {
            let session = try Program.open(
                ["--demo"], size: TerminalSize(columns: 200, rows: 40), term: "tmux-256color",
                environment: ["TMUX": "/nonexistent/socket,1,0"])
            try await copyID(session)
            try await session.expect("Copied the id: written to ")
        }
    }
}
