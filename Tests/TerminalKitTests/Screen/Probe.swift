import Foundation
import TestTerminal

/// The probe program in a terminal of its own.
enum Probe {
    /// Beside the test bundle, where the package builds it.
    static let path: String = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
        let folders = [
            URL(fileURLWithPath: bundle.bundlePath).deletingLastPathComponent(),
            URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        let paths = folders.map { $0.appendingPathComponent("terminal-probe").path }
        return paths.first(where: FileManager.default.isExecutableFile) ?? "terminal-probe"
    }()

    static func start(
        _ mode: String, term: String = "xterm-256color", size: TerminalSize = .standard,
        environment: [String: String] = [:]
    ) throws -> TerminalSession {
        try TerminalSession(TerminalCommand(path, [mode], environment: environment, term: term, size: size))
    }
}
