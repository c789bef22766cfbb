import Foundation
import Glibc

/// A program that writes a token: a password manager, mostly.
package struct TokenCommand: Sendable, Hashable {
    package enum Invocation: Sendable, Hashable {
        /// A program and its arguments, run as they are.
        case program(String, arguments: [String])
        /// A line for `/bin/sh`.
        case shell(String)
    }

    package static let defaultTimeout = Duration.seconds(30)

    package let invocation: Invocation
    package let timeout: Duration

    package init(_ invocation: Invocation, timeout: Duration = defaultTimeout) {
        self.invocation = invocation
        self.timeout = timeout
    }

    /// The command as one line, for whoever edits it.
    package var line: String {
        switch invocation {
        case .program(let program, let arguments): ([program] + arguments).joined(separator: " ")
        case .shell(let line): line
        }
    }

    /// The name for it in messages. Arguments are left out, since one of them may be a secret.
    package var name: String {
        switch invocation {
        case .program(let program, _): return program
        case .shell(let line):
            let word = line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "sh"
            let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/-_.".contains($0)) }
            return isPlain ? word : "sh"
        }
    }
}

extension TokenCommand {
    /// Runs the command without input and takes what it writes to standard output.
    /// - Throws: `TokenError` when it cannot be started, fails, takes too long or writes too much. In the last two
    ///   cases it is ended, with all that it started.
    @concurrent func run(environment: [String: String]) async throws(TokenError) -> String {
        // Waiting blocks, so it gets a thread of its own.
        let outcome: Result<String, TokenError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                do throws(TokenError) {
                    continuation.resume(returning: .success(try runToEnd(environment)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try outcome.get()
    }

    private func runToEnd(_ environment: [String: String]) throws(TokenError) -> String {
        let process = try start(environment)
        var reading = CommandOutput(process)
        let stop = reading.collect(until: .now + timeout)
        if stop != .ended { process.kill() }
        let (status, signal) = process.wait()
        switch stop {
        case .timedOut: throw TokenError(.timedOut(program: name, after: timeout))
        case .tooLong: throw TokenError(.tooLong(program: name))
        case .ended where signal != 0: throw TokenError(.killed(program: name, signal: signal))
        case .ended where status != 0:
            throw TokenError(.failed(program: name, status: status, message: reading.message))
        case .ended: return String(decoding: reading.output, as: UTF8.self)
        }
    }

    private func start(_ environment: [String: String]) throws(TokenError) -> CommandProcess {
        do throws(ChildProcess.StartError) {
            switch invocation {
            case .shell(let line):
                return try CommandProcess(path: "/bin/sh", arguments: ["sh", "-c", line], environment: environment)
            case .program(let program, let arguments):
                let path = try ChildProcess.path(of: program, environment)
                return try CommandProcess(path: path, arguments: [program] + arguments, environment: environment)
            }
        } catch {
            let detail = error.description
            throw TokenError(.cannotStart(program: name, detail: detail))
        }
    }
}
