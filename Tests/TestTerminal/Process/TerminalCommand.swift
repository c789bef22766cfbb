package import Foundation

/// A program to run in a terminal.
package struct TerminalCommand: Sendable {
    /// A path, or a name to look up in `PATH`.
    package var program: String
    /// Without the program's own name.
    package var arguments: [String]
    /// The whole environment but for `TERM`; nothing of the test run's leaks in unless it is listed.
    package var environment: [String: String]
    package var folder: URL?
    package var term: String
    package var size: TerminalSize

    /// - Parameter environment: changes to `defaultEnvironment`.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], folder: URL? = nil,
        term: String = "xterm-256color", size: TerminalSize = .standard
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = Self.defaultEnvironment.merging(environment) { $1 }
        self.folder = folder
        self.term = term
        self.size = size
    }

    /// `PATH` and `HOME` of the test run, its options for sanitizers, and a UTF-8 locale.
    package static var defaultEnvironment: [String: String] {
        var environment = ["LANG": "C.UTF-8"]
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        return environment
    }

    /// `NAME=value`, as a new process takes it.
    var environmentEntries: [String] {
        environment.merging(["TERM": term]) { $1 }.map { "\($0)=\($1)" }.sorted()
    }

    /// The program's path, since `posix_spawnp` would search the test run's `PATH` and not the command's.
    var path: String {
        guard !program.contains("/") else { return program }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile) ?? program
    }
}
