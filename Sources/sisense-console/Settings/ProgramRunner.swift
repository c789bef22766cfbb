import ConsoleState
import Foundation
import Glibc
import SisenseClient
import Synchronization

/// Runs programs of the person: with the terminal, or beside the screen with what they write collected.
struct ProgramRunner {
    private let environment: [String: String]

    /// - Parameter secretVariables: The variables that the programs must not inherit beside those of this program.
    init(environment: [String: String], secretVariables: Set<String>) {
        self.environment = environment.filter { !secretVariables.contains($0.key) }
    }

    /// The time that a program without the terminal may take: longer than anybody waits for a message.
    private static let patience = Duration.seconds(120)
    /// Bytes of its output that are kept.
    private static let mostOutput = 1 << 20

    /// Runs it on the terminal of this program, which must not use it meanwhile.
    func runOnTerminal(_ arguments: [String]) async -> ProgramEnd {
        do throws(ChildProcess.StartError) {
            let child = try start(arguments, isDetached: false)
            return await Self.end(of: child, within: nil) { "" }
        } catch {
            return .notStarted("could not be started: \(error)")
        }
    }

    /// Runs it without a terminal and without anything to read, in a session of its own. Cancelling ends it.
    func runBeside(_ arguments: [String]) async -> ProgramEnd {
        // A file takes whatever is written, however slowly it is read; nobody else can open it.
        guard let file = tmpfile() else {
            return .notStarted("no file for its output: \(String(cString: strerror(errno)))")
        }
        let output = FileHandle(fileDescriptor: dup(fileno(file)), closeOnDealloc: true)
        fclose(file)
        do throws(ChildProcess.StartError) {
            let descriptor = output.fileDescriptor
            let child = try start(arguments, isDetached: true) {
                posix_spawn_file_actions_addopen(&$0, 0, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_adddup2(&$0, descriptor, 1)
                posix_spawn_file_actions_adddup2(&$0, descriptor, 2)
            }
            return await Self.end(of: child, within: Self.patience) {
                lseek(descriptor, 0, SEEK_SET)
                let data = (try? output.read(upToCount: Self.mostOutput)) ?? Data()
                return String(decoding: data, as: UTF8.self)
            }
        } catch {
            return .notStarted("could not be started: \(error)")
        }
    }

    private func start(
        _ arguments: [String], isDetached: Bool, prepare: (inout posix_spawn_file_actions_t) -> Void = { _ in }
    ) throws(ChildProcess.StartError) -> ChildProcess {
        let path = try ChildProcess.path(of: arguments.first ?? "", environment)
        return try ChildProcess(
            path: path, arguments: arguments, environment: environment, isDetached: isDetached, prepare: prepare)
    }

    /// Waits on a thread of its own. One that takes too long, or is no longer wanted, is killed with what it started.
    private static func end(
        of child: ChildProcess, within limit: Duration?, output: @escaping @Sendable () -> String
    ) async -> ProgramEnd {
        let life = ChildLife(child.id)
        let watch = limit.map { limit in
            Task {
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                life.kill()
            }
        }
        let (status, signal) = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<ExitCode, Never>) in
                Thread.detachNewThread { continuation.resume(returning: life.wait(child)) }
            }
        } onCancel: {
            if limit != nil { life.kill() }
        }.pair
        watch?.cancel()
        if signal != 0 {
            return .failed(life.wasKilled ? "took longer than two minutes" : "was ended by signal \(signal)")
        }
        return .exited(status: status, output: output())
    }
}

/// How a program has ended.
private struct ExitCode: Sendable {
    let status: Int32
    let signal: Int32

    var pair: (Int32, Int32) { (status, signal) }
}

/// A program as long as its number is its own: it is killed only before somebody has waited for its end.
private final class ChildLife: Sendable {
    private struct State {
        var hasEnded = false
        var wasKilled = false
    }

    private let id: pid_t
    private let state = Mutex(State())

    init(_ id: pid_t) { self.id = id }

    var wasKilled: Bool { state.withLock { $0.wasKilled } }

    func kill() {
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.wasKilled = true
            // With all of its session's first group.
            Glibc.kill(-id, SIGKILL)
        }
    }

    func wait(_ child: ChildProcess) -> ExitCode {
        // Its number stays its own until it is reaped, which only happens once nobody kills any more.
        var information = siginfo_t()
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        state.withLock { $0.hasEnded = true }
        let (status, signal) = child.wait()
        return ExitCode(status: status, signal: signal)
    }
}
