import Foundation
import Glibc
import SisenseClient

/// Questions to the person at the terminal.
enum Question {
    /// True when there is somebody to ask: they see standard error, and standard input is theirs.
    static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// The line that was typed after the question was shown; empty at the end of the input. What was typed before that
    /// does not count.
    static func ask(_ question: String) -> String {
        Array(Output.printable(question).utf8).withUnsafeBytes { _ = DescriptorWriter.write($0, to: STDERR_FILENO) }
        tcflush(STDIN_FILENO, TCIFLUSH)
        guard let line = readLine() else {
            Output.error("")
            return ""
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// The line that was typed within so many seconds; nil where none was.
    static func ask(_ question: String, within seconds: Int) -> String? {
        Array(Output.printable(question).utf8).withUnsafeBytes { _ = DescriptorWriter.write($0, to: STDERR_FILENO) }
        tcflush(STDIN_FILENO, TCIFLUSH)
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = Int32(clamping: Int((deadline - .now) / .milliseconds(1)))
            let ready = left > 0 ? poll(&input, 1, left) : 0
            if ready < 0, errno == EINTR { continue }
            guard ready > 0, let line = readLine() else {
                Output.error("")
                return nil
            }
            return line.trimmingCharacters(in: .whitespaces)
        }
    }
}
