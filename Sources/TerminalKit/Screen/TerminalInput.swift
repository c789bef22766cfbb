import CNcurses
import Glibc

/// Reads what is waiting at the terminal and turns it into events.
@ScreenActor
final class TerminalInput {
    private let terminal: Int32
    /// As many bytes at once as are decoded together.
    private static let most = 16_384
    private var buffer = [UInt8](repeating: 0, count: 4096)
    private var decoder: InputDecoder

    enum Outcome {
        case events([InputEvent])
        /// The terminal is gone.
        case gone
    }

    /// After `newterm`, which loads the terminal's description.
    ///
    /// - Parameter escapeDelay: The time an Esc waits for the rest of a key.
    init(terminal: Int32, escapeDelay: Duration) {
        self.terminal = terminal
        let isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        decoder = InputDecoder(isUTF8 ? .utf8 : .locale, described: DescribedKeys.all, escapeDelay: escapeDelay)
    }

    /// The time to call ``expire()``; nil while nothing waits for a time.
    var deadline: ContinuousClock.Instant? { decoder.deadline }

    /// Lets an Esc wait longer for a while: the program that had the terminal before may have asked it something, as
    /// editors and shells do, and the answers may come in pieces.
    func expectAnswers() { decoder.expectAnswers(until: .now + .seconds(1)) }

    /// Everything that is waiting, in order. An Esc at its end becomes a key at the ``deadline``: it may begin one.
    func drain() -> Outcome {
        var events: [InputEvent] = []
        var total = 0
        while total < Self.most, isReadable(within: 0) {
            let count = read(terminal, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { break }
            guard count > 0 else { return total == 0 ? .gone : .events(events) }
            total += count
            events += decoder.take(Array(buffer[..<count]), now: .now)
            // A read that leaves room has taken all there was.
            if count < buffer.count { break }
        }
        return .events(events)
    }

    /// Everything that is waiting, and the events that a passed deadline makes of what came before. What has come
    /// meanwhile is read first: it may be the rest of a key.
    func expire() -> Outcome {
        guard case .events(let events) = drain() else { return .gone }
        return .events(events + decoder.expire(now: .now))
    }

    /// Throws away everything that is waiting. It goes through the decoder, as of a sequence only a part may have come;
    /// the rest of a key is waited for.
    func discard() {
        for _ in 0..<64 {
            guard case .events(let events) = drain() else { return }
            if let deadline = decoder.escapeDeadline {
                let rest = max(.zero, deadline - .now) / .milliseconds(1)
                if isReadable(within: Int32(rest.rounded(.up))) { continue }
                _ = decoder.expire(now: max(deadline, .now))
            }
            if events.isEmpty { return }
        }
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}
