import Dispatch
import Glibc

/// Delivers the terminal's signals on the main actor: a new size, a wish to suspend, a continuation.
@MainActor
final class TerminalSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ handler: @escaping @MainActor (Int32) -> Void) {
        sources = [SIGWINCH, SIGTSTP, SIGCONT].map { number in
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
