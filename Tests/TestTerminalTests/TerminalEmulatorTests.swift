import Foundation
import TestTerminal
import Testing

@Suite("The terminal emulator")
struct TerminalEmulatorTests {
    /// The text on a terminal of 10 by 4 after the bytes, `.` for blank cells.
    private static func show(_ text: String) -> [String] {
        var emulator = TerminalEmulator(size: TerminalSize(columns: 10, rows: 4))
        emulator.feed(text)
        return emulator.screen.lines.map { $0.replacing(" ", with: ".") }
    }

    struct Example: Sendable {
        var what: String
        var bytes: String
        var lines: [String]

        init(_ what: String, _ bytes: String, _ lines: String...) {
            self.what = what
            self.bytes = bytes
            self.lines = lines
        }
    }

    private static let four = "a\r\nb\r\nc\r\nd"

    static let examples = [
        Example("text", "hi\r\nyou", "hi", "you", "", ""),
        Example("line feed keeps the column", "ab\nc", "ab", "..c", "", ""),
        Example("wrapping", "0123456789ab", "0123456789", "ab", "", ""),
        Example("the wrap waits", "0123456789\rX", "X123456789", "", "", ""),
        Example("a move forgets the wrap", "0123456789\u{1B}[DX", "01234567X9", "", "", ""),
        Example("erasing forgets the wrap", "0123456789\u{1B}[KX", "012345678X", "", "", ""),
        Example("a tab keeps the wrap", "0123456789\tX", "0123456789", "X", "", ""),
        Example("no wrap", "\u{1B}[?7l0123456789ab", "012345678b", "", "", ""),
        Example("scrolling at the foot", four + "\r\ne", "b", "c", "d", "e"),
        Example("cursor position", "\u{1B}[2;3Hx\u{1B}[Hy", "y", "..x", "", ""),
        Example("positions outside are held", "\u{1B}[99;99Hx", "", "", "", ".........x"),
        Example("relative moves", "\u{1B}[2B\u{1B}[3Cx\u{1B}[A\u{1B}[2Dy", "", "..y", "...x", ""),
        Example("column and row", "\u{1B}[5Gx\u{1B}[3dy", "....x", "", ".....y", ""),
        Example("next and previous line", "ab\u{1B}[2Ec\u{1B}[Fd", "ab", "d", "c", ""),
        Example("erase to the right", "abc\r\u{1B}[C\u{1B}[K", "a", "", "", ""),
        Example("erase to the left", "abcd\u{1B}[3D\u{1B}[1K", "..cd", "", "", ""),
        Example("erase below", four + "\u{1B}[2;1H\u{1B}[J", "a", "", "", ""),
        Example("erase above", four + "\u{1B}[3;1H\u{1B}[1J", "", "", "", "d"),
        Example("erase all", four + "\u{1B}[2Jx", "", "", "", ".x"),
        Example("erase cells", "abcde\r\u{1B}[2X", "..cde", "", "", ""),
        Example("insert cells", "abc\r\u{1B}[2@", "..abc", "", "", ""),
        Example("delete cells", "abcde\r\u{1B}[2P", "cde", "", "", ""),
        Example("insert mode", "abc\r\u{1B}[4hx\u{1B}[4ly", "xybc", "", "", ""),
        Example("insert lines", four + "\u{1B}[2;1H\u{1B}[2L", "a", "", "", "b"),
        Example("delete lines", four + "\u{1B}[2;1H\u{1B}[2M", "a", "d", "", ""),
        Example("scroll up", four + "\u{1B}[S", "b", "c", "d", ""),
        Example("scroll down", four + "\u{1B}[2T", "", "", "a", "b"),
        Example("scroll region", four + "\u{1B}[2;3r\u{1B}[3;1H\nx", "a", "c", "x", "d"),
        Example("reverse index", four + "\u{1B}[2;3r\u{1B}[2;1H\u{1B}Mx", "a", "x", "b", "d"),
        Example("lines outside the region stay", four + "\u{1B}[2;3r\u{1B}[4;1H\u{1B}[L", "a", "b", "c", "d"),
        Example("origin mode", "\u{1B}[2;3r\u{1B}[?6h\u{1B}[Hx\u{1B}[9;1Hy", "", "x", "y", ""),
        Example("repeat", "ab\u{1B}[3b", "abbbb", "", "", ""),
        Example("tabs", "\tx\u{1B}[3g\r\ty", "........xy", "", "", ""),
        Example("a tab stop set", "\u{1B}[4G\u{1B}H\r\tx\u{1B}[Zy", "...y", "", "", ""),
        Example("save and restore", "a\u{1B}7\u{1B}[3;3Hb\u{1B}8c", "ac", "", "..b", ""),
        Example("line drawing by G0", "\u{1B}(0lqk\u{1B}(Bq", "┌─┐q", "", "", ""),
        Example("line drawing by G1", "\u{1B}(B\u{1B})0\u{E}x\u{F}x", "│x", "", "", ""),
        Example("alternate screen", "a\u{1B}[?1049hb\u{1B}[?1049lc", "ac", "", "", ""),
        Example("wide characters", "a語b", "a語b", "", "", ""),
        Example("half a wide character overwritten", "語b\u{1B}[2Gx", ".xb", "", "", ""),
        Example("a wide character that does not fit", "012345678語", "012345678", "語", "", ""),
        Example("a wide character cut by erasing", "a語b\u{1B}[3G\u{1B}[K", "a", "", "", ""),
        Example("a wide character cut by deleting", "語b\r\u{1B}[P", ".b", "", "", ""),
        Example("combining marks", "e\u{301}x", "e\u{301}x", "", "", ""),
        Example("a mark on the last column", "012345678e\u{301}x", "012345678e\u{301}", "x", "", ""),
        Example("alignment test", "\u{1B}#8\u{1B}[2;1H\u{1B}[J", "EEEEEEEEEE", "", "", ""),
        Example("reset", "abc\u{1B}cx", "x", "", "", ""),
    ]

