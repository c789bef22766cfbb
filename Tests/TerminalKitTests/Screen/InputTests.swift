import Glibc
import TestRandom
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("Input from a terminal")
struct InputTests {
    private func session(_ environment: [String: String] = [:]) async throws -> TerminalSession {
        let session = try Probe.start("keys", size: TerminalSize(columns: 60, rows: 40), environment: environment)
        try await session.expect("ready")
        return session
    }

    @Test(
        "What a terminal sends arrives as the key that was pressed",
        arguments: [
            ("j", "j"), ("ä", "ä"), ("山", "山"), (" ", "Space"), ("\r", "Enter"), ("\n", "Ctrl-J"), ("\t", "Tab"),
            ("\u{7F}", "Backspace"), ("\u{13}", "Ctrl-S"), ("\u{11}", "Ctrl-Q"), ("\u{3}", "Ctrl-C"),
            ("\u{1A}", "Ctrl-Z"), ("\u{1C}", "Ctrl-\\"), ("\u{1B}OA", "Up"), ("\u{1B}[5~", "PgUp"),
            ("\u{1B}[Z", "Shift-Tab"),
            ("\u{1B}OP", "F1"), ("\u{1B}[24~", "F12"), ("\u{1B}[3~", "Del"), ("\u{1B}[1;5A", "Ctrl-Up"),
            ("\u{1B}[1;2B", "Shift-Down"), ("\u{1B}[1;3D", "Alt-Left"), ("\u{1B}OH", "Home"), ("\u{1B}", "Esc"),
        ])
    func keys(sent: String, name: String) async throws {
        let session = try await session()
        try session.type(sent)
        try await session.expect("key <\(name)>")
        #expect(session.lines.filter { $0.hasPrefix("key") }.count == 1)
    }

    @Test("A paste is one event with its line ends; focus is reported, but not asked for where no description has it")
    func pasteAndFocus() async throws {
        let session = try await session()
        #expect(session.emulator.modes.bracketedPaste && !session.emulator.modes.focusEvents)
        try session.paste("two\rlines\u{1B}[A")
        try await session.expect("paste <two␊lines")
        try session.type("\u{1B}[O\u{1B}[I")
        try await session.expect("focus <out>")
        try await session.expect("focus <in>")
        #expect(!session.screenText.contains("key <"))
    }

    @Test("The mouse is off unless asked for, and then reports clicks and the wheel")
    func mouse() async throws {
        let off = try await session()
        #expect(!off.emulator.modes.mouse)
        let on = try await session(["PROBE_MOUSE": "1"])
        try await on.expect("mouse reports") { $0.modes.mouse }
        try on.type("\u{1B}[<0;11;6M\u{1B}[<0;11;6m\u{1B}[<64;3;4M\u{1B}[<65;3;4M")
        try await on.expect("mouse <press 10,5>")
        try await on.expect("mouse <release 10,5>")
        try await on.expect("mouse <wheelUp 2,3>")
        try await on.expect("mouse <wheelDown 2,3>")
    }

    @Test("Keys that a line delivers in pieces are whole", arguments: ["é", "山", "\u{1B}[1;5C", "\u{1B}[<0;11;6M"])
    func pieces(_ key: String) async throws {
        let session = try await session(["PROBE_MOUSE": "1", "ESCDELAY": "1000"])
        for byte in key.utf8 {
            try session.terminal.write([byte])
            // The thread and not the task sleeps: another task could have it for longer than the rest is waited for.
            usleep(500)
        }
        try session.type("z")
        try await session.expect("key <z>")
        let lines = session.screenText.split(separator: "\n").filter { $0.contains("<") }
        #expect(lines.count == 2, "\(lines)")
    }

    @Test("Whatever bytes come, the program goes on and can be left", arguments: 1...4)
    func fuzz(seed: UInt64) async throws {
        let session = try await session(["PROBE_MOUSE": "1"])
        var random = SeededRandom(seed: seed)
        let starts = ["\u{1B}[", "\u{1B}O", "\u{1B}[<", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M", "\u{1B}]", "\u{C3}"]
        for _ in 0..<300 {
            var bytes = Array((starts.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<random.next() % 8 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
            // The probe ends on that letter.
            try session.terminal.write(bytes.filter { $0 != UInt8(ascii: "q") })
        }
        try session.type("\u{1B}[201~")
        try await session.settle()
        try session.type("q")
        #expect(try await session.ended() == .exited(0))
    }

    @Test("A UTF-8 locale that is not installed still means UTF-8")
    func missingLocale() async throws {
        let session = try await session(["LANG": "xx_YY.UTF-8"])
        try session.type("ä山")
        try await session.expect("key <山>")
    }

    @Test(
        "Home, End and the keypad work whatever the terminal is called",
        arguments: ["xterm", "xterm-256color", "linux", "rxvt", "screen", "tmux-256color", "vt220"])
    func names(term: String) async throws {
        let session = try Probe.start("keys", term: term, size: TerminalSize(columns: 60, rows: 40))
        try await session.expect("ready")
        try session.type("\u{1B}[1~\u{1B}[7~\u{1B}[H\u{1B}OH\u{1B}[4~\u{1B}[8~\u{1B}[F\u{1B}OF\u{1B}Ow\u{1B}OMz")
        try await session.expect("key <z>")
        let keys = session.screenText.split(separator: "\n").filter { $0.contains("<") }
        #expect(keys.filter { $0.contains("<Home>") }.count == 4 && keys.filter { $0.contains("<End>") }.count == 4)
        #expect(keys.contains { $0.contains("<7>") } && keys.contains { $0.contains("<Enter>") } && keys.count == 11)
    }

    @Test("The size is that of the terminal, whatever LINES and COLUMNS say")
    func exportedSize() async throws {
        let session = try await session(["LINES": "24", "COLUMNS": "80"])
        try session.resize(to: TerminalSize(columns: 50, rows: 20))
        try await session.expect("resize <50x20>")
    }

    @Test("A resize is reported once with the newest size")
    func resize() async throws {
        let session = try await session()
        try session.resize(to: TerminalSize(columns: 50, rows: 20))
        try await session.expect("resize <50x20>")
        #expect(!session.emulator.modes.cursorVisible)
    }
}
