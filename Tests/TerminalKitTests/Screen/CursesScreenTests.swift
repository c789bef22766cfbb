import Foundation
import Glibc
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("The curses screen in a terminal")
struct CursesScreenTests {
    private static let large = TerminalSize(columns: 120, rows: 40)

    @Test("The terminal is as it was after leaving", arguments: ["q", "X", "!", "HUP", "TERM", "INT", "ABRT"])
    func restored(way: String) async throws {
        let session = try Probe.start("table")
        let before = try Self.freshSettings()
        try await session.expect("user_00000")
        #expect(session.emulator.modes.alternateScreen && session.emulator.modes.bracketedPaste)
        #expect(try session.terminal.settings().c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
        let signals: [String: Int32] = [
            "HUP": SIGHUP, "TERM": SIGTERM, "INT": SIGINT, "ABRT": SIGABRT,
        ]
        if let signal = signals[way] { session.terminal.send(signal: signal) } else { try session.type(way) }
        let status = try await session.ended()
        switch way {
        case "q", "X": #expect(status == .exited(0))
        case "!": #expect(status == .signalled(SIGILL) || status == .signalled(SIGTRAP))
        default: #expect(status == .signalled(signals[way] ?? 0))
        }
        let modes = session.emulator.modes
        #expect(!modes.alternateScreen && !modes.bracketedPaste && !modes.focusEvents && modes.cursorVisible)
        #expect(!modes.applicationCursorKeys && !modes.applicationKeypad && modes.keyboard.isEmpty)
        let after = try session.terminal.settings()
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag)
        #expect(session.screenText.contains("stopped by a fault") == ["!", "ABRT"].contains(way))
    }

    @Test(
        "A fault leaves a report, and the terminal tells what went wrong and where the report is",
        arguments: ["!", "SEGV", "ILL", "TRAP", "ABRT"])
    func faults(way: String) async throws {
        let report = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).log").path
        defer { try? FileManager.default.removeItem(atPath: report) }
        let session = try Probe.start("table", environment: ["PROBE_REPORT": report])
        try await session.expect("user_00000")
        let signals = ["SEGV": SIGSEGV, "ILL": SIGILL, "TRAP": SIGTRAP, "ABRT": SIGABRT]
        if let signal = signals[way] { session.terminal.send(signal: signal) } else { try session.type(way) }
        guard case .signalled(let signal) = try await session.ended() else {
            Issue.record("it went on")
            return
        }
        #expect(signals[way].map { $0 == signal } ?? true)
        #expect(!session.emulator.modes.alternateScreen && session.emulator.modes.cursorVisible)
        #expect(session.lines.joined().contains("The report is in \(report)"))
        let text = try String(contentsOfFile: report, encoding: .utf8)
        #expect(text.hasPrefix("\nThe probe, version of the tests\nSIG"))
        // Lines such as `terminal-probe(+0x1234)[0x5678]`.
        #expect(text.contains("terminal-probe("))
        if way == "!" {
            #expect(text.contains("the fault that a test asked for"))
            #expect(session.lines.joined().contains("the fault that a test asked for"))
        }
    }

    @Test("What is written to standard error stands below the screen once that is left, and never on it")
    func errorOutput() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("W")
        try await session.expect("written")
        try session.press(.down)
        try await session.expect("2/100000")
        #expect(!session.screenText.contains("a warning of some library"))
        try session.type("q")
        #expect(try await session.ended() == .exited(0))
        #expect(session.screenText.contains("a warning of some library"))
    }

    /// The settings of a terminal nobody has changed.
    private static func freshSettings() throws -> termios {
        try TerminalSession(TerminalCommand("sleep", ["10"])).terminal.settings()
    }

    @Test("Where there is no terminal it says so in one sentence", arguments: ["", "nonsense-term", "dumb"])
    func refused(term: String) async throws {
        let session = try Probe.start("table", term: term)
        #expect(try await session.ended() == .exited(2))
        #expect(session.screen.lines.filter { !$0.isEmpty }.count <= 2)
        #expect(session.lines.joined().contains("TERM=xterm-256color"))
        #expect(!session.output.contains(0x1B))
    }

    @Test("A frame is one write, also one larger than the buffer of ncurses")
    func oneWrite() async throws {
        let session = try Probe.start("table", size: TerminalSize(columns: 300, rows: 100))
        try await session.expect("user_00096")
        try await session.settle()
        let before = session.terminal.traffic
        try session.press(.pageDown)
        try await session.expect("user_00193")
        // A pseudo-terminal hands on at most 4,095 bytes at a time.
        let now = session.terminal.traffic
        let bytes = now.bytes - before.bytes
        #expect(bytes > 5000)
        #expect(now.reads - before.reads <= (bytes + 4094) / 4095 + 1)
    }

    @Test("A key that changes nothing writes nothing")
    func nothing() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try await session.settle()
        let before = session.terminal.traffic
        try session.press(.up, .home, .character("z"))
        try await session.settle()
        #expect(session.terminal.traffic == before)
    }

    @Test("Scrolling by a line scrolls the terminal instead of painting it anew")
    func scrollRegion() async throws {
        let session = try Probe.start("table", size: Self.large)
        try await session.expect("user_00036")
        for _ in 0..<36 { try session.press(.down) }
        try await session.expect("37/100000")
        try await session.settle()
        _ = session.takeOutput()
        try session.press(.down)
        try await session.expect("user_00037")
        let output = String(decoding: session.takeOutput(), as: UTF8.self)
        #expect(output.contains(#/\x{1B}\[3;3[89]r/#), "\(output.debugDescription)")
        #expect(output.utf8.count < 500)
        #expect(session.line(2).contains("user_00001"))
        #expect(session.line(38).contains("user_00037"))
        _ = session.takeOutput()
        try session.press(.home)
        try await session.expect("user_00000")
    }

    @Test("A held key ends in one frame, not in one for each repetition")
    func heldKey() async throws {
        let session = try Probe.start("table", size: Self.large)
        try await session.expect("user_00000")
        try await session.settle()
        let before = session.terminal.traffic.bytes
        try session.type(String(repeating: "\u{1B}OB", count: 200))
        try await session.expect("201/100000")
        #expect(session.terminal.traffic.bytes - before < 30_000)
    }

    @Test("Any number of resizes ends in one correct screen")
    func resizes() async throws {
        let session = try Probe.start("table", size: Self.large)
        try await session.expect("user_00036")
        for step in 0..<50 { try session.resize(to: TerminalSize(columns: 60 + step % 40, rows: 10 + step % 30)) }
        try session.resize(to: TerminalSize(columns: 1, rows: 1))
        try session.resize(to: TerminalSize(columns: 90, rows: 20))
        try await session.expect("user_00016")
        try await session.settle()
        #expect(session.line(0).hasSuffix("1/100000"))
        #expect(session.line(2).hasPrefix(">  user_00000"))
        #expect(session.line(18).contains("user_00016"))
        #expect(session.line(19).hasPrefix(" j/k move"))
    }

    @Test("A window made small and large again in one go is painted anew")
    func flicker() async throws {
        let session = try Probe.start("table", size: Self.large)
        try await session.expect("user_00036")
        for columns in [110, 30, 120, 30, 120] {
            try session.resize(to: TerminalSize(columns: columns, rows: columns / 3))
        }
        try await session.expect("the whole frame") { emulator in
            emulator.screen.line(0).hasSuffix("1/100000") && emulator.screen.line(38).contains("someone.36@")
        }
    }

    @Test("Suspended it gives the terminal back, and continued it shows everything again")
    func suspended() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.press(.down, .control("z"))
        try await session.expect("the main screen") { !$0.modes.alternateScreen }
        #expect(try session.terminal.settings().c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        session.terminal.send(signal: SIGCONT)
        try await session.expect("2/100000")
        #expect(session.emulator.modes.bracketedPaste && session.emulator.modes.keyboard == [0])
        try session.press(.down)
        try await session.expect("3/100000")
        #expect(session.line(4).hasPrefix(">"))
    }

    @Test("Another program may have the terminal for a while")
    func lent() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("V")
        try await session.expect("the editor") { !$0.modes.alternateScreen && $0.screen.text.contains("editing") }
        try session.type("saved\r")
        try await session.expect("got saved")
        #expect(session.emulator.modes.alternateScreen && session.emulator.modes.bracketedPaste)
        try session.press(.down)
        try await session.expect("2/100000")
    }

    @Test("When the terminal is lost the program ends")
    func lost() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        session.terminal.hangUp()
        _ = try await session.ended(within: 3)
    }

    @Test("A new theme and Ctrl-L paint everything anew")
    func repainted() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        let dark = session.screen[10, 10].style
        try session.type("T")
        try await session.expect("the other theme") {
            $0.screen[10, 10].style != dark && $0.screen[23, 5].style != dark
        }
        try await session.settle()
        let before = session.terminal.traffic.bytes
        try session.press(.control("l"))
        let terminal = session.terminal
        try await session.expect("a whole frame") { _ in terminal.traffic.bytes - before > 1000 }
    }

    @Test("Keys typed ahead are dropped when the program asks for it")
    func flushed() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("F")
        try await session.expect("type ahead")
        try session.type("\u{1B}OB\u{1B}OB")
        try await session.expect("dropped")
        try session.press(.up, .down, .down)
        try await session.expect("3/100000")
    }

    @Test("It works in the smallest and in a huge terminal", arguments: [(1, 1), (2, 2), (9, 3), (1000, 400)])
    func extremes(columns: Int, rows: Int) async throws {
        let session = try Probe.start("table", size: TerminalSize(columns: columns, rows: rows))
        try await session.expect("the alternate screen") { $0.modes.alternateScreen }
        try session.press(.down, .pageDown, .end)
        try session.resize(to: .standard)
        try await session.expect("100000/100000")
        try session.press(.character("q"))
        #expect(try await session.ended() == .exited(0))
    }

    @Test("The size is the terminal's own, whatever LINES and COLUMNS say")
    func sizeVariables() async throws {
        let session = try Probe.start("table", environment: ["LINES": "50", "COLUMNS": "200"])
        try await session.expect("user_00020")
        #expect(session.line(23).hasPrefix(" j/k move"))
    }

    @Test("A copied text reaches the clipboard of the terminal")
    func clipboard() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("c")
        try await session.expect("the clipboard") { $0.clipboard == Data("row 0 Zoë".utf8) }
    }

    @Test("Without UTF-8 nothing but ASCII reaches the terminal")
    func asciiLocale() async throws {
        let session = try Probe.start("table", environment: ["LANG": "C", "LC_ALL": "C"])
        try await session.expect("user_00000")
        try await session.settle()
        #expect(session.output.allSatisfy { $0 < 0x80 })
    }
}
