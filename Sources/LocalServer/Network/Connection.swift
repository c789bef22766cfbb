import Glibc

/// One client: its bytes in, its answers out, and how long it may still take.
final class Connection {
    enum Phase {
        case open
        /// The last answer is on its way out.
        case closing
        /// Everything was sent; what still comes is read over until the other side closes.
        case lingering
        case closed
    }

    /// Bytes of answers that may wait for a slow reader before its further requests have to wait as well.
    private static let outputLimit = 1 << 20

    let descriptor: Int32
    /// Descriptors come again when a connection has gone; numbers do not.
    let number: Int
    private(set) var phase = Phase.open
    /// The time at which the connection is checked again even if nothing happens.
    private(set) var deadline: ContinuousClock.Instant
    private(set) var wantsToRead = true
    private(set) var wantsToWrite = false

    private let timeouts: Timeouts
    private var parser: HTTPParser
    /// What `deadline` was set for; nil after something that starts its time anew.
    private var timed: Wait? = .request
    /// Answers of this round, which may leave once the service has settled.
    private var round: [Piece] = []
    private var roundLength = 0
    private var output: [UInt8] = []
    private var sent = 0
    /// Until when the next answer is held back.
    private var heldUntil: ContinuousClock.Instant?
    /// The answer that somebody else is making; the connection waits for it.
    private var awaited: Answer?
    private var hasEnded = false

    /// What a connection waits for, each with its own time.
    private enum Wait {
        /// The end of a delay.
        case delay
        /// An answer that is made elsewhere.
        case job
        /// A client that takes what was sent.
        case reader
        /// The first byte of a request.
        case request
        /// The rest of a header, and the rest of a body.
        case head, body
    }

    private enum Piece {
        /// Something on the way to an answer, such as `100 Continue`.
        case interim(String)
        case answer(Answer)
    }

    private struct Answer {
        var reply: HTTPReply
        let withoutBody: Bool
        let closes: Bool
    }

    init(descriptor: Int32, number: Int, limits: HTTPLimits, timeouts: Timeouts, now: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.number = number
        self.timeouts = timeouts
        parser = HTTPParser(limits: limits)
        deadline = now + timeouts.head
    }

