import ConsoleState
import Foundation
import Glibc
import SisenseClient

/// The editor the person has chosen, on a temporary file that only they can read.
struct TextEditor {
    /// The words of `VISUAL` or `EDITOR`, which may hold arguments.
    private let command: String
    private let environment: [String: String]

    init(environment: [String: String]) {
        let chosen = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty }
        command = chosen ?? "vi"
        self.environment = environment
    }

    /// Runs the editor on the terminal of this program, which must not use it meanwhile.
    func edit(_ text: String) async -> Result<String, TextEditingProblem> {
        var path =
            Array(NSTemporaryDirectory().utf8CString.dropLast()) + Array("/sisense-console-XXXXXX.json".utf8CString)
        // The file has mode 0600 from the first moment.
        let descriptor = mkstemps(&path, 5)
        guard descriptor >= 0 else { return .failure(TextEditingProblem("No temporary file could be made.")) }
        let file = URL(filePath: String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
            let status = try await run(on: file)
            guard status == 0 else {
                return .failure(TextEditingProblem("\(command) ended with \(status); the text is as it was."))
            }
            return .success(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        } catch {
            return .failure(TextEditingProblem("\(command) could not be used: \(error.localizedDescription)"))
        }
    }

    /// By way of a shell, so that arguments in the variable are words of their own. Returns the exit status.
    ///
    /// The editor stays in the process group of this program, which the terminal listens to; Foundation's `Process`
    /// would give it another one and the first key would stop it.
    private func run(on file: URL) async throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in OpenDescriptors.inherited { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The console handles and ignores signals that an editor expects to work.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = ["sh", "-c", "\(command) \"$1\"", "sh", file.path(percentEncoded: false)]
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var id: pid_t = 0
        let result = posix_spawn(&id, "/bin/sh", &actions, &attributes, &arguments, &variables)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
        let child = id
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                let signal = status & 0x7F
                continuation.resume(returning: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
            }
        }
    }
}
