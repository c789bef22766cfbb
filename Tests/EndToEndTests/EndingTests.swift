import Foundation
import Glibc
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The ways out")
    struct EndingTests {
        /// The settings that a shell would find broken: echo, line editing and the signals of keys.
        private func modes(_ session: TerminalSession) throws -> [tcflag_t] {
            let settings = try session.terminal.settings()
            return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
        }

        private func expectRestored(_ session: TerminalSession, as before: [tcflag_t]) throws {
            #expect(try modes(session) == before)
            let modes = session.emulator.modes
            #expect(!modes.alternateScreen && !modes.bracketedPaste && !modes.focusEvents && !modes.mouse)
            #expect(!modes.applicationCursorKeys && !modes.applicationKeypad && modes.cursorVisible)
            #expect(session.emulator.unsupported == [])
            // Swift's own handler would look for symbols and then ask questions.
            #expect(!session.screenText.contains("Press space") && !session.screenText.contains("acktrac"))
        }

        @Test("q restores the terminal")
        func quit() async throws {
            let session = try Program.open(["--demo"])
            let before = try modes(session)
            try await session.expect("Users 60")
            #expect(try modes(session) != before)
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
            try expectRestored(session, as: before)
        }

        @Test("The demo keeps a snapshot to compare with until it ends, and then leaves nothing behind")
        func demoSnapshot() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.path(percentEncoded: false)
            let session = try Program.open(["--demo"], environment: ["TMPDIR": path])
            try await session.expect("Users 60")
            try session.type(":snapshot before\r")
            try await session.expect("lines kept until the console ends; :since before shows")
            try session.type(":since before\r")
            try await session.expect("Nothing differs in what could be read.")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
        }

        @Test(
            "Every signal restores the terminal and ends the program as that signal does",
            arguments: [
                SIGQUIT, SIGTERM, SIGHUP, SIGINT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGPIPE, SIGALRM,
                SIGUSR1, SIGUSR2, SIGXCPU, SIGSYS, SIGVTALRM, SIGPROF,
            ])
        func signalled(signal: Int32) async throws {
            let session = try Program.open(["--demo", "--mouse"])
            let before = try modes(session)
            try await session.expect("Users 60")
            session.terminal.send(signal: signal)
            #expect(try await session.ended() == .signalled(signal))
            try expectRestored(session, as: before)
        }

        @Test("Ctrl-\\ ends a command without a screen at once, and no debugger asks questions")
        func quitKey() async throws {
            let session = try TerminalSession(TerminalCommand(Program.path, ["serve", "--port", "0"]))
            try await session.expect("127.0.0.1")
            try session.press(.control("\\"))
            #expect(try await session.ended() == .signalled(SIGQUIT))
            #expect(!session.screenText.contains("acktrac"))
        }

        @Test("A fault leaves a report that names the calls, also when optimised", arguments: 0..<5)
        func report(round: Int) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let state = folder.path(percentEncoded: false)
            let session = try Program.open(["--demo"], environment: ["XDG_STATE_HOME": state])
            try await session.expect("Users 60")
            if round % 2 == 0 { try session.type("1jjjj") }
            session.terminal.send(signal: SIGSEGV)
            #expect(try await session.ended() == .signalled(SIGSEGV))
            let reports = FileManager.default.enumerator(atPath: state)?.compactMap { $0 as? String } ?? []
            let file = try #require(reports.first { $0.hasSuffix("faults.log") })
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            #expect(text.contains("SIGSEGV"))
            #expect(text.contains(#/\npc 0x[0-9a-f]{5,}\n/#))
            #expect(text.contains(#/\n#0 0x[0-9a-f]{5,} /#))
            // The signal meets the main thread, which waits in a library.
            #expect(text.contains(#/\n(#1|  ) +0x[0-9a-f]{5,} \/.*\+0x[0-9a-f]+\n/#))
            #expect(text.hasSuffix("FILE+OFFSET.\n"))
        }
    }
}
