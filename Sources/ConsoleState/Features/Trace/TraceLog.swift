import Foundation
package import SisenseClient
import Synchronization

/// The last requests of this session, as the client reports them: from any thread, at any time.
package final class TraceLog: Sendable {
    /// As many as a person would look through.
    private static let capacity = 500
    /// Bytes of all bodies together.
    private static let bodyCapacity = 8 << 20

    private let traces = Mutex<[RequestTrace]>([])
    /// Says that something was added, however much that was.
    let changes = Broadcast<Void>(keepsNewestOnly: true)

    package init() {}

    /// Takes a request that is over. The log is what `APIClient` gets as its observer.
    package func add(_ trace: RequestTrace) {
        traces.withLock { traces in
            if traces.count >= Self.capacity { traces.removeFirst(traces.count - Self.capacity + 1) }
            traces.append(trace)
            forgetBodies(&traces)
        }
        changes.send(())
    }

    /// The newest first.
    package var all: [RequestTrace] { traces.withLock { $0.reversed() } }

    /// The request of a row; nil when it is too long ago.
    func trace(_ id: RecordID) -> RequestTrace? {
        traces.withLock { $0.first { $0.id.uuidString == id.description } }
    }

    /// Keeps the bodies of the newest requests only, as far as `bodyCapacity` goes.
    private func forgetBodies(_ traces: inout [RequestTrace]) {
        var size = 0
        for index in traces.indices.reversed() {
            size += traces[index].bodySize
            guard size > Self.bodyCapacity else { continue }
            if traces[index].bodySize == 0 { return }
            traces[index].forgetBodies()
        }
    }
}
