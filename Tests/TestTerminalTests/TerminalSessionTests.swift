import Foundation
import Glibc
import TestTerminal
import Testing

@Suite("A program in a test terminal")
struct TerminalSessionTests {
    private static func shell(_ script: String, term: String = "xterm-256color") -> TerminalCommand {
        TerminalCommand("/bin/sh", ["-c", script], term: term, size: TerminalSize(columns: 40, rows: 10))
    }

    @Test("What is typed is echoed, read and written back")
    func cat() async throws {
        let session = try TerminalSession(TerminalCommand("cat"))
        try session.type("hello\r")
        try await session.expect("both lines") { $0.screen.lines.prefix(2) == ["hello", "hello"] }
        try session.press(.control("d"))
        #expect(try await session.ended() == .exited(0))
    }

    @Test("The program has its size, folder, arguments, environment and terminal")
    func surroundings() async throws {
        var command = Self.shell("stty size; pwd; echo $1-$NAME-$TERM; tty < /dev/tty", term: "vt100")
        command.arguments += ["sh", "one two"]
        command.environment["NAME"] = "value"
        command.folder = URL(filePath: "/usr/share")
        let session = try TerminalSession(command)
        #expect(try await session.ended() == .exited(0))
        #expect(session.line(0) == "10 40")
        #expect(session.line(1) == "/usr/share")
        #expect(session.line(2) == "one two-value-vt100")
        #expect(session.line(3) == "/dev/tty")
    }

    @Test("A new size reaches the program as SIGWINCH")
    func windowChange() async throws {
        let session = try TerminalSession(
            Self.shell("trap 'stty size; exit' WINCH; echo ready; while :; do read x; done"))
        try await session.expect("ready")
        try session.resize(to: TerminalSize(columns: 50, rows: 20))
        try await session.expect("20 50")
        #expect(session.screen.size == TerminalSize(columns: 50, rows: 20))
    }

    @Test("Ctrl-C interrupts the program")
    func interrupt() async throws {
        let session = try TerminalSession(Self.shell("echo ready; exec cat"))
        try await session.expect("ready")
        try session.press(.control("c"))
        #expect(try await session.ended() == .signalled(SIGINT))
    }

    @Test("A terminal that goes away hangs the program up")
    func hangUp() async throws {
        let session = try TerminalSession(TerminalCommand("cat"))
        try session.type("x")
        try await session.expect("x")
        session.terminal.hangUp()
        #expect(try await session.ended() == .signalled(SIGHUP))
        #expect(throws: PseudoTerminalError.self) { try session.type("y") }
    }

    @Test("Signals and exit statuses are distinguished", arguments: [0, 1, 42] as [Int32])
    func exitStatus(_ code: Int32) async throws {
        #expect(try await TerminalSession(Self.shell("exit \(code)")).ended() == .exited(code))
        let session = try TerminalSession(TerminalCommand("cat"))
        session.terminal.send(signal: SIGTERM)
        #expect(try await session.ended() == .signalled(SIGTERM))
    }

    @Test("All that was written last is on the screen when the end is reported")
    func lastOutput() async throws {
        let session = try TerminalSession(Self.shell("seq 1 20000; echo last words"))
        #expect(try await session.ended() == .exited(0))
        #expect(session.lines.contains("last words"))
        #expect(session.terminal.traffic.bytes == session.output.count)
        #expect(session.output.count > 100_000)
    }

    @Test("The settings a program leaves behind can be read after its end")
    func settings() async throws {
        let session = try TerminalSession(Self.shell("echo ready; read x; stty -echo; exit"))
        try await session.expect("ready")
        #expect(try session.terminal.settings().c_lflag & tcflag_t(ECHO) != 0)
        try session.press(.enter)
        _ = try await session.ended()
        #expect(try session.terminal.settings().c_lflag & tcflag_t(ECHO) == 0)
    }

    @Test("What tput sends is understood in every terminal", arguments: ["xterm-256color", "xterm", "vt100", "linux"])
    func tput(_ term: String) async throws {
        let script = """
            tput init; tput smcup; tput clear; tput cup 2 3; tput bold; printf '<'; tput sgr0; printf '>'
            tput smacs; printf 'lqk'; tput rmacs; tput civis; tput rmcup; tput cnorm; tput reset; tput cup 1 0
            printf 'done'
            """
        let session = try TerminalSession(Self.shell(script, term: term))
        _ = try await session.ended()
        #expect(session.line(1) == "done")
        #expect(session.emulator.unsupported == [])
    }

    @Test("A question to the terminal is answered")
    func question() async throws {
        let script = #"stty raw -echo; printf '\033[5;7H\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c"#
        let session = try TerminalSession(Self.shell(script))
        try await session.expect("5   ;   7   R")
    }

    @Test("A wait that is in vain shows the whole screen, and says when the program has ended")
    func failures() async throws {
        let session = try TerminalSession(Self.shell("echo something else; read x; exit 3"))
        try await session.expect("something else")
        let late = await #expect(throws: TerminalSessionError.self) {
            try await session.expect("something", within: 0.05) { _ in false }
        }
        #expect(late?.reason == .timedOut)
        #expect(late?.description.contains("|something else") == true)
        try session.press(.enter)
        let ended = await #expect(throws: TerminalSessionError.self) { try await session.expect("never") }
        #expect(ended?.reason == .ended(.exited(3)))
    }

    @Test("A program that cannot be started is an error with its name")
    func missingProgram() {
        let error = #expect(throws: PseudoTerminalError.self) { try TerminalSession(TerminalCommand("/no/such")) }
        #expect(error?.description == "posix_spawn of /no/such failed: No such file or directory")
    }

    @Test("A pause in the output is noticed")
    func settle() async throws {
        let session = try TerminalSession(Self.shell("for i in 1 2 3; do echo $i; done; read x"))
        try await session.settle()
        #expect(session.lines.prefix(3) == ["1", "2", "3"])
    }

    @Test("A program dies with its terminal")
    func reaping() async throws {
        let processID = try TerminalSession(TerminalCommand("cat")).terminal.processID
        while kill(processID, 0) == 0 { await Task.yield() }
        #expect(errno == ESRCH)
    }

    @Test(
        "Keys are sent as xterm sends them",
        arguments: [
            (.enter, "\r", "\r"), (.up, "\u{1B}[A", "\u{1B}OA"), (.home, "\u{1B}[H", "\u{1B}OH"),
            (.control("c"), "\u{3}", "\u{3}"), (.alt("x"), "\u{1B}x", "\u{1B}x"),
            (.function(1), "\u{1B}OP", "\u{1B}OP"), (.function(12), "\u{1B}[24~", "\u{1B}[24~"),
            (.pageDown, "\u{1B}[6~", "\u{1B}[6~"), (.character("é"), "é", "é"),
        ] as [(TerminalKey, String, String)])
    func keys(_ key: TerminalKey, _ normal: String, _ application: String) {
        #expect(key.bytes(applicationCursor: false) == Array(normal.utf8))
        #expect(key.bytes(applicationCursor: true) == Array(application.utf8))
    }
}
