import Foundation
import Glibc

/// Collects what a program writes until it ends.
struct CommandOutput {
    enum Stop: Equatable {
        case ended
        case timedOut
        case tooLong
    }

    /// What a pipe holds on Linux (pipe(7)), and far more than a token.
    private static let limit = 64 << 10

    /// Kept, because they close their descriptors when they go.
    private let handles: [FileHandle]
    /// Standard output, standard error and the end; -1, which poll(2) passes over, once a stream is at its end.
    private var descriptors: [Int32]
    private(set) var output = Data()
    private var errors = Data()

    /// The streams alone would not tell the end, since something that the program left running may hold them open.
    init(_ process: CommandProcess) {
        handles = [process.output, process.errors, process.end].map(\.fileHandleForReading)
        descriptors = handles.map(\.fileDescriptor)
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    }

    /// What the program complained of: the first line, for an error message.
    var message: String {
        let text = String(decoding: errors.prefix(4096), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map { $0.prefix(200) } ?? ""
        return Redactor.text(line.trimmingCharacters(in: .whitespaces))
    }

    mutating func collect(until deadline: ContinuousClock.Instant) -> Stop {
        while true {
            let left = max(.zero, deadline - .now)
            var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            // Rounded up, so that the last millisecond is waited for and not spun through.
            let ready = poll(&polled, nfds_t(polled.count), Int32(clamping: Int(left / .milliseconds(1)) + 1))
            if ready == 0 { return .timedOut }
            if ready < 0, errno != EINTR { return .timedOut }
            let isOpen = (drain(descriptors[0], into: \.output), drain(descriptors[1], into: \.errors))
            if output.count > Self.limit { return .tooLong }
            if polled[2].revents != 0 { return .ended }
            // A stream at its end would wake every poll.
            if !isOpen.0 { descriptors[0] = -1 }
            if !isOpen.1 { descriptors[1] = -1 }
            if deadline <= .now { return .timedOut }
        }
    }

    /// Reads what there is; false at the end of the stream. One read takes all that a pipe holds, and a program
    /// that writes without end cannot keep it here.
    private mutating func drain(_ descriptor: Int32, into target: WritableKeyPath<CommandOutput, Data>) -> Bool {
        guard descriptor >= 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: Self.limit)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return count < 0 }
        // What is beyond the limit is read so that the program is not held up, but not kept.
        if self[keyPath: target].count <= Self.limit { self[keyPath: target].append(contentsOf: buffer[..<count]) }
        return true
    }
}
