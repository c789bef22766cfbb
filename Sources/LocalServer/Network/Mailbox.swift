import Glibc
import Synchronization

/// Answers that were made elsewhere, on their way back to the thread of the event loop.
final class Mailbox: Sendable {
    struct Answer: Sendable {
        let descriptor: Int32
        /// Of the connection that waits for it.
        let number: Int
        let reply: HTTPReply
    }

    private let answers = Mutex<[Answer]>([])
    private let pipe: (reading: Int32, writing: Int32)

    init() throws(LocalServerError) {
        pipe = try Socket.pipe()
    }

    // Whoever still delivers an answer holds the mailbox, so nobody writes to a pipe that is closed.
    deinit {
        close(pipe.reading)
        close(pipe.writing)
    }

    /// Readable when there are answers.
    var descriptor: Int32 { pipe.reading }

    /// Puts an answer into the box; any thread may.
    func deliver(_ answer: Answer) {
        answers.withLock { $0.append(answer) }
        var byte: UInt8 = 0
        _ = write(pipe.writing, &byte, 1)
    }

    /// The answers that have come. Called when the descriptor is readable.
    func collect() -> [Answer] {
        var bytes = [UInt8](repeating: 0, count: 256)
        _ = read(pipe.reading, &bytes, bytes.count)
        return answers.withLock { answers in
            defer { answers = [] }
            return answers
        }
    }
}

/// Waits for many file descriptors at once.
struct Poller {
    struct Event {
        let descriptor: Int32
        /// Bytes have come, or the other side has gone.
        let isReadable: Bool
    }

    private var watched: [pollfd] = []
    private var indices: [Int32: Int] = [:]

    mutating func watch(_ descriptor: Int32, reads: Bool = true, writes: Bool = false) {
        let events = Int16(truncatingIfNeeded: (reads ? POLLIN : 0) | (writes ? POLLOUT : 0))
        if let index = indices[descriptor] {
            watched[index].events = events
        } else {
            indices[descriptor] = watched.count
            watched.append(pollfd(fd: descriptor, events: events, revents: 0))
        }
    }

    mutating func remove(_ descriptor: Int32) {
        guard let index = indices.removeValue(forKey: descriptor), let last = watched.popLast() else { return }
        guard index < watched.count else { return }
        watched[index] = last
        indices[last.fd] = index
    }

    /// - Parameter timeout: Nil waits as long as it takes.
    mutating func wait(_ timeout: Duration?) -> [Event] {
        var milliseconds: Int32 = -1
        if let timeout {
            let (seconds, attoseconds) = timeout.components
            // Rounded up, so that a deadline has passed when the wait is over.
            milliseconds = Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        }
        let count = Int(poll(&watched, nfds_t(watched.count), milliseconds))
        guard count > 0 else { return [] }
        return watched.lazy.filter { $0.revents != 0 }.prefix(count).map { entry in
            // A hang-up or an error shows itself in the next read.
            let isReadable = Int32(entry.revents) & (POLLIN | POLLHUP | POLLERR | POLLNVAL) != 0
            return Event(descriptor: entry.fd, isReadable: isReadable)
        }
    }
}
