import Glibc
import Synchronization

/// The master side of a pseudo-terminal. It stays open after the program's end, so that the settings left
/// behind can be read, and is closed only when no Dispatch source watches it any more.
final class MasterDescriptor: Sendable {
    private struct State {
        var isOpen = true
        var isWatched = false
    }

    private let number: Int32
    private let state = Mutex(State())

    init(_ number: Int32) { self.number = number }

    deinit { close() }

    /// Calls `body` with the descriptor, which stays open meanwhile.
    func use<Success: Sendable>(
        _ body: (Int32) throws(PseudoTerminalError) -> Success
    ) throws(PseudoTerminalError) -> Success {
        let outcome: Result<Success, PseudoTerminalError> = state.withLock { state in
            guard state.isOpen else {
                return .failure(PseudoTerminalError(call: "using a closed terminal", errorNumber: EBADF))
            }
            do throws(PseudoTerminalError) {
                return .success(try body(number))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// To be called when a source begins to watch the descriptor, and when it has been cancelled.
    func setWatched(_ isWatched: Bool) {
        state.withLock { state in
            state.isWatched = isWatched
            if !state.isOpen, !isWatched { Glibc.close(number) }
        }
    }

    /// Closes at once, or as soon as the source that watches it has been cancelled.
    func close() {
        state.withLock { state in
            guard state.isOpen else { return }
            state.isOpen = false
            if !state.isWatched { Glibc.close(number) }
        }
    }
}
