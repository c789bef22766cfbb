import Dispatch
import Glibc

/// Delivers signals on the main actor; unless told otherwise those of the terminal: a new size, a wish to suspend, a
/// continuation.
@MainActor
final class TerminalSignals {
    private let sources: [any DispatchSourceSignal]

    init(
        _ numbers: [Int32] = [SIGWINCH, SIGTSTP, SIGCONT], _ handler: @escaping @MainActor (Int32) -> Void
    ) {
        sources = numbers.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { MainActor.assumeIsolated { handler(number) } }
            source.activate()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
    }
}
