/// The modes a program switched on (`CSI h`) and has not switched off (`CSI l`).
package struct TerminalModes: Hashable, Sendable {
    /// The numbers of `CSI ? n h`.
    package internal(set) var dec: Set<Int> = [7, 25]
    /// The numbers of `CSI n h`.
    package internal(set) var ansi: Set<Int> = []
    /// `ESC =`
    package internal(set) var applicationKeypad = false

    /// The entries of the stack of the kitty keyboard protocol, each the flags that hold while it is the last.
    package internal(set) var keyboard: [Int] = []
    /// xterm's `modifyOtherKeys`.
    package internal(set) var otherKeys = 0

    package var applicationCursorKeys: Bool { dec.contains(1) }
    package var originMode: Bool { dec.contains(6) }
    package var autoWrap: Bool { dec.contains(7) }
    package var cursorVisible: Bool { dec.contains(25) }
    package var mouse: Bool { !dec.isDisjoint(with: [9, 1000, 1002, 1003]) }
    package var focusEvents: Bool { dec.contains(1004) }
    package var alternateScreen: Bool { !dec.isDisjoint(with: [47, 1047, 1049]) }
    package var bracketedPaste: Bool { dec.contains(2004) }
    var insert: Bool { ansi.contains(4) }
    var lineFeedReturns: Bool { ansi.contains(20) }

    static let knownDEC: Set<Int> = [
        1, 3, 4, 5, 6, 7, 8, 9, 12, 25, 40, 45, 47, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1034, 1047, 1048, 1049,
        2004, 2026,
    ]
    /// 34 is the cursor's shape in the terminal descriptions of tmux and screen.
    static let knownANSI: Set<Int> = [4, 20, 34]
}