    /// Reads what has come and answers what is whole. The answers wait in the output until `write`.
    /// - Parameter scratch: Memory that all connections use in turn.
    func read(
        _ service: any HTTPService, into scratch: UnsafeMutableRawBufferPointer, now: ContinuousClock.Instant
    ) {
        switch Socket.read(descriptor, into: scratch) {
        case .wouldBlock: break
        case .ended:
            // One that has said its last word and is reported again is gone for good.
            if hasEnded || phase == .lingering || !owesAnswer { phase = .closed }
            hasEnded = true
            wantsToRead = false
        case .bytes(let count):
            guard phase == .open else { break }
            parser.feed(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
            serve(service, now: now)
        }
        updateDeadline(now)
    }

    private func serve(_ service: any HTTPService, now: ContinuousClock.Instant) {
        while canServe, let event = parser.next() {
            switch event {
            case .expectsContinue: round.append(.interim("HTTP/1.1 100 Continue\r\n\r\n"))
            case .request(let request):
                let reply = service.answer(request)
                let answer = Answer(
                    reply: reply, withoutBody: request.method == "HEAD", closes: !request.keepsAlive)
                if reply.job == nil { add(answer) } else { awaited = answer }
                if reply.delay > .zero { heldUntil = now + reply.delay }
            case .fault(let fault): end(with: service.answer(fault))
            }
        }
        wantsToRead = canServe && !hasEnded
    }

    private var canServe: Bool {
        phase == .open && isFree && output.count - sent + roundLength < Self.outputLimit
    }

    /// True when something is still to be sent, or to be made.
    private var owesAnswer: Bool { !output.isEmpty || !round.isEmpty || !isFree }

    private func add(_ answer: Answer) {
        round.append(.answer(answer))
        roundLength += answer.reply.body.count
        if answer.closes || answer.reply.isLost { phase = .closing }
    }

    private func end(with reply: HTTPReply) {
        add(Answer(reply: reply, withoutBody: false, closes: true))
    }

    /// The bytes of a request that is not whole yet.
    var held: Int { parser.held }

    /// Ends the connection with an answer to what is not whole yet.
    func refuse(_ fault: HTTPFault, _ service: any HTTPService, now: ContinuousClock.Instant) {
        guard phase == .open, isFree else { return }
        parser = HTTPParser(limits: HTTPLimits())
        end(with: service.answer(fault))
        wantsToRead = false
        updateDeadline(now)
    }

    /// The work to be done elsewhere for the answer that is awaited. Given once.
    func takeJob() -> (@Sendable () async -> HTTPReply)? {
        defer { awaited?.reply.job = nil }
        return awaited?.reply.job
    }

    /// Takes the answer that was awaited, and goes on with what has come meanwhile.
    func receive(_ reply: HTTPReply, _ service: any HTTPService, now: ContinuousClock.Instant) {
        guard var answer = awaited, phase == .open else { return }
        awaited = nil
        answer.reply.replace(by: reply)
        add(answer)
        serve(service, now: now)
        updateDeadline(now)
    }

    /// Makes bytes of the answers of this round.
    /// - Parameters:
    ///   - refusal: Goes out instead of the answers that have turned out not to be true.
    ///   - date: The line of the Date header.
    func settle(_ refusal: HTTPReply?, date: [UInt8]) {
        for piece in round {
            switch piece {
            case .interim(let text): output += text.utf8
            case .answer(let answer):
                var reply = answer.reply
                if let refusal, reply.isProvisional { reply.replace(by: refusal) }
                if reply.isLost { continue }
                reply.append(to: &output, withoutBody: answer.withoutBody, closes: answer.closes, date: date)
            }
        }
        round.removeAll(keepingCapacity: true)
        roundLength = 0
    }

    /// Sends what the other side takes.
    func write(_ service: any HTTPService, now: ContinuousClock.Instant) {
        guard isFree, phase != .closed, phase != .lingering else { return }
        while sent < output.count {
            let outcome = output.withUnsafeBytes {
                Socket.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[sent...]))
            }
            guard case .bytes(let count) = outcome else {
                if outcome == .ended { phase = .closed }
                break
            }
            sent += count
            timed = nil
        }
        wantsToWrite = sent < output.count && phase != .closed
        if sent == output.count {
            output.removeAll(keepingCapacity: output.count < 1 << 16)
            sent = 0
            if phase == .open { serve(service, now: now) }
            if phase == .closing, round.isEmpty { finish(now) }
            if hasEnded, !owesAnswer { phase = .closed }
        }
        updateDeadline(now)
    }

    /// True when answers wait and nothing is known to be in their way.
    var canWrite: Bool { isFree && (sent < output.count || !round.isEmpty) && !wantsToWrite && phase != .closed }

    /// False while an answer is held back or made elsewhere.
    private var isFree: Bool { heldUntil == nil && awaited == nil }

    private func finish(_ now: ContinuousClock.Instant) {
        guard !hasEnded else {
            phase = .closed
            return
        }
        phase = .lingering
        deadline = now + timeouts.linger
        wantsToRead = true
        Socket.finishSending(descriptor)
    }

    /// Acts on a deadline that has passed.
    func expire(_ service: any HTTPService, now: ContinuousClock.Instant) {
        guard deadline <= now else { return }
        if let held = heldUntil, held <= now {
            heldUntil = nil
            if phase == .open { serve(service, now: now) }
            updateDeadline(now)
        } else if phase == .open, !owesAnswer, parser.phase != .idle {
            end(with: service.answer(HTTPFault.timeout))
            wantsToRead = false
            updateDeadline(now)
        } else {
            phase = .closed
        }
    }

    /// Gives whatever begins to be waited for its time. It has that once: bytes that drip in make it no longer.
    private func updateDeadline(_ now: ContinuousClock.Instant) {
        // Lingering has one span of time, whatever still comes.
        guard phase != .lingering else { return }
        let wait = wait
        defer { timed = wait }
        if let heldUntil {
            deadline = heldUntil
        } else if wait != timed {
            deadline = now + span(of: wait)
        }
    }

    private var wait: Wait {
        if heldUntil != nil { return .delay }
        if awaited != nil { return .job }
        if sent < output.count || !round.isEmpty { return .reader }
        return switch parser.phase {
        case .idle: .request
        case .head: .head
        case .body: .body
        }
    }

    private func span(of wait: Wait) -> Duration {
        switch wait {
        case .delay: .zero
        case .job: timeouts.job
        case .reader: timeouts.write
        case .request: timeouts.idle
        case .head: timeouts.head
        case .body: timeouts.body
        }
    }
}
