import Foundation
import Glibc
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("The curses screen in a terminal")
struct CursesScreenTests {
    private static let large = TerminalSize(columns: 120, rows: 40)

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

    @Test("Where there is no terminal it says so in one sentence", arguments: ["", "nonsense-term", "dumb"])
    func refused(term: String) async throws {
        let session = try Probe.start("table", term: term)
        #expect(try await session.ended() == .exited(2))
        #expect(session.screen.lines.filter { !$0.isEmpty }.count <= 2)
        #expect(session.lines.joined().contains("TERM=xterm-256color"))
        #expect(!session.output.contains(0x1B))
    }

    @Test("A type of terminal that holds control characters is not printed as it is")
    func hostileType() async throws {
        let session = try Probe.start(
            "table", term: "evil\u{1B}]0;title\u{7}\u{9B}31m\u{202E}" + String(repeating: "x", count: 500))
        try #expect(await session.ended() == .exited(2))
        let output = String(decoding: session.output, as: UTF8.self)
        #expect(output.contains("TERM=xterm-256color"))
        #expect(
            output.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value) && $0.value != 0x202E
                    || "\r\n".unicodeScalars.contains($0)
            })
        #expect(output.count < 300)
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

    @Test("Scrolling by a line scrolls the terminal instead of repainting it")
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
        #expect(session.line(2).hasPrefix(">   user_00000"))
        #expect(session.line(18).contains("user_00016"))
        #expect(session.line(19).hasPrefix(" j/k move"))
    }

    @Test("A window made small and large again in one go is repainted")
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
        #expect(await session.terminal.continueWhenStopped())
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

    @Test("A new theme and Ctrl-L repaint everything")
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

    @Test("A terminal that says it is huge is drawn in part and costs no memory")
    func boundedSize() async throws {
        let command = TerminalCommand(Probe.path, ["table"], size: TerminalSize(columns: 20_000, rows: 20_000))
        let (master, processID) = try PseudoTerminal.start(command)
        defer {
            kill(processID, SIGKILL)
            var status: Int32 = 0
            waitpid(processID, &status, 0)
            close(master)
        }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !String(decoding: output, as: UTF8.self).contains("user_00400") {
            var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            try #require(poll(&request, 1, 60_000) > 0)
            let count = read(master, &buffer, buffer.count)
            try #require(count > 0)
            output += buffer[..<count]
        }
        let status = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        let kilobytes = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
        #expect(kilobytes < 500_000)
    }

    @Test("Where files may not grow, frames come all the same")
    func fileSizeLimit() async throws {
        let session = try TerminalSession(
            TerminalCommand("sh", ["-c", "ulimit -f 1; exec \"$0\" table", Probe.path], size: Self.large))
        try await session.expect("user_00036")
        try session.press(.pageDown, .pageDown)
        try await session.expect("user_00100")
        #expect(session.emulator.unsupported == [])
        try session.press(.character("q"))
        #expect(try await session.ended() == .exited(0))
    }

    @Test("A copied text reaches the clipboard of the terminal")
    func clipboard() async throws {
        let session = try Probe.start("table")
        try await session.expect("user_00000")
        try session.type("c")
        try await session.expect("the clipboard") { $0.clipboard == Data("row 0 Zoë".utf8) }
    }

    @Test(
        "A terminal that is not known to have a clipboard is sent nothing",
        arguments: ["linux", "tmux-256color", "vt220"])
    func noClipboard(term: String) async throws {
        let session = try Probe.start("table", term: term)
        try await session.expect("user_00000")
        try session.type("c")
        try await session.expect("not sent")
        #expect(session.emulator.clipboard == nil)
    }

    @Test("Without UTF-8 nothing but ASCII reaches the terminal")
    func asciiLocale() async throws {
        let session = try Probe.start("table", environment: ["LANG": "C", "LC_ALL": "C"])
        try await session.expect("user_00000")
        try await session.settle()
        #expect(session.output.allSatisfy { $0 < 0x80 })
    }
}
