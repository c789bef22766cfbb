import Foundation
package import Glibc

/// A program that was started by this one, with the signals it expects and none of the files that are open here.
///
/// Foundation's `Process` gives a program a process group of its own, so that the first key stops an editor, and takes
/// it for ended only when whatever it leaves running has ended as well.
package struct ChildProcess: Sendable {
    package struct StartError: Error, CustomStringConvertible {
        let errorNumber: Int32

        package var description: String { String(cString: strerror(errorNumber)) }
    }

    package let id: pid_t

    /// Variables that are this program's alone. What it starts, an editor with its extensions for one, has no use for
    /// them.
    package static let secretVariables: Set<String> = ["SISENSE_TOKEN", "SISENSE_PASSWORD"]

    /// `POSIX_SPAWN_SETSID`, which the C library does not show to Swift, being GNU's own.
    private static let newSession: Int32 = 0x80

    /// - Parameters:
    ///   - path: The path of the program.
    ///   - arguments: The program's name first.
    ///   - environment: Without `secretVariables`, which are left out in any case.
    ///   - isDetached: True when it gets a session of its own, without the terminal of this one.
    ///   - prepare: Gives it other files instead of standard input, output and error.
    package init(
        path: String, arguments: [String], environment: [String: String], isDetached: Bool,
        prepare: (inout posix_spawn_file_actions_t) -> Void = { _ in }
    ) throws(StartError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)
        for descriptor in Self.inheritedDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The console handles and ignores signals that other programs expect to work.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let session = isDetached ? Self.newSession : 0
        posix_spawnattr_setflags(&attributes, Int16(session | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var argumentStrings = arguments.map { strdup($0) } + [nil]
        let inherited = environment.filter { !Self.secretVariables.contains($0.key) }
        var environmentStrings = inherited.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argumentStrings + environmentStrings).forEach { free($0) } }
        var id: pid_t = 0
        let result = posix_spawn(&id, path, &actions, &attributes, &argumentStrings, &environmentStrings)
        guard result == 0 else { throw StartError(errorNumber: result) }
        self.id = id
    }

    /// Looks a program up in `PATH`, as a shell does; one with a slash is a path already.
    package static func path(of program: String, _ environment: [String: String]) throws(StartError) -> String {
        guard !program.contains("/") else { return program }
        let candidates = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw StartError(errorNumber: ENOENT)
        }
        return path
    }

    /// Waits for the end and says how it came: the status, or the signal. Blocks its thread; to be called once.
    package func wait() -> (status: Int32, signal: Int32) {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return ((status >> 8) & 0xFF, status & 0x7F)
    }

    /// All descriptors that are open beside the standard three, and some more, since other threads may open more before
    /// the program starts. A socket that the program held open would go on reporting events here after its end.
    private static var inheritedDescriptors: Range<Int32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return 3..<(names.compactMap { Int32($0) }.max() ?? 1024) + 64
    }
}
