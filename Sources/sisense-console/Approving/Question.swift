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
}
