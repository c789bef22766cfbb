import Glibc

/// What undoes the modes of the screen: prepared while all is well, used when nothing else can be trusted.
struct ResetPlan {
    /// The terminal's settings from before.
    let settings: termios
    let faultNote: String
    /// Everything that leaves the screen: our modes, then what the terminal's description says.
    let bytes: [UInt8]

    /// Bracketed paste and focus events on; keys of the screen's own modes are ncurses' affair.
    static let enter = Array("\u{1B}[?2004h\u{1B}[?1004h".utf8)
    /// The same off, and the rendition that a frame may have left.
    static let leave = Array("\u{1B}[m\u{1B}[?2004l\u{1B}[?1004l".utf8)
    /// Mouse reports in all forms ncurses may have asked for.
    private static let mouseOff = Array("\u{1B}[?1006;1000l".utf8)

    @ScreenActor
    init(settings: termios, faultNote: String) {
        self.settings = settings
        self.faultNote = faultNote
        let parts = ["rmkx", "sgr0", "oc", "cnorm", "rmcup"].compactMap { TerminalDescription.capability($0) }
        bytes = Self.leave + Self.mouseOff + parts.flatMap { Array($0.utf8) } + Array("\r\n".utf8)
    }
}
