import CNcurses
import Glibc

/// Reads what is waiting at the terminal and turns it into events.
@ScreenActor
final class TerminalInput {
    private let terminal: Int32
    /// How long the rest of a key may take, in milliseconds.
    private let escapeDelay: Int32
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
    /// - Parameter escapeDelay: How long an Esc waits for the rest of a key, in milliseconds.
    init(terminal: Int32, escapeDelay: Int32) {
        self.terminal = terminal
        self.escapeDelay = escapeDelay
        let isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        decoder = InputDecoder(isUTF8 ? .utf8 : .locale, described: DescribedKeys.all)
    }

    /// When ``expire()`` is to be called; nil while nothing waits for a time.
    var deadline: ContinuousClock.Instant? { decoder.deadline }

    /// Everything that is waiting, in order. An Esc at its end is waited for: it may begin a key.
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
            // Where there was room for more, there is none.
            if decoder.isAfterEscape {
                if !isReadable(within: escapeDelay) { events += decoder.endEscape(now: .now) }
            } else if count < buffer.count {
                break
            }
        }
        return .events(events)
    }

    /// Returns the events that a passed deadline makes of what came before.
    func expire() -> [InputEvent] { decoder.expire(now: .now) }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}
