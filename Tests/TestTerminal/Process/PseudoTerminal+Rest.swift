import Foundation
import Glibc

extension PseudoTerminal {
    /// True when the program has read everything that was written to it.
    package var hasTakenKeys: Bool {
        guard let path = try? slavePath else { return true }
        let slave = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        defer { close(slave) }
        var waiting: Int32 = 0
        return ioctl(slave, UInt(FIONREAD), &waiting) != 0 || waiting == 0
    }

    /// Continues a program that stops itself, once it has stopped: a SIGCONT before that would be lost.
    ///
    /// - Returns: False when it has not stopped within ten seconds of looking.
    package func continueWhenStopped() async -> Bool {
        for _ in 0..<10_000 {
            if hasThreads(in: { $0 == "T" }) {
                send(signal: SIGCONT)
                return true
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    /// True when every thread of the program sleeps: none runs, waits for its turn, or waits for a disk.
    package var isResting: Bool { hasThreads(in: { $0 != "R" && $0 != "D" }) }

    /// True when the states of all threads are of a kind (proc_pid_stat(5)).
    private func hasThreads(in isExpected: (Character?) -> Bool) -> Bool {
        let tasks = "/proc/\(processID)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.allSatisfy { thread in
            guard let line = try? String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8) else {
                return true
            }
            // The name before the state stands in brackets and may hold some itself.
            let state = line[(line.lastIndex(of: ")") ?? line.startIndex)...].dropFirst(2).first
            return isExpected(state)
        }
    }
}
