import CCurl
import Foundation

/// The transfers of an engine. All of it stays on the engine's thread.
final class CurlLoop {
    private let library: CurlLibrary
    private let functions: UnsafePointer<cc_library>
    private let settings: TransportSettings
    private let multi: OpaquePointer
    private var transfers: [OpaquePointer: CurlTransfer] = [:]
    /// Reads that wait for one of their server's connections.
    private var waiting: [CurlTransfer] = []
    /// Reads under way, by origin.
    private var reads: [String: Int] = [:]
    private var isOver = false

    init?(_ library: CurlLibrary, _ settings: TransportSettings) {
        self.library = library
        self.settings = settings
        functions = library.functions
        guard let multi = functions.pointee.multi_init() else { return nil }
        self.multi = multi
    }

    deinit {
        _ = functions.pointee.multi_cleanup(multi)
    }

    /// Carries transfers until a command ends it. `commands` gives those that came since it was last asked; the
    /// descriptor becomes readable when there are some.
    func run(wakeDescriptor: Int32, _ commands: () -> [CurlEngine.Command]) {
        while true {
            commands().forEach(take)
            if isOver { break }
            advance()
            // The library's own deadlines shorten the hour.
            var wake = cc_wait(descriptor: wakeDescriptor, events: 1, revents: 0)
            _ = functions.pointee.multi_wait(multi, &wake, 1, 3_600_000, nil)
        }
        waiting.forEach { $0.cancel() }
        transfers.values.forEach(end)
    }

    private func take(_ command: CurlEngine.Command) {
        switch command {
        case .start(let request, let continuation):
            waiting.append(CurlTransfer(request, settings, continuation))
        case .cancel(let id):
            if let index = waiting.firstIndex(where: { $0.request.id == id }) { waiting.remove(at: index).cancel() }
            if let transfer = transfers.values.first(where: { $0.request.id == id }) { end(transfer) }
        case .stop:
            isOver = true
        }
        startWaiting()
    }

    /// Starts what waits, but of the reads only as many as their servers have connections for.
    private func startWaiting() {
        waiting.removeAll { transfer in
            let request = transfer.request
            guard !request.isCancelled.isSet else {
                transfer.cancel()
                return true
            }
            if request.sharesConnections, reads[request.origin, default: 0] >= settings.limits.connections {
                return false
            }
            start(transfer)
            return true
        }
    }

    private func start(_ transfer: CurlTransfer) {
        guard let easy = transfer.prepare(library), functions.pointee.multi_add(multi, easy) == 0 else {
            return transfer.fail(.other)
        }
        transfers[easy] = transfer
        if transfer.request.sharesConnections { reads[transfer.request.origin, default: 0] += 1 }
    }

    /// Carries the transfers as far as they go without waiting. One that ends makes room for another.
    private func advance() {
        repeat {
            var running: Int32 = 0
            _ = functions.pointee.multi_perform(multi, &running)
        } while finishTransfers()
    }

    /// Hands over what has come to its end; true when there was something.
    private func finishTransfers() -> Bool {
        var left: Int32 = 0
        var hasFinished = false
        while let message = functions.pointee.multi_info_read(multi, &left)?.pointee {
            guard message.kind == 1, let easy = message.easy, let transfer = transfers[easy] else { continue }
            transfer.finish(message.data.code)
            remove(transfer, easy)
            if !transfer.isOver { start(transfer) }
            hasFinished = true
        }
        if hasFinished { startWaiting() }
        return hasFinished
    }

    /// Ends a transfer, for its caller at once: the library may take its time to let it go.
    private func end(_ transfer: CurlTransfer) {
        transfer.cancel()
        if let easy = transfer.easy { remove(transfer, easy) }
    }

    private func remove(_ transfer: CurlTransfer, _ easy: OpaquePointer) {
        transfers[easy] = nil
        _ = functions.pointee.multi_remove(multi, easy)
        transfer.release()
        guard transfer.request.sharesConnections else { return }
        let count = reads[transfer.request.origin, default: 1] - 1
        reads[transfer.request.origin] = count > 0 ? count : nil
    }
}
