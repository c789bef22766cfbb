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
    private(set) var phase = Phase.open
    /// When the connection is looked at again even if nothing happens.
    private(set) var deadline: ContinuousClock.Instant
    private(set) var wantsToRead = true
    private(set) var wantsToWrite = false

    private let timeouts: Timeouts
    private var parser: HTTPParser
    /// The phase that `deadline` was set for.
    private var timedPhase = HTTPParser.Phase.idle
    private var output: [UInt8] = []
    private var sent = 0
    /// Until when the next answer is held back.
    private var heldUntil: ContinuousClock.Instant?
    private var hasEnded = false

    init(descriptor: Int32, limits: HTTPLimits, timeouts: Timeouts, now: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.timeouts = timeouts
        parser = HTTPParser(limits: limits)
        deadline = now + timeouts.head
    }

    /// Reads what has come and answers what is whole. The answers wait in the output until `write`.
    func read(_ service: any HTTPService, date: String, now: ContinuousClock.Instant) {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
            switch Socket.read(descriptor, into: buffer) {
            case .wouldBlock: return
            case .ended:
                // One that has said its last word and is told of again is gone for good.
                if hasEnded || phase == .lingering || (output.isEmpty && heldUntil == nil) { phase = .closed }
                if phase == .open { phase = .closing }
                hasEnded = true
                wantsToRead = false
            case .bytes(let count):
                guard phase == .open else { return }
                parser.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                serve(service, date: date, now: now)
            }
        }
        updateDeadline(now)
    }

    private func serve(_ service: any HTTPService, date: String, now: ContinuousClock.Instant) {
        while phase == .open, heldUntil == nil, output.count - sent < Self.outputLimit, let event = parser.next() {
            switch event {
            case .expectsContinue: output += "HTTP/1.1 100 Continue\r\n\r\n".utf8
            case .request(let request):
                let reply = service.answer(request)
                let closes = !request.keepsAlive
                output += reply.encoded(withoutBody: request.method == "HEAD", closes: closes, date: date)
                if closes { phase = .closing }
                if reply.delay > .zero { heldUntil = now + reply.delay }
            case .fault(let fault): end(with: service.answer(fault), date: date)
            }
        }
        wantsToRead = phase == .open && heldUntil == nil && output.count - sent < Self.outputLimit
    }

    private func end(with reply: HTTPReply, date: String) {
        output += reply.encoded(withoutBody: false, closes: true, date: date)
        phase = .closing
    }

    /// Sends what the other side takes.
    func write(_ service: any HTTPService, date: String, now: ContinuousClock.Instant) {
        guard heldUntil == nil, phase != .closed, phase != .lingering else { return }
        while sent < output.count {
            let outcome = output.withUnsafeBytes {
                Socket.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[sent...]))
            }
            guard case .bytes(let count) = outcome else {
                if outcome == .ended { phase = .closed }
                break
            }
            sent += count
            timedPhase = .idle
        }
        wantsToWrite = sent < output.count && phase != .closed
        if sent == output.count {
            output.removeAll(keepingCapacity: output.count < 1 << 16)
            sent = 0
            if phase == .closing { finish(now) } else { serve(service, date: date, now: now) }
        }
        updateDeadline(now)
    }

    /// True when answers wait and nothing is known to be in their way.
    var canWrite: Bool { heldUntil == nil && sent < output.count && !wantsToWrite && phase != .closed }

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
    func expire(_ service: any HTTPService, date: String, now: ContinuousClock.Instant) {
        guard deadline <= now else { return }
        if let held = heldUntil, held <= now {
            heldUntil = nil
            if phase == .open { serve(service, date: date, now: now) }
            updateDeadline(now)
        } else if phase == .open, output.isEmpty, parser.phase != .idle {
            end(with: service.answer(HTTPFault.timeout), date: date)
            wantsToRead = false
            updateDeadline(now)
        } else {
            phase = .closed
        }
    }

    private func updateDeadline(_ now: ContinuousClock.Instant) {
        // Lingering has one span of time, whatever still comes.
        guard phase != .lingering else { return }
        if let held = heldUntil {
            deadline = held
        } else if sent < output.count {
            deadline = now + timeouts.write
        } else {
            let phase = parser.phase
            switch phase {
            case .idle: deadline = now + timeouts.idle
            // From its first byte on, a header has one span of time, however it drips in.
            case .head: if timedPhase != .head { deadline = now + timeouts.head }
            case .body: deadline = now + timeouts.body
            }
            timedPhase = phase
        }
    }
}
