import Foundation
import Synchronization

/// The thread that carries all transfers of a transport, and the way to it. The thread begins with the first request;
/// while nothing is under way it sleeps.
final class CurlEngine: Sendable {
    enum Command: Sendable {
        case start(TransferRequest, CheckedContinuation<TransferRequest.Outcome, Never>)
        case cancel(UUID)
        case stop
    }

    private struct State {
        var commands: [Command] = []
        var wakePipe: WakePipe?
    }

    private let settings: TransportSettings
    private let library: @Sendable () -> CurlLibrary?
    private let state = Mutex(State())

    init(_ settings: TransportSettings, library: @escaping @Sendable () -> CurlLibrary?) {
        self.settings = settings
        self.library = library
    }

    /// Hands a request over. The continuation is resumed once.
    func start(_ transfer: TransferRequest, _ continuation: CheckedContinuation<TransferRequest.Outcome, Never>) {
        func fail(_ kind: TransportError.Kind) {
            continuation.resume(returning: .failure(TransportError(kind, server: transfer.origin)))
        }
        guard let library = library() else { return fail(.libraryMissing) }
        let isHandedOver = state.withLock { state in
            if state.wakePipe == nil { state.wakePipe = begin(library) }
            return send(.start(transfer, continuation), &state)
        }
        if !isHandedOver { fail(.other) }
    }

    /// Ends a transfer wherever it is, even before it was handed over.
    func cancel(_ transfer: TransferRequest) {
        transfer.isCancelled.set()
        state.withLock { _ = send(.cancel(transfer.id), &$0) }
    }

    /// Ends all transfers, and the thread.
    func stop() {
        state.withLock { _ = send(.stop, &$0) }
    }

    /// False when there is no thread to send to.
    private func send(_ command: Command, _ state: inout State) -> Bool {
        guard let pipe = state.wakePipe else { return false }
        state.commands.append(command)
        if state.commands.count == 1 { pipe.wake() }
        return true
    }

    private func takeCommands() -> [Command] {
        state.withLock { state in
            state.wakePipe?.drain()
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Starts the thread. Nil when the process has no descriptors left.
    private func begin(_ library: CurlLibrary) -> WakePipe? {
        guard let pipe = WakePipe() else { return nil }
        let thread = Thread { [self] in
            // Signals are for the program's own threads. A connection that is closed while it is written to would
            // otherwise end the program.
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            CurlLoop(library, settings)?.run(wakeDescriptor: pipe.readEnd, takeCommands)
        }
        thread.name = "transfers"
        thread.start()
        return pipe
    }
}

/// A pipe that ends a wait for descriptors.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    /// Nil when the process has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func wake() {
        // A pipe that is full wakes as well.
        _ = write(writeEnd, [1], 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
