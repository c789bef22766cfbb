import Foundation
import Glibc
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("The end of a program with a screen")
struct EndingTests {
    /// All of a terminal's settings that a shell would find changed.
    private static func modes(_ settings: termios) -> [tcflag_t] {
        [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    }

    /// The settings of a terminal nobody has changed.
    private static func freshModes() throws -> [tcflag_t] {
        modes(try TerminalSession(TerminalCommand("sleep", ["10"])).terminal.settings())
    }

    private static func expectRestored(_ session: TerminalSession, _ way: String) throws {
        let modes = session.emulator.modes
        #expect(!modes.alternateScreen && !modes.bracketedPaste && !modes.focusEvents && modes.cursorVisible, "\(way)")
        #expect(!modes.applicationCursorKeys && !modes.applicationKeypad && !modes.mouse, "\(way)")
        #expect(Self.modes(try session.terminal.settings()) == (try freshModes()), "\(way)")
        // Swift's own handler would look for symbols and then ask questions.
        #expect(!session.screenText.contains("Press space") && !session.screenText.contains("racing"), "\(way)")
    }

    @Test("The terminal is as it was after leaving", arguments: ["q", "X", "!"])
    func left(way: String) async throws {
        let session = try Probe.start("table", environment: ["PROBE_MOUSE": "1"])
        try await session.expect("user_00000")
        #expect(session.emulator.modes.alternateScreen && session.emulator.modes.bracketedPaste)
        #expect(try session.terminal.settings().c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
        try session.type(way)
        let status = try await session.ended()
        #expect(way == "!" ? [.signalled(SIGILL), .signalled(SIGTRAP)].contains(status) : status == .exited(0))
        try Self.expectRestored(session, way)
        #expect(session.screenText.contains("stopped by a fault") == (way == "!"))
    }

    @Test("Every signal that ends a program gives the terminal back first", arguments: EndingSignals.all)
    func signalled(signal: Int32) async throws {
        let session = try Probe.start("table", environment: ["PROBE_MOUSE": "1"])
        try await session.expect("user_00000")
        session.terminal.send(signal: signal)
        #expect(try await session.ended() == .signalled(signal))
        try Self.expectRestored(session, "signal \(signal)")
        #expect(session.screenText.contains("stopped by a fault") == EndingSignals.isFault(signal))
    }

    @Test("No signal that ends a program is left out")
    func complete() {
        let expected = [
            SIGQUIT, SIGTERM, SIGHUP, SIGINT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGPIPE, SIGALRM,
            SIGUSR1, SIGUSR2, SIGXCPU, SIGSYS, SIGPOLL, SIGPROF, SIGVTALRM, 34, 64,
        ]
        #expect(Set(expected).subtracting(EndingSignals.all).isEmpty)
    }

    @Test("A signal that was ignored from the start stays ignored", arguments: [SIGHUP, SIGINT, SIGQUIT])
    func ignored(signal: Int32) async throws {
        let session = try TerminalSession(
            TerminalCommand("sh", ["-c", "trap '' HUP INT QUIT; exec \"$0\" table", Probe.path]))
        try await session.expect("user_00000")
        session.terminal.send(signal: signal)
        try session.press(.down)
        try await session.expect("2/100000")
    }

    @Test("A SIGPIPE that was ignored by accident of who started the program ends it all the same")
    func ignoredPipe() async throws {
        let session = try TerminalSession(
            TerminalCommand("sh", ["-c", "trap '' PIPE; exec \"$0\" table", Probe.path]))
        try await session.expect("user_00000")
        try session.type("P")
        try await session.expect("nobody reads")
        session.terminal.send(signal: SIGPIPE)
        #expect(try await session.ended() == .signalled(SIGPIPE))
        try Self.expectRestored(session, "SIGPIPE")
    }

    @Test("A pipe of the program's own that nobody reads is an error of the write and no end")
    func brokenPipe() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("P")
        try await session.expect("nobody reads")
    }

    @Test("While endings are held a signal is an event, and afterwards it ends the program tidily again")
    func held() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("H")
        try session.press(.down)
        try await session.expect("2/100000")
        session.terminal.send(signal: SIGTERM)
        // The probe leaves by its own way when the terminal seems gone.
        #expect(try await session.ended() == .exited(0))
        try Self.expectRestored(session, "held")

        let other = try Probe.start("table")
        try await other.expect("user_00000")
        try other.type("HhHh")
        try other.press(.down)
        try await other.expect("2/100000")
        other.terminal.send(signal: SIGTERM)
        #expect(try await other.ended() == .signalled(SIGTERM))
        try Self.expectRestored(other, "held and let go")
    }

    @Test("The keys for signals do not end the program while another one has the terminal")
    func lentKeys() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("V")
        try await session.expect("the editor") { !$0.modes.alternateScreen && $0.screen.text.contains("editing") }
        session.terminal.send(signal: SIGINT)
        session.terminal.send(signal: SIGQUIT)
        try session.type("saved\r")
        try await session.expect("got saved")
        session.terminal.send(signal: SIGQUIT)
        #expect(try await session.ended() == .signalled(SIGQUIT))
        try Self.expectRestored(session, "after the editor")
    }
}
