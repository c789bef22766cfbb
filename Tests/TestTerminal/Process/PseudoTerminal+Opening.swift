package import Glibc

/// The C library does not show `posix_openpt` and its relatives to Swift (they are declared for X/Open
/// programs only), so these are the requests they make of the kernel (pts(4), ioctl_tty(2)).
extension PseudoTerminal {
    /// `TIOCSPTLCK`: a new slave side is locked until this is set to 0.
    private static let lockRequest: UInt = 0x4004_5431
    /// `TIOCGPTN`: the number of the slave side.
    private static let numberRequest: UInt = 0x8004_5430

    /// Starts a command in a terminal of its own, for measurements: the caller reads and closes the master side, which
    /// does not block, and waits for the end of the program.
    package static func start(
        _ command: TerminalCommand
    ) throws(PseudoTerminalError) -> (master: Int32, processID: pid_t) {
        let master = try openMaster(size: command.size)
        do throws(PseudoTerminalError) {
            return (master, try command.spawn(inTerminal: try slavePath(of: master)))
        } catch {
            close(master)
            throw error
        }
    }

    /// A new pseudo-terminal's master side: not blocking, and not inherited by programs that tests start.
    static func openMaster(size: TerminalSize) throws(PseudoTerminalError) -> Int32 {
        let flags = O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK
        let master = try PseudoTerminalError.check("opening /dev/ptmx", open("/dev/ptmx", flags))
        do throws(PseudoTerminalError) {
            var locked: Int32 = 0
            try PseudoTerminalError.check("TIOCSPTLCK", ioctl(master, lockRequest, &locked))
            try setSize(size, of: master)
        } catch {
            close(master)
            throw error
        }
        return master
    }

    static func slavePath(of master: Int32) throws(PseudoTerminalError) -> String {
        var number: UInt32 = 0
        try PseudoTerminalError.check("TIOCGPTN", ioctl(master, numberRequest, &number))
        return "/dev/pts/\(number)"
    }

    static func setSize(_ size: TerminalSize, of master: Int32) throws(PseudoTerminalError) {
        var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        try PseudoTerminalError.check("TIOCSWINSZ", ioctl(master, UInt(TIOCSWINSZ), &window))
    }
}
