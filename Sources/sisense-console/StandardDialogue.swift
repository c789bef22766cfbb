import ConsoleUI
import Foundation
import Glibc
import SisenseClient
import TerminalKit

/// The dialogue of the plain mode on standard input and output, whatever they lead to.
struct StandardDialogue: PlainTerminal {
    private let isTyped = isatty(STDIN_FILENO) == 1

    func write(_ lines: [String]) async {
        guard !lines.isEmpty else { return }
        // Whoever no longer reads has left; the end of the input says so.
        _ = try? Output.lines(lines.joined(separator: "\n"))
    }

    func read(_ question: String, isSecret: Bool) async -> String? {
        // What is answered from a file has no line end of its own on the terminal.
        _ = try? Output.data(Data((Output.printable(question) + (isTyped ? "" : "\n")).utf8))
        let isTyped = isTyped
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let echo = isSecret && isTyped ? Echo.off() : nil
                let line = readLine(strippingNewline: true)
                echo?.restore()
                continuation.resume(returning: line)
            }
        }
    }

    func discardInput() async {
        if isTyped { tcflush(STDIN_FILENO, TCIFLUSH) }
    }
}

/// The echo of the terminal while something is typed that must not be seen.
private struct Echo {
    private let before: termios

    /// Turns it off; nil where there is no terminal.
    static func off() -> Echo? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        let echo = Echo(before: settings)
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ECHONL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
        return echo
    }

    func restore() {
        var settings = before
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }
}
