import ConsoleState
import ConsoleUI
import Foundation
import Glibc
import SisenseClient

/// The editor the person has chosen, on a file in a folder that only they can enter. The folder is made for one use and
/// goes with all that the editor leaves in it: backups, swap files, undo files.
struct TextEditor {
    /// A program with its arguments, as `VISUAL` and `EDITOR` have them.
    private let command: String
    private let environment: [String: String]

    /// The editor that the environment, the configuration or the program names.
    /// - Parameter secretVariables: The variables that the editor must not inherit beside those of this program, such as
    ///   those that hold the tokens of profiles.
    init(environment: [String: String], secretVariables: Set<String> = []) {
        let configuration = ConfigurationFile.read(environment: environment, [.editor])
        command = ConsoleSettings(configuration, environment: environment).editor.value
        self.environment = environment.filter { !secretVariables.contains($0.key) }
    }

    /// Runs the editor on the terminal of this program, which must not use it meanwhile.
    func edit(_ text: String) async -> Result<String, TextEditingProblem> {
        // mkdtemp gives it the mode 0700 from the first moment.
        var path = Array(NSTemporaryDirectory().utf8CString.dropLast()) + Array("/sisense-console-XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else {
            let reason = String(cString: strerror(errno))
            return .failure(TextEditingProblem("Could not create a temporary folder: \(reason)."))
        }
        let folder = URL(
            filePath: String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self),
            directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Editors go by the ending.
        let isJSON = (try? JSONReader.read(text)) != nil
        let file = folder.appending(path: isJSON ? "edit.json" : "edit.txt")
        do {
            try PrivateFile.write(Data(text.utf8), to: file)
            let status = try await run(on: file)
            guard status == 0 else {
                return .failure(TextEditingProblem("\(command) exited with status \(status); the text is unchanged."))
            }
            return .success(String(decoding: try Data(contentsOf: file), as: UTF8.self))
        } catch let error as ChildProcess.StartError {
            return .failure(TextEditingProblem("Could not start \(command): \(error)."))
        } catch let error as PrivateFileError {
            return .failure(TextEditingProblem("\(error.description) \(error.nextStep)"))
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
