import Foundation
import TerminalKit

/// Data goes to standard output, everything else to standard error.
enum Output {
    /// A line on standard output. Returns the status of success, which is what comes after it.
    @discardableResult
    static func text(_ text: String) -> Int32 {
        data(Data((text + "\n").utf8))
    }

    @discardableResult
    static func data(_ data: Data) -> Int32 {
        // A reader that has gone, as after `| head`, is no error of ours.
        try? FileHandle.standardOutput.write(contentsOf: data)
        return ExitStatus.ok
    }

    /// Lines of standard output for people, which may hold what comes from the environment, files or the server.
    @discardableResult
    static func lines(_ text: String) -> Int32 {
        Self.text(printable(text))
    }

    /// Lines of standard error. They may hold anything, and mostly go to a terminal.
    static func error(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((printable(text) + "\n").utf8))
    }

    private static func printable(_ text: String) -> String {
        Sanitizer.lines(of: text, marks: .ascii).joined(separator: "\n")
    }
}
