import Foundation
import Glibc

extension PseudoTerminal {
    /// Whether the program has read everything that was written to it.
    package var hasTakenKeys: Bool {
        guard let path = try? slavePath else { return true }
        let slave = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        defer { close(slave) }
        var waiting: Int32 = 0
        return ioctl(slave, UInt(FIONREAD), &waiting) != 0 || waiting == 0
    }

    /// Whether every thread of the program sleeps: none runs, waits for its turn, or waits for a disk (proc_pid_stat(5)).
    package var isResting: Bool {
        let tasks = "/proc/\(processID)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.allSatisfy { thread in
            guard let line = try? String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8) else {
                return true
            }
            // The name before the state stands in brackets and may hold some itself.
            let state = line[(line.lastIndex(of: ")") ?? line.startIndex)...].dropFirst(2).first
            return state != "R" && state != "D"
        }
    }
}
