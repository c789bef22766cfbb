import Glibc

/// What undoes the modes of the screen: prepared while all is well, used when nothing else can be trusted.
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
