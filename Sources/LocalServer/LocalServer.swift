import Foundation
import Glibc
import Synchronization

/// A stand-in Sisense server on this machine: HTTP/1.1, the operations of the catalogue, sample data. Demos, tests
/// and rehearsals run on it.
package final class LocalServer: Sendable {
    /// The address it listens at: `http://127.0.0.1:PORT`, and the path below which it lies, if there is one.
    package let address: String
    package let port: UInt16

    private let stopSignal: Int32
    private let ending: Ending

    private init(address: String, port: UInt16, stopSignal: Int32, ending: Ending) {
        self.address = address
        self.port = port
        self.stopSignal = stopSignal
        self.ending = ending
    }

    /// Opens the data, listens, and answers from then on, on a thread of its own.
    /// - Throws: `LocalServerError`; nothing is left behind then.
    package static func start(_ configuration: ServerConfiguration = ServerConfiguration())
        async throws(LocalServerError)
        -> LocalServer
    {
        Socket.raiseDescriptorLimit()
        // A file that may not grow is an error of the write that finds out, like a full disk, and no end of the program.
        signal(SIGXFSZ, SIG_IGN)
        let listener = try Socket.listen(address: configuration.address, port: configuration.port)
        let port = Socket.port(of: listener)
        let stop: (reading: Int32, writing: Int32)
        do throws(LocalServerError) {
            stop = try Socket.pipe()
        } catch {
            close(listener)
            throw error
        }
        let ending = Ending()
        let opened: Result<Void, LocalServerError> = await withCheckedContinuation { continuation in
            let thread = Thread {
                do throws(LocalServerError) {
                    let api = try API(configuration: configuration)
                    let service: any HTTPService =
                        if let chaos = configuration.chaos {
                            ChaosService(api, chaos, seed: configuration.sample.seed)
                        } else {
                            api
                        }
                    let loop = try EventLoop(
                        listener: listener, stopSignal: stop.reading, service: service, configuration: configuration)
                    continuation.resume(returning: .success(()))
                    loop.run()
                } catch {
                    close(listener)
                    continuation.resume(returning: .failure(error))
                }
                ending.reached {
                    close(stop.reading)
                    close(stop.writing)
                }
            }
            thread.name = "local-server"
            thread.stackSize = 8 << 20
            thread.start()
        }
        try opened.get()
        let host = configuration.address.contains(":") ? "[\(configuration.address)]" : configuration.address
        let path = configuration.baseSegments.map { "/\($0)" }.joined()
        return LocalServer(
            address: "http://\(host):\(port)\(path)", port: port, stopSignal: stop.writing, ending: ending)
    }

    /// Ends all connections, puts everything on disk and returns when the thread is done. May be called again.
    package func stop() async {
        ending.request {
            var byte: UInt8 = 1
            _ = write(stopSignal, &byte, 1)
        }
        await ending.wait()
    }

    /// True when `address` reaches this machine alone.
    package static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.")
    }
}

/// The end of the server's thread, for those who wait for it.
private final class Ending: Sendable {
    private struct State {
        var isRequested = false
        var isReached = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs `signal` unless the end was requested or reached before: the descriptor it writes to may be another's by then.
    func request(_ signal: () -> Void) {
        state.withLock { state in
            if !state.isRequested, !state.isReached { signal() }
            state.isRequested = true
        }
    }

    /// - Parameter release: Closes what `request` writes to.
    func reached(_ release: () -> Void) {
        let waiting = state.withLock { state in
            state.isReached = true
            release()
            defer { state.waiting = [] }
            return state.waiting
        }
        waiting.forEach { $0.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if !state.isReached { state.waiting.append(continuation) }
                return state.isReached
            }
            if isReached { continuation.resume() }
        }
    }
}
