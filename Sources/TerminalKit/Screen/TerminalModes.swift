import Glibc

/// The modes of the terminal that the screen needs, set whatever another program has left them at, and what undoes them.
@ScreenActor
struct TerminalModes {
    let enter: [UInt8]
    let leave: [UInt8]

    /// Clicks and the wheel, with positions beyond column 223.
    static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
    static let mouseOff = Array("\u{1B}[?1000;1002;1003;1005;1006;1015l".utf8)

    /// After `newterm`, which loads the terminal's description.
    init() {
        // The Linux console and the terminals of old have no second screen, and print what they do not know.
        let isLikeXterm = TerminalDescription.capability("smcup")?.contains("\u{1B}[?") == true
        let keypadOn = TerminalDescription.capability("smkx") ?? ""
        let keypadOff = TerminalDescription.capability("rmkx") ?? ""
        var enter = "\u{1B}[?2004h"
        var leave = "\u{1B}[m\u{1B}[?2004l"
        if keypadOn.isEmpty || keypadOn.contains("\u{1B}=") || keypadOn.contains("\u{1B}[?1h") {
            // Cursor keys and keypad as they are without a program: the keypad then types what stands on its keys.
            enter += "\u{1B}[?1l\u{1B}>"
        } else {
            enter += keypadOn
            leave += keypadOff
        }
        if Self.reportsFocus {
            enter += "\u{1B}[?1004h"
            leave += "\u{1B}[?1004l"
        }
        if isLikeXterm {
            // Keys in their usual coding: an entry of our own on the stack of kitty's protocol, and xterm's
            // modifyOtherKeys off. Terminals that do not know them ignore them; others print them.
            enter += "\u{1B}[>0u\u{1B}[>4;0m"
            leave = "\u{1B}[<1u" + leave
        }
        self.enter = Self.mouseOff + Array(enter.utf8)
        self.leave = Self.mouseOff + Array(leave.utf8)
    }

    /// True when the terminal's description names reports of the focus.
    private static var reportsFocus: Bool {
        ["fe", "kxIN"].contains { TerminalDescription.capability($0) != nil } || TerminalDescription.hasFlag("XF")
    }
}

/// The bytes and settings that undo the modes of the screen: prepared while all is well, used when nothing else can be trusted.
struct ResetPlan {
    /// The terminal's settings from before.
    let settings: termios
    let faultNote: String
    /// Everything that leaves the screen: our modes, then what the terminal's description says.
    let bytes: [UInt8]

    let modes: TerminalModes

    @ScreenActor
    init(settings: termios, faultNote: String) {
        self.settings = settings
        self.faultNote = faultNote
        let parts = ["rmkx", "sgr0", "oc", "cnorm", "rmcup"].compactMap { TerminalDescription.capability($0) }
        modes = TerminalModes()
        bytes = modes.leave + parts.flatMap { Array($0.utf8) } + Array("\r\n".utf8)
    }
}
