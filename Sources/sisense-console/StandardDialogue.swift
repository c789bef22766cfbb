import ConsoleUI
import Foundation
import Glibc
import SisenseClient
import Synchronization
import TerminalKit

/// The dialogue of the plain mode on standard input and output, whatever they lead to.
final class StandardDialogue: PlainTerminal {
    private let isTyped = isatty(STDIN_FILENO) == 1
    /// What was read and is no whole line yet, or is one that nobody has asked for.
    private let unread = Mutex(Data())

    init() { Interrupts.begin() }

    /// To be called once the dialogue is over.
    func end() { Interrupts.end() }

    func write(_ lines: [String]) async {
        guard !lines.isEmpty else { return }
        // Whoever no longer reads has left; the end of the input says so.
        _ = try? Output.lines(lines.joined(separator: "\n"))
    }

    func read(_ question: String, isSecret: Bool) async -> PlainInput {
        // What is answered from a file has no line end of its own on the terminal.
        _ = try? Output.data(Data((Output.printable(question) + (isTyped ? "" : "\n")).utf8))
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                let echo = isSecret && isTyped ? Echo.off() : nil
                let input = nextInput()
                echo?.restore()
                continuation.resume(returning: input)
            }
        }
    }

    /// Looks ten times a second, and only while something is under way.
    func interrupted() async -> Bool {
        while !Task.isCancelled {
            if Interrupts.take() { return true }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    func discardInput() async {
        guard isTyped else { return }
        tcflush(STDIN_FILENO, TCIFLUSH)
        unread.withLock { $0 = Data() }
    }

    /// Waits for a line, or for Ctrl-C: that throws away what was typed of the line.
    private func nextInput() -> PlainInput {
        while true {
            if let line = takeLine() { return .line(line) }
            var sources = [
                pollfd(fd: Interrupts.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&sources, nfds_t(sources.count), -1) > 0 else { continue }
            if sources[0].revents != 0, Interrupts.take() {
                // The terminal has shown ^C. Nobody who sends a file can answer what follows.
                if isTyped { _ = try? Output.data(Data("\n".utf8)) }
                return isTyped ? .interrupted : .ended
            }
            guard sources[1].revents != 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
            if count > 0 {
                unread.withLock { $0 += bytes.prefix(count) }
            } else if count == 0 || errno != EINTR {
                let rest = unread.withLock { data in
                    defer { data = Data() }
                    return data
                }
                return rest.isEmpty ? .ended : .line(String(decoding: rest, as: UTF8.self))
            }
        }
    }

    /// The first whole line of what was read.
    private func takeLine() -> String? {
        unread.withLock { data in
            guard let end = data.firstIndex(of: 0x0A) else { return nil }
            defer { data = Data(data[data.index(after: end)...]) }
            return String(decoding: data[..<end], as: UTF8.self)
        }
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
