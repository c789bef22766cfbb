import ConsoleState
import Foundation
import Glibc
import SisenseClient
import TerminalKit

/// Copies by the way that is known to work here, and says which it was.
struct Copying {
    let route: Clipboard.Route
    let environment: [String: String]
    /// Of mode 0600; the newest copy replaces the one before.
    let file: URL
    /// Sends a text to the clipboard of the terminal; false for one that is too long.
    let send: @Sendable (String) async -> Bool

    func copy(_ text: String) async -> CopyOutcome {
        switch route {
        case .tmux: if await TmuxBuffer(environment: environment).load(text) { return .inTmux }
        case .terminal: if await send(text) { return .sentToTerminal }
        case .none: break
        }
        do throws(PrivateFileError) {
            try PrivateFile.write(Data(text.utf8), to: file)
            return .written(file.path(percentEncoded: false))
        } catch {
            return .failed("\(error.description) \(error.nextStep)")
        }
    }
}

/// The buffer of the tmux that this program runs in, which hands it on to the clipboard of its terminal.
///
/// tmux drops the terminal's own sequence in its default configuration, without a word.
struct TmuxBuffer {
    let environment: [String: String]

    /// The variables that tmux needs to find its server and this pane. None of them is secret.
    private static let variables = ["PATH", "HOME", "TMUX", "TMUX_PANE", "TMUX_TMPDIR", "LANG", "LC_ALL", "TERM"]
    /// tmux answers in milliseconds, unless its server hangs.
    private static let patience = Duration.seconds(3)

    /// Returns true when tmux has taken the text.
    func load(_ text: String) async -> Bool {
        guard let path = Self.path(environment) else { return false }
        // Versions before 3.2 cannot hand a buffer on to the terminal.
        for options in [["-w"], []] {
            if await run(path, ["tmux", "load-buffer"] + options + ["-"], input: text) { return true }
        }
        return false
    }

    private static func path(_ environment: [String: String]) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/tmux" }
            .first(where: FileManager.default.isExecutableFile)
    }

    /// The text goes by standard input: everybody on the machine sees arguments.
    private func run(_ path: String, _ arguments: [String], input: String) async -> Bool {
        let variables = environment.filter { Self.variables.contains($0.key) }
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: Self.wait(path, arguments, variables, Array(input.utf8)))
            }
        }
    }

    private static func wait(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ input: [UInt8]
    ) -> Bool {
        // A tmux that ends before it has read all is an error of the write. The thread ends with this.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        let (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        let started = try? ChildProcess(
            path: path, arguments: arguments, environment: environment, isDetached: true,
            prepare: {
                posix_spawn_file_actions_adddup2(&$0, reading, 0)
                posix_spawn_file_actions_addopen(&$0, 1, "/dev/null", O_WRONLY, 0)
                posix_spawn_file_actions_addopen(&$0, 2, "/dev/null", O_WRONLY, 0)
            })
        close(reading)
        let deadline = ContinuousClock.now + patience
        let isWritten = started != nil && write(input, to: writing, before: deadline)
        close(writing)
        guard let child = started else { return false }
        return end(of: child.id, before: deadline) && isWritten
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, before deadline: ContinuousClock.Instant) -> Bool
    {
        var rest = bytes[...]
        while !rest.isEmpty, .now < deadline {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&room, 1, 100)
            } else if errno != EINTR {
                return false
            }
        }
        return rest.isEmpty
    }

    /// Returns true when the program has ended well in time. One that has not is killed.
    private static func end(of child: pid_t, before deadline: ContinuousClock.Instant) -> Bool {
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { return status == 0 }
            if ended < 0, errno != EINTR { return false }
            guard .now < deadline else { break }
            poll(nil, 0, 5)
        }
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return false
    }
}
