import ConsoleState
import Foundation
import SisenseClient

/// Writes how a server is set up to files, one for each kind, made to be kept and compared.
struct ExportCommand {
    let options: ExportOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            guard let folder = options.folder else { return try Output.json(JSONWriter.text(StateSchema.json)) }
            let connection = try Connection(options.arguments, environment: environment)
            let client = try await connection.signedInClient().readOnly(reason: "export changes nothing")
            try LocalFile.makeFolder(folder)
            try refuseOtherForms(in: folder)
            let read = try await StateReading.read(options.kinds, client) { kind, value in
                let url = URL(filePath: folder, directoryHint: .isDirectory)
                let path = url.appending(path: options.form.name(of: kind)).path(percentEncoded: false)
                try LocalFile.write(options.form.content(kind, value), to: path, isReplacing: true)
                let count = value.object?.members.count ?? value.array?.count ?? 0
                Output.error("\(path)  \(kind.title), \(count)")
            }
            var applied = connection.appliedState(environment)
            applied.note(try StateFolder(whole: read.values, from: folder).leaves)
            applied.keep()
            return read.missing?.exitStatus ?? ExitStatus.done
        } catch let problem as LocalFile.Problem {
            return Failure.report(UsageError("\(options.folder ?? ""): \(problem.text)."))
        } catch {
            return Failure.report(error)
        }
    }

    /// A thing that is in two files is an error, so that two forms of one file must not stand beside each other.
    private func refuseOtherForms(in folder: String) throws(UsageError) {
        for form in StateFileForm.allCases where form != options.form {
            for kind in options.kinds {
                let name = form.name(of: kind)
                if FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
                    throw UsageError("\(name) is there already, in the other form: remove it first.")
                }
            }
        }
    }
}

/// The options of `export`.
struct ExportOptions {
    let arguments: ConnectionSettings.Arguments
    /// Nil where the form of the files is asked for, and not a server.
    let folder: String?
    let kinds: [StateKind]
    let form: StateFileForm
}
