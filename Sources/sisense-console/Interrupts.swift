import Foundation
import Glibc

/// Ctrl-C as something to be read, instead of the end of the program. Several that nobody has taken yet count as one.
enum Interrupts {
    /// Readable once Ctrl-C was typed.
    static var descriptor: Int32 { ends.reading }

    private static let ends: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    /// Begins to catch it. Where whoever started the program has it ignored, it stays ignored.
    static func begin() {
        guard ends.writing >= 0 else { return }
        var former = sigaction()
        sigaction(SIGINT, nil, &former)
        guard unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self) != ignored else { return }
        install()
    }

    private static let ignored = 1

    private static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            let number = errno
            var byte: UInt8 = 1
            // A pipe that is full says it already.
            _ = write(Interrupts.ends.writing, &byte, 1)
            errno = number
        }
        action.sa_flags = SA_RESTART
        sigaction(SIGINT, &action, nil)
    }

    /// From here on it ends the program again.
    static func end() { signal(SIGINT, SIG_DFL) }

    /// Does something while another program has the terminal, whose Ctrl-C is meant for that one.
    static func leaving<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value {
        let former = signal(SIGINT, SIG_IGN)
        let value = await body()
        signal(SIGINT, former)
        return value
    }

    /// Takes what was typed since the last time: true when it was.
    static func take() -> Bool {
        var bytes: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
        var isTaken = false
        while read(ends.reading, &bytes, bytes.count) > 0 { isTaken = true }
        return isTaken
    }
}
