import Dispatch
import Glibc

/// Delivers the signals of the terminal on the thread of the screen: a new size, a wish to suspend, a continuation.
@ScreenActor
final class TerminalSignals {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter isReady: Called when a kind of signal is delivered from now on: those before were lost.
    init(
        isReady: @escaping @ScreenActor () -> Void, _ handler: @escaping @ScreenActor (Int32) -> Void
    ) {
        sources = [SIGWINCH, SIGTSTP, SIGCONT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { @Sendable in Task { @ScreenActor in handler(number) } }
            source.setRegistrationHandler { @Sendable in Task { @ScreenActor in isReady() } }
            source.activate()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
    }
}

/// Reports SIGTERM, SIGHUP and SIGINT on the thread of the screen while it exists, instead of ending the program.
///
/// The handler of ``TerminalReset`` writes to a pipe. A source of Dispatch would replace it and leave the default
/// action behind, with which the terminal is not restored.
@ScreenActor
final class HeldEndings {
    private let source: any DispatchSourceRead
    private let writing: Int32

    /// Nil when there are no descriptors left.
    init?(_ handler: @escaping @ScreenActor () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let reading = ends[0]
        writing = ends[1]
        source = DispatchSource.makeReadSource(fileDescriptor: reading)
        source.setEventHandler { @Sendable in
            var byte: UInt8 = 0
            guard read(reading, &byte, 1) == 1 else { return }
            Task { @ScreenActor in handler() }
        }
        source.setCancelHandler { @Sendable in Glibc.close(reading) }
        source.activate()
        TerminalReset.hold(writing)
    }

    func cancel() {
        TerminalReset.hold(-1)
        source.cancel()
        Glibc.close(writing)
    }
}
