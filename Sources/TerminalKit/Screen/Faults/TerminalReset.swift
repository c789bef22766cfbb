import CNcurses
import Glibc
import Synchronization

/// Gives the terminal back when the program is ended by a signal or a trap.
///
/// All that the handler needs is prepared in memory it only reads: the bytes that undo the screen's modes and the
/// terminal settings from before. The handler calls only functions that may be called in handlers (signal-safety(7)),
/// and then lets the signal act as it would have without it. A terminal that takes nothing does not keep it from that,
/// and neither does a second fault on the way.
enum TerminalReset {
    private struct State {
        var settings = termios()
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        var faultNote: UnsafeMutablePointer<UInt8>?
        var faultNoteCount = 0
        /// The descriptor that frames are written to, and one of `/dev/null` to replace it with.
        var output: Int32 = -1
        var nowhere: Int32 = -1
    }

    /// The terminal to restore, -1 when there is none. Whoever takes it out, by an exchange that leaves -1, owns `state`
    /// from then on; as there is one to take, that is one handler or thread at the most.
    private static let terminal = Atomic<Int32>(-1)
    /// The thread that ends the program in a handler; 0 before.
    private static let ending = Atomic<pid_t>(0)
    /// The descriptor that SIGTERM, SIGHUP and SIGINT are reported to instead of ending the program; -1 while they end it.
    private static let held = Atomic<Int32>(-1)

    /// Safe without isolation, as `terminal` guards it: `arm` writes it while there is nothing to take and releases it by
    /// storing the terminal, and only who has taken that reads or frees it: `disarm`, which runs on the screen's thread as
    /// `arm` does, or `restore`, with which the program ends. The pointer is made by `arm`, before the first handler.
    private static nonisolated(unsafe) let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
        return state
    }()

    /// The actions from before, by signal number.
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
        EndingSignals.restoreDefaults()
        for signal in EndingSignals.all { former[Int(signal)] = EndingSignals.formerAction(signal) }
    }

    /// From now on every end of the program restores the terminal.
    ///
    /// - Parameters:
    ///   - output: The descriptor that frames are written to, opened so that writing does not block, if possible.
    ///   - bytes: The bytes that undo the screen's modes.
    ///   - faultNote: Printed after a trap.
    @ScreenActor
    static func arm(output: Int32, settings: termios, bytes: [UInt8], faultNote: String) {
        disarm()
        state.pointee.settings = settings
        (state.pointee.bytes, state.pointee.count) = copy(bytes)
        (state.pointee.faultNote, state.pointee.faultNoteCount) = copy(Array(faultNote.utf8))
        sigaltstack(&ownStack, nil)
        _ = atExit
        state.pointee.output = output
        state.pointee.nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        Self.terminal.store(fcntl(output, F_DUPFD_CLOEXEC, 10), ordering: .releasing)
        var action = sigaction()
        action.__sigaction_handler.sa_sigaction = { TerminalReset.handle($0, $1, $2) }
        action.sa_flags = SA_SIGINFO | Int32(bitPattern: UInt32(SA_ONSTACK)) | SA_RESTART
        for signal in EndingSignals.all where !EndingSignals.staysIgnored(signal) { sigaction(signal, &action, nil) }
    }

    /// The screen has restored the terminal itself; signals act as before.
    @ScreenActor
    static func disarm() {
        let terminal = Self.terminal.exchange(-1, ordering: .acquiringAndReleasing)
        guard terminal >= 0 else { return }
        for signal in EndingSignals.all { sigaction(signal, former + Int(signal), nil) }
        state.pointee.bytes?.deallocate()
        state.pointee.faultNote?.deallocate()
        close(terminal)
        close(state.pointee.nowhere)
    }

    /// From now on SIGTERM, SIGHUP and SIGINT write a byte to `descriptor`, which does not block; -1 lets them end the
    /// program again.
    @ScreenActor
    static func hold(_ descriptor: Int32) {
        held.store(descriptor, ordering: .releasing)
    }

    /// While another program has the terminal, its keys for signals (Ctrl-C, Ctrl-\) are meant for that program.
    @ScreenActor
    static func ignoreKeys(_ isIgnored: Bool) {
        for number in [SIGINT, SIGQUIT] {
            if isIgnored { signal(number, SIG_IGN) } else { sigaction(number, former + Int(number), nil) }
        }
    }

    // MARK: In the handler

    private static func handle(
        _ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
    ) {
        let errorNumber = errno
        if let information, isOwn(signal, information) || isHeld(signal) {
            errno = errorNumber
            return
        }
        let thread = gettid()
        let (isFirst, owner) = ending.compareExchange(expected: 0, desired: thread, ordering: .acquiringAndReleasing)
        if !isFirst {
            // A fault inside the handler ends the program with what is done. Another thread waits until it has ended.
            if owner != thread { for _ in 0..<100 { poll(nil, 0, 100) } }
            end(signal)
        }
        // Should the handler wait for a lock that the interrupted code holds, this ends it.
        Glibc.signal(SIGALRM, SIG_DFL)
        unblock(SIGALRM)
        alarm(10)
        let isFault = EndingSignals.isFault(signal)
        if let terminal = restore(isFault: isFault), isFault {
            ErrorCapture.writeKept(to: terminal)
            FaultReport.write(signal, information, context, terminal: terminal)
        }
        end(signal)
    }

    /// A pipe of the program's own that nobody reads any more is an error of the write (EPIPE).
    private static func isOwn(_ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>) -> Bool {
        signal == SIGPIPE && cn_signal_sender(information) == getpid()
    }

    private static func isHeld(_ signal: Int32) -> Bool {
        guard signal == SIGTERM || signal == SIGHUP || signal == SIGINT else { return false }
        let descriptor = held.load(ordering: .acquiring)
        guard descriptor >= 0 else { return false }
        var byte = UInt8(truncatingIfNeeded: signal)
        return write(descriptor, &byte, 1) == 1 || errno == EAGAIN
    }

    /// Ends the program as the signal does by default, so that whoever started it sees the signal.
    private static func end(_ signal: Int32) -> Never {
        alarm(0)
        // 0 and 1 are the default and to ignore; the runtime's handler is there where somebody wants it.
        let hasHandler = unsafeBitCast(former[Int(signal)].__sigaction_handler.sa_handler, to: Int.self) > 1
        if hasHandler { sigaction(signal, former + Int(signal), nil) } else { Glibc.signal(signal, SIG_DFL) }
        unblock(signal)
        raise(signal)
        // The first process of a container does not get signals with their default action.
        _exit(128 + signal)
    }

    private static func unblock(_ signal: Int32) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, signal)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Returns the terminal that was restored; nil when there was none.
    @discardableResult
    private static func restore(isFault: Bool) -> Int32? {
        let terminal = Self.terminal.exchange(-1, ordering: .acquiringAndReleasing)
        guard terminal >= 0 else { return nil }
        // The thread of the screen goes on meanwhile, and must not paint over what is restored.
        if state.pointee.nowhere >= 0 { dup3(state.pointee.nowhere, state.pointee.output, O_CLOEXEC) }
        let bytes = UnsafeRawBufferPointer(start: state.pointee.bytes, count: state.pointee.count)
        SignalSafeWrite.all(bytes, to: terminal)
        tcsetattr(terminal, TCSANOW, &state.pointee.settings)
        if isFault {
            let note = UnsafeRawBufferPointer(start: state.pointee.faultNote, count: state.pointee.faultNoteCount)
            SignalSafeWrite.all(note, to: terminal)
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
