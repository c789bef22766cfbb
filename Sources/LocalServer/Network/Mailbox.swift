import Glibc
import Synchronization

/// Answers that were made elsewhere, on their way back to the thread of the event loop.
final class Mailbox: Sendable {
    struct Letter: Sendable {
        let descriptor: Int32
        /// Of the connection that waits for it.
        let number: Int
        let reply: HTTPReply
    }

    private let letters = Mutex<[Letter]>([])
    private let pipe: (reading: Int32, writing: Int32)

    init() throws(LocalServerError) {
        pipe = try Socket.pipe()
    }

    // Whoever still brings a letter holds the mailbox, so nobody writes to a pipe that is closed.
    deinit {
        close(pipe.reading)
        close(pipe.writing)
    }

    /// Readable when there are letters.
    var descriptor: Int32 { pipe.reading }

    /// Puts a letter into the box; any thread may.
    func bring(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        var byte: UInt8 = 0
        _ = write(pipe.writing, &byte, 1)
    }

    /// The letters that have come. Called when the descriptor is readable.
    func collect() -> [Letter] {
        var bytes = [UInt8](repeating: 0, count: 256)
        _ = read(pipe.reading, &bytes, bytes.count)
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
