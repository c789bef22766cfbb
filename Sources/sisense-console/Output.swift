import Foundation
import Glibc
import SisenseClient
import Synchronization
import TerminalKit

/// Data goes to standard output, everything else to standard error. What goes to a terminal has passed the sanitiser;
/// into a pipe or a file, bytes go as they are.
enum Output {
    /// The name of what standard output leads to, for messages.
    static let destination = Mutex("standard output")

    /// True when standard output is a terminal, which acts on control characters.
    static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Keeps files that are opened later from standard input, output and errors that were closed by whoever started the
    /// program: what is written to standard output would end in them.
    static func holdPlaceOfClosedDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free is this one. Writing to it fails, as it would have.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Lines on standard output. Returns the status of success, which is what comes after it.
    @discardableResult
    static func text(_ text: String) throws(OutputError) -> ExitStatus {
        try part(text + "\n", isJSON: false)
    }

    /// JSON on standard output, made of values that the server sent.
    @discardableResult
    static func json(_ text: String) throws(OutputError) -> ExitStatus {
        try part(text + "\n", isJSON: true)
    }

    /// Bytes that are fit for wherever standard output leads.
    @discardableResult
    static func data(_ data: Data) throws(OutputError) -> ExitStatus {
        let problem = data.withUnsafeBytes { DescriptorWriter.write($0, to: STDOUT_FILENO) }
        guard problem == 0 else { throw OutputError(errorNumber: problem) }
        return ExitStatus.done
    }

    /// A part of standard output with its line ends, of what comes from the server.
    @discardableResult
    static func part(_ text: String, isJSON: Bool) throws(OutputError) -> ExitStatus {
        guard isTerminal else { return try data(Data(text.utf8)) }
        return try data(Data((isJSON ? Sanitizer.json(text) : printable(text)).utf8))
    }

    /// The cells of a line of the terminal that standard output leads to; nil where it leads elsewhere.
    static var terminalWidth: Int? {
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Lines of standard output for people, which may hold what comes from the environment, files or the server.
    @discardableResult
    static func lines(_ text: String) throws(OutputError) -> ExitStatus {
        try data(Data((printable(text) + "\n").utf8))
    }

    /// Lines of standard error. They may hold anything, and mostly go to a terminal.
    static func error(_ text: String) {
        // There is nobody left to report a failure to.
        Array((printable(text) + "\n").utf8).withUnsafeBytes { _ = DescriptorWriter.write($0, to: STDERR_FILENO) }
    }

    static func printable(_ text: String) -> String {
        Sanitizer.lines(of: text, marks: .ascii).joined(separator: "\n")
    }
}

/// Standard output, or the file in its place, did not take what was written.
struct OutputError: Error, CustomStringConvertible {
    let errorNumber: Int32

    /// True when the reader has gone, as after `| head`: it has what it wanted.
    var isClosedPipe: Bool { errorNumber == EPIPE }

    var description: String {
        "Could not write to \(Output.destination.withLock { $0 }): \(String(cString: strerror(errorNumber)))."
    }
}

/// The end of a command that could not do what it should: says why, and what to do.
enum Failure {
    /// Returns the status to end with.
    static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let error as OutputError:
            if error.isClosedPipe { return ExitStatus.closedPipe }
            Output.error(error.description)
            return ExitStatus.output
        case let error as APIError:
            Output.error(error.description)
            return error.exitStatus
        case let error as TransportError:
            Output.error("\(error.description)\n\(error.nextStep)")
            return ExitStatus.noConnection
        case let error as CallError:
            Output.error("\(error.description)\n\(error.nextStep)")
            return ExitStatus.usage
        case let error as TokenError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.usage
        case let error as PrivateFileError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.failed
        case is UsageError, is PlanFileError, is StateProblems, is TerminalError, is UnshownBody:
            Output.error("\(error)")
            return ExitStatus.usage
        case let refusal as PlanRefusal:
            Output.error("Nothing was sent: \(refusal.message)\n\(refusal.nextStep)")
            switch refusal.kind {
            case .stale: return ExitStatus.conflict
            case .notAllowed: return ExitStatus.notAllowed
            }
        case let error as PlanUseError:
            switch error {
            case .refused(let refusal): return report(refusal)
            case .unrecorded(let error): return report(error)
            }
        default:
            Output.error("\(error)")
            return ExitStatus.failed
        }
    }
}
