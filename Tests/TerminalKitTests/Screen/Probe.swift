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

/// A terminal whose colours are numbers of 24 bits. Few machines have its description, so that the tests compile one.
enum DirectTerminal {
    private static let source = """
        xterm-direct|xterm with direct colours,
        \tRGB, colors#0x1000000, pairs#0x7FFF, initc@, setb@, setf@, op=\\E[39;49m,
        \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        \tuse=xterm-256color,

        """

    /// The variables with which programs find the description; none where there is no compiler for it.
    static let variables: [String: String] = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("terminfo-\(getpid())")
        let file = folder.appendingPathComponent("direct.ti")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(source.utf8).write(to: file)
            let compiler = Process()
            compiler.executableURL = URL(fileURLWithPath: "/usr/bin/tic")
            compiler.arguments = ["-x", "-o", folder.path, file.path]
            try compiler.run()
            compiler.waitUntilExit()
            return compiler.terminationStatus == 0 ? ["TERMINFO": folder.path] : [:]
        } catch {
            return [:]
        }
    }()
}

/// tmux between a program and the emulator: a terminal that others have written, and the one that the console meets most.
struct Tmux: Sendable {
    private let path: String

    /// Nil where it is not installed.
    static let installed: Tmux? = ["/usr/bin/tmux", "/usr/local/bin/tmux"]
        .first(where: FileManager.default.isExecutableFile).map(Tmux.init)

    /// The same command in the only window of a server of its own, which ends with it.
    func command(around inner: TerminalCommand, term: String) throws -> TerminalCommand {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tmux-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let settings = folder.appendingPathComponent("settings")
        try Data("set -g status off\nset -g destroy-unattached on\nset -s escape-time 0\n".utf8).write(to: settings)
        let line = ["exec", "env", "-u", "TMUX", "TERM=\(term)", inner.program] + inner.arguments
        var command = inner
        command.program = path
        command.arguments = [
            "-S", folder.appendingPathComponent("socket").path, "-f", settings.path, "new-session",
            line.map { "'\($0)'" }.joined(separator: " "),
        ]
        return command
    }
}
