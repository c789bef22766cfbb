import Dispatch
import Glibc

/// Delivers signals on the thread of the screen; unless told otherwise those of the terminal: a new size, a wish to suspend, a
/// continuation.
@ScreenActor
final class TerminalSignals {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter isReady: Called when a kind of signal is delivered from now on: those before were lost.
    init(
        _ numbers: [Int32] = [SIGWINCH, SIGTSTP, SIGCONT], isReady: @escaping @ScreenActor () -> Void = {},
        _ handler: @escaping @ScreenActor (Int32) -> Void
    ) {
        sources = numbers.map { number in
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
