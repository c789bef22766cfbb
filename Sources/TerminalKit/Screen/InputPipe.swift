import Glibc

/// Hands ncurses what the terminal has sent, whole keys at a time.
///
/// ncurses reads byte by byte and looks before each one whether it is there. At the terminal every such step goes through
/// its driver, which made a held key or a paste cost more than all that came of it; here the terminal is read once and
/// ncurses reads a pipe. It also never sees half a key, so that a line that stutters tears none apart.
@ScreenActor
final class InputPipe {
    /// What ncurses reads. Nothing else does.
    let reading: Int32
    private let writing: Int32
    private let terminal: Int32
    /// How long the rest of a key may take, in milliseconds.
    private let escapeDelay: Int32
    /// As many bytes at once as are passed on; a pipe holds 64 kB and is empty before.
    static let most = 16_384
    private var buffer = [UInt8](repeating: 0, count: 4096)

    enum Outcome {
        /// There is something for ncurses to read.
        case filled(isASCII: Bool)
        case nothing
        /// The terminal is gone.
        case gone
    }

    init?(terminal: Int32, escapeDelay: Int32) {
        self.terminal = terminal
        self.escapeDelay = escapeDelay
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // ncurses is to find out that there is no more, and not to wait for it.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Passes on what is waiting at the terminal. Waits when that ends inside a key, as an Esc alone seems to.
    func fill() -> Outcome {
        guard isReadable(terminal, within: 0) else { return .nothing }
        var bytes: [UInt8] = []
        var wait: Int32?
        repeat {
            let count = read(terminal, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else {
                if bytes.isEmpty { return .gone }
                break
            }
            bytes += buffer[..<count]
            // Where there was room for more there is none, unless the rest of a key is on its way.
            wait = KeySequence.isUnfinished(bytes) ? escapeDelay : count == buffer.count ? 0 : nil
        } while bytes.count < Self.most && wait.map { isReadable(terminal, within: $0) } == true
        guard !bytes.isEmpty else { return .nothing }
        _ = write(writing, bytes, bytes.count)
        return .filled(isASCII: bytes.allSatisfy { $0 < 0x80 })
    }

    /// True when ncurses has read everything.
    var isEmpty: Bool { !isReadable(reading, within: 0) }

    func close() {
        Glibc.close(reading)
        Glibc.close(writing)
    }

    private func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}
