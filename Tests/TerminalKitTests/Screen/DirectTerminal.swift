import Foundation

/// A terminal whose colours are numbers of 24 bits. Few machines have its description, so that the tests compile one.
enum DirectTerminal {
    private static let source = """
        xterm-direct|xterm with direct colours,
        \tRGB, colors#0x1000000, pairs#0x7FFF, initc@, setb@, setf@, op=\\E[39;49m,
        \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        \tuse=xterm-256color,

        """

    /// What makes programs find the description; nothing where there is no compiler for it.
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
