import Synchronization

/// Sends values to any number of listeners, from any thread. Each listener gets the values sent since it began; what is
/// sent while nobody listens waits for the next one.
package final class Broadcast<Value: Sendable>: Sendable {
    private struct Listeners {
        var streams: [Int: AsyncStream<Value>.Continuation] = [:]
        var lastID = 0
        var unheard: [Value] = []
    }

    /// The number that a person would care to hear of late.
    private static var unheardCapacity: Int { 100 }

    private let listeners = Mutex(Listeners())
    private let keepsNewestOnly: Bool

    /// - Parameter keepsNewestOnly: True where a listener that is behind need not hear what was replaced since.
    package init(keepsNewestOnly: Bool = false) {
        self.keepsNewestOnly = keepsNewestOnly
    }

    package func send(_ value: Value) {
        let streams = listeners.withLock { listeners in
            if listeners.streams.isEmpty {
                listeners.unheard = listeners.unheard.suffix((keepsNewestOnly ? 1 : Self.unheardCapacity) - 1) + [value]
            }
            return Array(listeners.streams.values)
        }
        for stream in streams { stream.yield(value) }
    }

    /// The values from now on, until whoever reads them is cancelled.
    package func values() -> AsyncStream<Value> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Value.self, bufferingPolicy: keepsNewestOnly ? .bufferingNewest(1) : .unbounded)
        let id = listeners.withLock { listeners in
            for value in listeners.unheard { continuation.yield(value) }
            listeners.unheard = []
            listeners.lastID += 1
            listeners.streams[listeners.lastID] = continuation
            return listeners.lastID
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0.streams[id] = nil }
        }
        return stream
    }
}
