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
        guard descriptor >= 0 else { return .failure(TextEditingProblem("Could not create a temporary file.")) }
        let file = URL(filePath: String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
            let status = try await run(on: file)
            guard status == 0 else {
                return .failure(TextEditingProblem("\(command) exited with status \(status); the text is unchanged."))
            }
            return .success(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        } catch let error as ChildProcess.StartError {
            return .failure(TextEditingProblem("Could not start \(command): \(error)."))
        } catch {
            return .failure(TextEditingProblem("Could not edit with \(command): \(error.localizedDescription)"))
        }
    }

    /// By way of a shell, so that arguments in the variable are words of their own. Returns the exit status.
    ///
    /// The editor stays in the session of this program, which the terminal listens to.
    private func run(on file: URL) async throws(ChildProcess.StartError) -> Int32 {
        let child = try ChildProcess(
            path: "/bin/sh", arguments: ["sh", "-c", "\(command) \"$1\"", "sh", file.path(percentEncoded: false)],
            environment: environment, isDetached: false)
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let (status, signal) = child.wait()
                continuation.resume(returning: signal == 0 ? status : 128 + signal)
            }
        }
    }
}
