import Foundation
import Glibc

/// A program with nothing to read, in a session of its own: without a terminal, so that it can neither ask on the
/// screen nor garble it.
///
/// Foundation's `Process` would wait for whatever the program leaves running as well: it takes a program for ended
/// when nobody holds a socket that all its descendants inherit.
struct CommandProcess {
    struct StartError: Error {
        let errorNumber: Int32
    }

    let output = Pipe()
    let errors = Pipe()
    /// Becomes readable when the program has ended.
    let end = Pipe()
    private let id: pid_t

    /// `POSIX_SPAWN_SETSID`, which the C library does not show to Swift, being GNU's own.
    private static let newSession: Int32 = 0x80

    /// - Parameter arguments: the program's name first.
    init(path: String, arguments: [String], environment: [String: String]) throws(StartError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.fileHandleForWriting.fileDescriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.fileHandleForWriting.fileDescriptor, 2)
        for descriptor in OpenDescriptors.inherited { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The console handles and ignores signals that a program of its own kind expects to work.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var argumentStrings = arguments.map { strdup($0) } + [nil]
        var environmentStrings = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argumentStrings + environmentStrings).forEach { free($0) } }
        var id: pid_t = 0
        let result = posix_spawn(&id, path, &actions, &attributes, &argumentStrings, &environmentStrings)
        guard result == 0 else { throw StartError(errorNumber: result) }
        self.id = id
        try? output.fileHandleForWriting.close()
        try? errors.fileHandleForWriting.close()
        watch()
    }

    /// Ends the program and what it started, as far as that has not left its session's first process group.
    func kill() { Glibc.kill(-id, SIGKILL) }

    /// Waits for the end and says how it came: the status, or the signal.
    func wait() -> (status: Int32, signal: Int32) {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return ((status >> 8) & 0xFF, status & 0x7F)
    }

    /// The process is not reaped here, so that its number stays its own until `wait`.
    private func watch() {
        let (id, end) = (id, end)
        Thread.detachNewThread {
            var information = siginfo_t()
            while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            // A byte, not the end of the stream: a program started at the same moment may hold a copy of this side.
            // Its other side must be open meanwhile: writing without a reader would raise SIGPIPE.
            withExtendedLifetime(end) { try? end.fileHandleForWriting.write(contentsOf: [0]) }
        }
    }
}