    @Test("Every function changes the screen as it does in xterm", arguments: examples)
    func changesScreen(_ example: Example) {
        #expect(Self.show(example.bytes) == example.lines, "\(example.what)")
    }

    @Test("Colours and attributes are kept with each cell")
    func style() {
        var emulator = TerminalEmulator()
        emulator.feed("\u{1B}[1;31;44ma\u{1B}[38;5;208mb\u{1B}[38:2::1:2:3;7mc\u{1B}[22;27;39;49md\u{1B}[me")
        let styles = (0..<5).map { emulator.screen[0, $0].style }
        #expect(styles[0].attributes == .bold)
        #expect(styles[0].foreground == .indexed(1) && styles[0].background == .indexed(4))
        #expect(styles[1].foreground == .indexed(208))
        #expect(styles[2].foreground == .rgb(1, 2, 3) && styles[2].attributes == [.bold, .reverse])
        #expect(styles[3] == TerminalStyle() && styles[4] == TerminalStyle())
    }

    @Test("Erasing leaves the background colour and nothing else")
    func backColourErase() {
        var emulator = TerminalEmulator()
        emulator.feed("\u{1B}[1;44m\u{1B}[K")
        #expect(emulator.screen[0, 79].style.background == .indexed(4))
        #expect(emulator.screen[0, 79].style.attributes == [])
    }

    @Test("Modes that a program sets can be read, and are off again when it resets them")
    func modes() {
        var emulator = TerminalEmulator()
        let before = emulator.modes
        emulator.feed("\u{1B}[?1h\u{1B}=\u{1B}[?25l\u{1B}[?1004;1006;1000;2004h\u{1B}[?1049h")
        let modes = emulator.modes
        #expect(modes.applicationCursorKeys && modes.applicationKeypad && !modes.cursorVisible)
        #expect(modes.focusEvents && modes.mouse && modes.bracketedPaste && modes.alternateScreen)
        emulator.feed("\u{1B}[?1l\u{1B}>\u{1B}[?25h\u{1B}[?1004;1006;1000;2004l\u{1B}[?1049l")
        #expect(emulator.modes == before)
        #expect(emulator.unsupported.isEmpty)
    }

    @Test("Titles, links and bells are seen")
    func strings() {
        var emulator = TerminalEmulator()
        emulator.feed("\u{1B}]2;hello\u{7}\u{1B}]8;;https://a.example\u{1B}\\x\u{1B}]8;;\u{1B}\\y\u{7}")
        #expect(emulator.title == "hello" && emulator.bells == 1)
        #expect(emulator.screen[0, 0].link == "https://a.example" && emulator.screen[0, 1].link == nil)
    }

    @Test(
        "The clipboard is set by OSC 52, plain or passed through tmux or screen",
        arguments: [
            "\u{1B}]52;c;aGVsbG8=\u{7}", "\u{1B}]52;c;aGVsbG8=\u{1B}\\",
            "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}\\", "\u{1B}P\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}\\",
        ])
    func clipboard(_ bytes: String) {
        var emulator = TerminalEmulator()
        emulator.feed(bytes)
        #expect(emulator.clipboard == Data("hello".utf8))
        #expect(emulator.unsupported.isEmpty)
    }

    @Test("A sequence that is not known is noted and changes nothing")
    func unsupported() {
        var emulator = TerminalEmulator()
        emulator.feed("\u{1B}[?9999h\u{1B}[5yx\u{1B}]777;x\u{7}")
        #expect(emulator.unsupported == ["CSI ? 9999 h", "CSI 5 y", "OSC 777;x"])
        #expect(emulator.screen.line(0) == "x")
    }

    @Test("Questions are answered: position, status, kind, size")
    func replies() {
        var emulator = TerminalEmulator()
        emulator.feed("\u{1B}[3;4H\u{1B}[6n\u{1B}[5n\u{1B}[18t")
        #expect(String(decoding: emulator.takeReplies(), as: UTF8.self) == "\u{1B}[3;4R\u{1B}[0n\u{1B}[8;24;80t")
        #expect(emulator.takeReplies().isEmpty)
    }

    @Test("A new size keeps what fits, and the row of the cursor")
    func resize() {
        var emulator = TerminalEmulator(size: TerminalSize(columns: 10, rows: 4))
        emulator.feed("0123456789\r\nb\r\nc\r\nd")
        emulator.resize(to: TerminalSize(columns: 5, rows: 2))
        #expect(emulator.screen.lines == ["c", "d"])
        #expect(emulator.cursor.row == 1 && emulator.scrollRegion == 0...1)
        emulator.resize(to: TerminalSize(columns: 6, rows: 3))
        #expect(emulator.screen.lines == ["c", "d", ""])
    }
}
