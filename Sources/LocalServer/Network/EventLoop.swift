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
    private let mailbox: Mailbox
    private let poller: Poller
    /// The bytes of one read, on their way to the parser of their connection.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    private var connections: [Int32: Connection] = [:]
    private var lastNumber = 0
    private var isAccepting = true
    /// The time to accept again even if nobody has gone.
    private var acceptAgain: ContinuousClock.Instant?
    /// No connection has a deadline before this one.
    private var nextDeadline: ContinuousClock.Instant?
    private var date: (second: Int, line: [UInt8]) = (0, [])

    init(listener: Int32, stopSignal: Int32, service: any HTTPService, configuration: ServerConfiguration)
        throws(LocalServerError)
    {
        mailbox = try Mailbox()
        poller = try Poller()
        self.listener = listener
        self.stopSignal = stopSignal
        self.service = service
        self.configuration = configuration
        poller.watch(listener)
        poller.watch(stopSignal)
        poller.watch(mailbox.descriptor)
    }

    deinit { scratch.deallocate() }

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
            var touched: [Connection] = []
            for event in events {
                if event.descriptor == stopSignal { return }
                if event.descriptor == listener {
                    acceptAll(now)
                } else if event.descriptor == mailbox.descriptor {
                    touched += receive(mailbox.collect(), now)
                } else if let connection = connections[event.descriptor] {
                    if event.isReadable { read(connection, now) }
                    touched.append(connection)
                }
            }
            touched += expired(now)
            finish(touched, date: dateLine(), now: now)
        }
    }

    /// Reads what has come. Of all the requests that are on their way at once, no more is kept than the limit says.
    private func read(_ connection: Connection, _ now: ContinuousClock.Instant) {
        connection.read(service, into: scratch, now: now)
        // Small requests are bounded by the number of connections; nobody counts them.
        guard connection.held > 1 << 20 else { return }
        let held = connections.values.reduce(0) { $0 + $1.held }
        if held > configuration.limits.heldAtOnce { connection.refuse(.tooMuchAtOnce, service, now: now) }
    }

    /// Sends the answers of a round once they are true. Sending makes room, so that requests which had waited get
    /// answered; their answers go out in the next turn.
    private func finish(_ round: [Connection], date: [UInt8], now: ContinuousClock.Instant) {
        var round = round
        repeat {
            let refusal = service.settle()
            for connection in round {
                connection.settle(refusal, date: date)
                connection.write(service, now: now)
                update(connection)
            }
            round = round.filter(\.canWrite)
        } while !round.isEmpty
    }

    /// - Returns: The connections that can go on.
    private func receive(_ answers: [Mailbox.Answer], _ now: ContinuousClock.Instant) -> [Connection] {
        answers.compactMap { answer in
            guard let connection = connections[answer.descriptor], connection.number == answer.number else {
                return nil
            }
            connection.receive(answer.reply, service, now: now)
            return connection
        }
    }

    private func startErrand(of connection: Connection) {
        guard let job = connection.takeJob() else { return }
        let (mailbox, descriptor, number) = (mailbox, connection.descriptor, connection.number)
        Task { mailbox.deliver(.init(descriptor: descriptor, number: number, reply: await job())) }
    }

    private func acceptAll(_ now: ContinuousClock.Instant) {
        while isAccepting {
            switch Socket.accept(listener) {
            case .nothingMore: return
            case .exhausted:
                pauseAccepting()
                // Others may have the descriptors, and they do not report when they give them back.
                acceptAgain = now + .seconds(1)
                note(now + .seconds(1))
            case .connection(let descriptor):
                lastNumber += 1
                let connection = Connection(
                    descriptor: descriptor, number: lastNumber, limits: configuration.limits,
                    timeouts: configuration.timeouts, now: now)
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

    private func resumeAccepting() {
        guard !isAccepting else { return }
        isAccepting = true
        acceptAgain = nil
        poller.watch(listener)
    }

    private func expired(_ now: ContinuousClock.Instant) -> [Connection] {
        guard let due = nextDeadline, due <= now else { return [] }
        if let acceptAgain, acceptAgain <= now { resumeAccepting() }
        let late = connections.values.filter { $0.deadline <= now }
        for connection in late { connection.expire(service, now: now) }
        nextDeadline = connections.values.lazy.filter { $0.phase != .closed }.map(\.deadline).min()
        if let acceptAgain { note(acceptAgain) }
        return Array(late)
    }

    private func note(_ deadline: ContinuousClock.Instant) {
        nextDeadline = nextDeadline.map { min($0, deadline) } ?? deadline
    }

    private func update(_ connection: Connection) {
        startErrand(of: connection)
        if connection.phase == .closed {
            guard connections.removeValue(forKey: connection.descriptor) != nil else { return }
            poller.remove(connection.descriptor)
            close(connection.descriptor)
            resumeAccepting()
        } else {
            poller.watch(connection.descriptor, reads: connection.wantsToRead, writes: connection.wantsToWrite)
            note(connection.deadline)
        }
    }

    /// The line of the Date header, made once a second.
    private func dateLine() -> [UInt8] {
        let second = time(nil)
        if second != date.second {
            let text = HTTPDate.text(Date(timeIntervalSince1970: Double(second)))
            date = (second, Array("Date: \(text)\r\n".utf8))
        }
        return date.line
    }
}

/// The service behind the network: answers requests, one after the other, on the thread of the event loop.
protocol HTTPService: AnyObject {
    func answer(_ request: IncomingRequest) -> HTTPReply
    func answer(_ fault: HTTPFault) -> HTTPReply

    /// Called after a round of requests and before any of their answers leaves. What was written is on disk when it
    /// returns nil. Otherwise nothing was, and what it returns goes out instead of every answer that is
    /// `isProvisional`.
    func settle() -> HTTPReply?
}
