import Foundation
import Glibc

extension TerminalCommand {
    /// `POSIX_SPAWN_SETSID`, which the C library hides from Swift like all that is GNU's own. For the same
    /// reason the working folder is left to env(1).
    private static let newSession: Int32 = 0x80

    /// All that are open and some more, since other threads may open more before the program starts.
    private static var inheritedDescriptors: Range<Int32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return 3..<(names.compactMap { Int32($0) }.max() ?? 1024) + 64
    }

    /// Starts the program as the leader of a new session. Opening the terminal as the session's first one
    /// makes it the controlling terminal (credentials(7), tty(4)).
    func spawn(inTerminal terminal: String) throws(PseudoTerminalError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // A listening socket of a test server must not live on in the program.
        for descriptor in Self.inheritedDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The test run may ignore or block signals; the program starts as from a login shell.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let command = folder.map { ["/usr/bin/env", "-C", $0.path, path] + arguments } ?? [path] + arguments
        var argumentStrings = command.map { strdup($0) } + [nil]
        var environmentStrings = environmentEntries.map { strdup($0) } + [nil]
        defer { (argumentStrings + environmentStrings).forEach { free($0) } }
        var processID: pid_t = 0
        try PseudoTerminalError.checkReturned(
            "posix_spawn of \(path)",
            posix_spawn(&processID, command[0], &actions, &attributes, &argumentStrings, &environmentStrings))
        return processID
    }
}
