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
