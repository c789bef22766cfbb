import Foundation
import TestTerminal
import Testing

/// The program as it was built, beside the tests.
enum Program {
    static let path: String = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "sisense-console").path()
    }()

    /// True when the tests and the program were built as users get it.
    static let isOptimised = path.contains("/release/")

    /// A home of its own, so that nothing of the person who runs the tests is read or written.
    private static let home = FileManager.default.temporaryDirectory
        .appending(path: "sisense-console-tests-\(ProcessInfo.processInfo.processIdentifier)").path()

    /// Opens it in a terminal.
    static func open(
        _ arguments: [String], size: TerminalSize = TerminalSize(columns: 120, rows: 40),
        term: String = "xterm-256color",
        environment: [String: String] = [:]
    ) throws -> TerminalSession {
        let environment = ["HOME": home].merging(environment) { $1 }
        // Most stories begin with the users.
        let arguments = arguments.first == "--demo" ? arguments + ["--pane", "users"] : arguments
        return try TerminalSession(
            TerminalCommand(path, arguments, environment: environment, term: term, size: size))
    }

    /// The output and the exit status of a run without a terminal.
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs it without a terminal and waits for its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", executable: String = path
    ) async throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"]
            .merging(environment) { $1 }
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        return try await withCheckedThrowingContinuation { continuation in
            // Reading to the end blocks, so it happens on a thread that may wait.
            DispatchQueue.global().async {
                do {
                    try process.run()
                    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                    try standardInput.fileHandleForWriting.close()
                    let text = try output.fileHandleForReading.readToEnd() ?? Data()
                    let messages = try errors.fileHandleForReading.readToEnd() ?? Data()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: Result(
                            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
                            errors: String(decoding: messages, as: UTF8.self)))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }
}

/// The built program as people and scripts meet it. One after the other: each test starts processes of its own, and a
/// machine full of them says nothing about the program.
@Suite(.serialized)
enum EndToEnd {}
