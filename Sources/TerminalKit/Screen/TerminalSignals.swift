import Dispatch
import Glibc

/// Delivers signals on the thread of the screen; unless told otherwise those of the terminal: a new size, a wish to suspend, a
/// continuation.
@ScreenActor
final class TerminalSignals {
    private let sources: [any DispatchSourceSignal]

    init(
        _ numbers: [Int32] = [SIGWINCH, SIGTSTP, SIGCONT], _ handler: @escaping @ScreenActor (Int32) -> Void
    ) {
        sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { @Sendable in Task { @ScreenActor in handler(number) } }
            source.activate()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
    }
}
