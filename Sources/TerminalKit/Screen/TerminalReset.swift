import Glibc
import Synchronization

/// Gives the terminal back when the program is ended by a signal or a trap.
///
/// What the handler needs is prepared in memory it only reads: the bytes that undo the screen's modes and the terminal
/// settings from before. The handler calls nothing but ``PatientWrite``, `tcsetattr`, `sigaction` and `raise`, which
/// may be called in handlers (signal-safety(7)), and then lets the signal act as it would have without it. A terminal
/// that takes nothing does not keep it from that.
enum TerminalReset {
    /// Signals that end the program from outside.
    private static let endings = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
    /// Signals that end it by a fault of its own.
    private static let faults = [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP]

    private struct State {
        var settings = termios()
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        var faultNote: UnsafeMutablePointer<UInt8>?
        var faultNoteCount = 0
    }

    /// The terminal to restore, -1 when there is none. Whoever takes it out, by an exchange that leaves -1, owns `state`
    /// from then on; as there is one to take, that is one handler or thread at the most.
    private static let terminal = Atomic<Int32>(-1)

    /// Safe without isolation, as `terminal` guards it: `arm` writes it while there is nothing to take and releases it by
    /// storing the terminal, and only who has taken that reads or frees it: `disarm`, which runs on the screen's thread as
    /// `arm` does, or `restore`, with which the program ends. The pointer is made by `arm`, before the first handler.
    private static nonisolated(unsafe) let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
        return state
    }()

    /// The actions from before, by signal number. A trap ends the program as the system does by default: Swift's own
    /// backtrace asks questions on the terminal.
    ///
    /// Safe without isolation: `noteActions` alone writes it, on the thread of the screen and while no handler is installed;
    /// everybody else reads.
    private static nonisolated(unsafe) let former: UnsafeMutablePointer<sigaction> = {
        let former = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
        former.initialize(repeating: sigaction(), count: 65)
        return former
    }()

    /// Notes how signals act before ncurses sets handlers of its own, which exit with a status instead.
    @ScreenActor
    static func noteActions() {
        for signal in endings { sigaction(signal, nil, former + Int(signal)) }
        if getenv("SWIFT_BACKTRACE") != nil {
            for signal in faults { sigaction(signal, nil, former + Int(signal)) }
        }
    }

    /// From now on every end of the program restores the terminal.
    ///
    /// - Parameters:
    ///   - terminal: Opened so that writing does not block, where that is possible.
    ///   - bytes: What undoes the screen's modes.
    ///   - faultNote: Printed after a trap.
    @ScreenActor
    static func arm(terminal: Int32, settings: termios, bytes: [UInt8], faultNote: String) {
        disarm()
        state.pointee.settings = settings
        (state.pointee.bytes, state.pointee.count) = copy(bytes)
        (state.pointee.faultNote, state.pointee.faultNoteCount) = copy(Array(faultNote.utf8))
        sigaltstack(&ownStack, nil)
        _ = atExit
        Self.terminal.store(terminal, ordering: .releasing)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { TerminalReset.handle($0) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_ONSTACK))
        for signal in endings + faults where !isIgnored(signal) { sigaction(signal, &action, nil) }
    }

    /// The screen has restored the terminal itself; signals act as before.
    @ScreenActor
    static func disarm() {
        guard terminal.exchange(-1, ordering: .acquiringAndReleasing) >= 0 else { return }
        for signal in endings + faults { sigaction(signal, former + Int(signal), nil) }
        state.pointee.bytes?.deallocate()
        state.pointee.faultNote?.deallocate()
    }

    /// A signal ignored from the start, as `nohup` and shells do, stays ignored.
    private static func isIgnored(_ signal: Int32) -> Bool {
        unsafeBitCast(former[Int(signal)].__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    private static func handle(_ signal: Int32) {
        let isFault = signal != SIGTERM && signal != SIGHUP && signal != SIGINT && signal != SIGQUIT
        let terminal = restore(isFault: isFault)
        sigaction(signal, former + Int(signal), nil)
        if isFault, let terminal {
            ErrorCapture.writeKept(to: terminal)
            FaultReport.write(signal, terminal: terminal)
        }
        // A fault happens again when the handler returns; what was sent must be sent again.
        raise(signal)
    }

    /// Returns the terminal that was restored; nil when there was none.
    @discardableResult
    private static func restore(isFault: Bool) -> Int32? {
        let terminal = Self.terminal.exchange(-1, ordering: .acquiringAndReleasing)
        guard terminal >= 0 else { return nil }
        PatientWrite.all(UnsafeRawBufferPointer(start: state.pointee.bytes, count: state.pointee.count), to: terminal)
        tcsetattr(terminal, TCSANOW, &state.pointee.settings)
        if isFault {
            let note = UnsafeRawBufferPointer(start: state.pointee.faultNote, count: state.pointee.faultNoteCount)
            PatientWrite.all(note, to: terminal)
        }
        return terminal
    }

    /// A program that leaves by `exit` restores the terminal too. Registered once.
    private static let atExit = atexit { TerminalReset.restore(isFault: false) }

    /// A stack of its own lets the handler run when the program's has overflowed. Used on the thread of the screen only.
    @ScreenActor
    private static var ownStack: stack_t = {
        var stack = stack_t()
        stack.ss_size = 1 << 16
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
        return stack
    }()

    private static func copy(_ bytes: [UInt8]) -> (UnsafeMutablePointer<UInt8>, Int) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
        copy.initialize(repeating: 0, count: max(1, bytes.count))
        copy.update(from: bytes, count: bytes.count)
        return (copy, bytes.count)
    }
}
