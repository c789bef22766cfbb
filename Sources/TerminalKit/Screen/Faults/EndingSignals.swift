import Glibc

/// The signals that end a program which does nothing about them, and their actions from before the screen.
package enum EndingSignals {
    /// The signals of a fault of the program's own.
    static let faults = [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS]

    /// All signals whose default action ends the program and that can be handled. Two of them (32 and 33) belong to the
    /// C library, and SIGXFSZ is ignored.
    static let all: [Int32] = (1...64).filter { signal in
        switch signal {
        case SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGXFSZ, 32, 33: false
        default: true
        }
    }

    static func isFault(_ signal: Int32) -> Bool {
        switch signal {
        case SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGSYS: true
        default: false
        }
    }

    /// Lets every signal end the program as the system does by itself, and a file that may not grow be an error of the
    /// write (EFBIG) instead of the end. To be called first of all.
    ///
    /// The Swift runtime has installed a handler of its own, also for Ctrl-\, that looks for symbols for many seconds and
    /// then asks questions on the terminal. It stays where `SWIFT_BACKTRACE` asks for it, for faults only.
    package static func restoreDefaults() {
        _ = ignoredFromStart
        signal(SIGXFSZ, SIG_IGN)
        for number in faults + [SIGQUIT] where !isIgnored(number) && !hasBacktracer(number) { signal(number, SIG_DFL) }
    }

    /// By signal number: a signal ignored from the start, as `nohup` and shells do, stays ignored. SIGPIPE is often
    /// ignored by accident of who starts a program, and loses nothing here: writes of our own only fail.
    private static let ignoredFromStart = (0...64).map { $0 != SIGPIPE && all.contains($0) && isIgnored($0) }

    static func staysIgnored(_ number: Int32) -> Bool { ignoredFromStart[Int(number)] }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    /// The action of a signal while there is no screen: that from before if it was to ignore the signal, else the
    /// default of the system. No other handler is ever the former one, neither the runtime's nor that of ncurses.
    static func formerAction(_ number: Int32) -> sigaction {
        var former = sigaction()
        sigaction(number, nil, &former)
        return isIgnored(number) || hasBacktracer(number) ? former : sigaction()
    }

    /// True when the user wants the runtime's own handler.
    private static func hasBacktracer(_ number: Int32) -> Bool { isFault(number) && getenv("SWIFT_BACKTRACE") != nil }
}
