import Foundation
import Glibc

/// Serves all connections from one thread. Everything it owns stays on that thread, so nothing needs a lock, and
/// the requests of one round share one `fsync`.
final class EventLoop {
    private let listener: Int32
    /// The reading end of a pipe; a byte in it means stop.
    private let stopSignal: Int32
    private let service: any HTTPService
    private let configuration: ServerConfiguration
    private let clock = ContinuousClock()
    private var poller = Poller()
    private var connections: [Int32: Connection] = [:]
    private var isAccepting = true
    /// No connection has a deadline before this one.
    private var nextDeadline: ContinuousClock.Instant?
    private var date: (second: Int, text: String) = (0, "")

    init(listener: Int32, stopSignal: Int32, service: any HTTPService, configuration: ServerConfiguration) {
        self.listener = listener
        self.stopSignal = stopSignal
        self.service = service
        self.configuration = configuration
        poller.watch(listener)
        poller.watch(stopSignal)
    }

    /// Returns when the stop signal comes; all connections are closed then.
    func run() {
        defer {
            connections.keys.forEach { close($0) }
            close(listener)
        }
        while true {
            let timeout = nextDeadline.map { max(.zero, clock.now.duration(to: $0)) }
            let events = poller.wait(timeout)
            let now = clock.now
            let date = dateText()
            var touched: [Connection] = []
            for event in events {
                if event.descriptor == stopSignal { return }
                if event.descriptor == listener {
                    acceptAll(now)
                } else if let connection = connections[event.descriptor] {
                    if event.isReadable { connection.read(service, date: date, now: now) }
                    touched.append(connection)
                }
            }
            touched += expired(now, date: date)
            finish(touched, date: date, now: now)
        }
    }

    /// Sends the answers of a round once they are true. Sending makes room, so that requests which had waited get
    /// answered; their answers go out in the next turn.
    private func finish(_ round: [Connection], date: String, now: ContinuousClock.Instant) {
        var round = round
        repeat {
            let settled = service.settle()
            for connection in round {
                if settled { connection.write(service, date: date, now: now) }
                update(connection, isLost: !settled)
            }
            round = round.filter(\.canWrite)
        } while !round.isEmpty
    }

    private func acceptAll(_ now: ContinuousClock.Instant) {
        while isAccepting {
            switch Socket.accept(listener) {
            case .nothingMore: return
            case .exhausted: pauseAccepting()
            case .connection(let descriptor):
                let connection = Connection(
                    descriptor: descriptor, limits: configuration.limits, timeouts: configuration.timeouts, now: now)
                connections[descriptor] = connection
                poller.watch(descriptor)
                note(connection.deadline)
                if connections.count >= configuration.maximumConnections { pauseAccepting() }
            }
        }
    }

    /// Leaves newcomers in the backlog until somebody has gone.
    private func pauseAccepting() {
        isAccepting = false
        poller.watch(listener, reads: false)
    }

    private func expired(_ now: ContinuousClock.Instant, date: String) -> [Connection] {
        guard let due = nextDeadline, due <= now else { return [] }
        let late = connections.values.filter { $0.deadline <= now }
        for connection in late { connection.expire(service, date: date, now: now) }
        nextDeadline = connections.values.lazy.filter { $0.phase != .closed }.map(\.deadline).min()
        return Array(late)
    }

    private func note(_ deadline: ContinuousClock.Instant) {
        nextDeadline = nextDeadline.map { min($0, deadline) } ?? deadline
    }

    private func update(_ connection: Connection, isLost: Bool) {
        if isLost || connection.phase == .closed {
            guard connections.removeValue(forKey: connection.descriptor) != nil else { return }
            poller.remove(connection.descriptor)
            close(connection.descriptor)
            if !isAccepting {
                isAccepting = true
                poller.watch(listener)
            }
        } else {
            poller.watch(connection.descriptor, reads: connection.wantsToRead, writes: connection.wantsToWrite)
            note(connection.deadline)
        }
    }

    /// The value of the Date header, made once a second.
    private func dateText() -> String {
        let second = time(nil)
        if second != date.second { date = (second, HTTPDate.text(Date(timeIntervalSince1970: Double(second)))) }
        return date.text
    }
}
