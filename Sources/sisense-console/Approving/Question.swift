import Foundation
import Glibc
import SisenseClient

/// Questions to the person at the terminal.
enum Question {
    /// True when there is somebody to ask: they see standard error, and standard input is theirs.
    static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// A line that is typed without being shown; nil where Ctrl-C or the end of the input took its place.
    ///
    /// The terminal gives each key at once and makes no signals of them, so that it is as before on every way out.
    static func askUnseen(_ question: String) -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var unseen = before
        unseen.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen)
        show(question)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Output.error("")
        }
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            switch byte {
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            // Ctrl-C and Ctrl-D.
            case 0x03, 0x04: return nil
            // Ctrl-U, and the two keys that take back a letter.
            case 0x15: bytes = []
            case 0x08, 0x7F: while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private static func show(_ question: String) {
        Array(Output.printable(question).utf8).withUnsafeBytes { _ = DescriptorWriter.write($0, to: STDERR_FILENO) }
    }

    /// The line that was typed after the question was shown; empty at the end of the input. What was typed before that
    /// does not count. It goes before the question is there: an answer that is quick must not go with it.
    static func ask(_ question: String) -> String {
        tcflush(STDIN_FILENO, TCIFLUSH)
        show(question)
        guard let line = readLine() else {
            Output.error("")
            return ""
        }
        return line.trimmingCharacters(in: .whitespaces)
    }

    /// The line that was typed within so many seconds; nil where none was.
    static func ask(_ question: String, within seconds: Int) -> String? {
        tcflush(STDIN_FILENO, TCIFLUSH)
        show(question)
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
