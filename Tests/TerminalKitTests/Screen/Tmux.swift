import Foundation
import TestTerminal

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
