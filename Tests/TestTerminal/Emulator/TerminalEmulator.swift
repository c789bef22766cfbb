package import Foundation

/// A terminal without a window: bytes in, screen out.
///
/// It behaves as xterm does for what ncurses sends to `xterm`, `tmux`, `screen`, `linux` and `vt100`
/// terminals. What it does not know it ignores, as terminals do, and notes in `unsupported`.
package struct TerminalEmulator: Sendable {
    /// The visible screen: the alternate screen while a program has it open.
    package internal(set) var screen: TerminalScreen
    package internal(set) var cursor = TerminalCursor()
    package internal(set) var modes = TerminalModes()
    package internal(set) var title = ""
    /// The text that OSC 52 put on the clipboard last.
    package internal(set) var clipboard: Data?
    package internal(set) var bells = 0
    /// The rows that scroll, from 0 (DECSTBM).
    package internal(set) var scrollRegion: ClosedRange<Int>
    /// Every sequence that had no effect because the emulator does not know it.
    package internal(set) var unsupported: [String] = []

    private var parser = ControlParser()
    /// Answers to the program's questions, until they are taken.
    var replies: [UInt8] = []
    /// The main screen while the alternate one is shown.
    var mainScreen: TerminalScreen?
    var savedCursor = TerminalCursor()
    var savedMainCursor = TerminalCursor()
    var tabStops: Set<Int>
    var link: String?
    var lastPrinted: Unicode.Scalar?
    var titleStack: [String] = []

    package init(size: TerminalSize = .standard) {
        screen = TerminalScreen(size: size)
        scrollRegion = 0...size.rows - 1
        tabStops = Self.defaultTabStops
    }

    package var size: TerminalSize { screen.size }

    /// Takes what a program wrote. A character or sequence may be cut anywhere.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for function in parser.functions(in: bytes) { apply(function) }
    }

    package mutating func feed(_ text: String) { feed(text.utf8) }

    /// The replies of the terminal to the program since the last call: its position, its kind.
    package mutating func takeReplies() -> [UInt8] {
        defer { replies = [] }
        return replies
    }

    /// Changes the size as xterm does: no line is wrapped again, and the cursor's row stays visible.
    package mutating func resize(to new: TerminalSize) {
        let fromTop = max(0, cursor.row + 1 - new.rows)
        screen.resize(to: new, fromTop: fromTop)
        mainScreen?.resize(to: new, fromTop: max(0, savedMainCursor.row + 1 - new.rows))
        cursor.row = min(cursor.row - min(fromTop, cursor.row), new.rows - 1)
        cursor.column = min(cursor.column, new.columns - 1)
        cursor.wrapPending = false
        scrollRegion = 0...new.rows - 1
    }

    private mutating func apply(_ function: ControlFunction) {
        switch function {
        case .print(let scalar): print(scalar)
        case .execute(let byte): execute(byte)
        case .escape(let intermediates, let final): escape(intermediates, final)
        case .sequence(let sequence): perform(sequence)
        case .operatingSystemCommand(let text): operatingSystemCommand(text)
        case .deviceControl(let text): deviceControl(text)
        }
    }

    private mutating func execute(_ byte: UInt8) {
        switch byte {
        case 0x07: bells += 1
        case 0x08: moveBy(columns: -1)
        case 0x09: tab(1)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: carriageReturn()
        case 0x0E: cursor.activeSet = 1
        case 0x0F: cursor.activeSet = 0
        default: unsupported.append("C0 0x" + String(byte, radix: 16))
        }
    }

    static let defaultTabStops = Set(stride(from: 8, to: 65_536, by: 8))
}
