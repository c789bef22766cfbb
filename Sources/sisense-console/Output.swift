import Foundation
import SisenseClient
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

/// The end of a command that could not do what it should: says why, and what to do.
enum Failure {
    /// Returns the status to end with.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as APIError:
            Output.error(error.description)
            return error.exitStatus
        case let error as CallError:
            Output.error("\(error.description)\n\(error.nextStep)")
            return ExitStatus.usage
        case let error as TokenError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.usage
        case let error as PrivateFileError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.failed
        case is UsageError, is TerminalError:
            Output.error("\(error)")
            return ExitStatus.usage
        default:
            Output.error("\(error)")
            return ExitStatus.failed
        }
    }
}

/// The exit status of the program, for scripts. The statuses of a refused or failed call are those of `APIError`:
/// 1 the server refused, 2 usage, 3 no connection, 4 not allowed, 5 outcome unknown.
enum ExitStatus {
    static let ok: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 2
}
