import Foundation

/// Why there is no token. It says what to do, and never holds the token or a command's arguments.
package struct TokenError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case missingVariable(String)
        case unreadable(String, String)
        case file(PrivateFileError)
        case cannotStart(program: String, detail: String)
        case failed(program: String, status: Int32, message: String)
        case killed(program: String, signal: Int32)
        case timedOut(program: String, after: Duration)
        case tooLong(program: String)
        case empty(String)
        case malformed(String)
    }

    package let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    package var description: String {
        switch reason {
        case .missingVariable(let name): "The environment variable \(name) is not set or is empty."
        case .unreadable(let source, let detail): "The token cannot be read from \(source): \(detail)."
        case .file(let error): error.description
        case .cannotStart(let program, let detail): "The token command \(program) could not be started: \(detail)."
        case .failed(let program, let status, let message):
            "The token command \(program) failed with status \(status)" + (message.isEmpty ? "." : ": \(message)")
        case .killed(let program, let signal): "The token command \(program) was ended by signal \(signal)."
        case .timedOut(let program, let limit):
            "The token command \(program) gave no token within \(limit.formatted(.units(allowed: [.seconds])))."
        case .tooLong(let program): "The token command \(program) writes more than a token."
        case .empty(let source): "The token from \(source) is empty."
        case .malformed(let source):
            "What comes from \(source) is no token: it has spaces, line breaks or characters other than ASCII in it."
        }
    }

    package var nextStep: String {
        switch reason {
        case .missingVariable(let name): "Set \(name), or choose another source in the profile."
        case .file(let error): error.nextStep
        case .timedOut: "Run the command by hand. It cannot ask for anything here; unlock what it needs first."
        case .cannotStart, .failed, .killed, .tooLong:
            "Run the command by hand; it must write the token and nothing else."
        case .unreadable, .empty, .malformed: "Check the source; it must hold the token and nothing else."
        }
    }
}
