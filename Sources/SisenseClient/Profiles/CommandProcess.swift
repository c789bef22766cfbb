import Foundation
import Glibc

/// A program with nothing to read, in a session of its own: without a terminal, so that it can neither ask on the
/// screen nor garble it.
struct CommandProcess {
    let output = Pipe()
    let errors = Pipe()
    /// Becomes readable when the program has ended.
    let end = Pipe()
    private let child: ChildProcess

    /// - Parameter arguments: the program's name first.
    init(path: String, arguments: [String], environment: [String: String]) throws(ChildProcess.StartError) {
        let (output, errors) = (output.fileHandleForWriting, errors.fileHandleForWriting)
        child = try ChildProcess(path: path, arguments: arguments, environment: environment, isDetached: true) {
            posix_spawn_file_actions_addopen(&$0, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&$0, output.fileDescriptor, 1)
            posix_spawn_file_actions_adddup2(&$0, errors.fileDescriptor, 2)
        }
        try? output.close()
        try? errors.close()
        watch()
    }

    /// Ends the program and what it started, as far as that has not left its session's first process group.
    func kill() { Glibc.kill(-child.id, SIGKILL) }

    /// Waits for the end and says how it came: the status, or the signal.
    func wait() -> (status: Int32, signal: Int32) { child.wait() }

    /// The process is not reaped here, so that its number stays its own until `wait`.
    private func watch() {
        let (id, end) = (child.id, end)
        Thread.detachNewThread {
            var information = siginfo_t()
            while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            // A byte, not the end of the stream: a program started at the same moment may hold a copy of this side.
            // Its other side must be open meanwhile: writing without a reader would raise SIGPIPE.
            withExtendedLifetime(end) { try? end.fileHandleForWriting.write(contentsOf: [0]) }
        }
    }
}

/// Collects what a program writes until it ends.
struct CommandOutput {
    enum Stop: Equatable {
        case ended
        case timedOut
        case tooLong
    }

    /// The capacity of a pipe on Linux (pipe(7)), and far more than a token.
    private static let limit = 64 << 10

    /// Kept, because they close their descriptors when they go.
    private let handles: [FileHandle]
    /// Standard output, standard error and the end; -1, which poll(2) passes over, once a stream is at its end.
    private var descriptors: [Int32]
    private(set) var output = Data()
    private var errors = Data()

    /// The streams alone would not show the end, since something that the program left running may hold them open.
    init(_ process: CommandProcess) {
        handles = [process.output, process.errors, process.end].map(\.fileHandleForReading)
        descriptors = handles.map(\.fileDescriptor)
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    }

    /// The fault that the program reported: the first line, for an error message.
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
