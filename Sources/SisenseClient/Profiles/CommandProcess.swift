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
