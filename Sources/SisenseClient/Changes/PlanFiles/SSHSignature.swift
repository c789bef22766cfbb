package import Foundation

/// Signatures that `ssh-keygen` makes and checks. The key stays with it, or with its agent.
package enum SSHSignature {
    /// What the signatures are for, so that one made for another purpose does not count.
    private static let namespace = "sisense-console-plan"

    /// Signs with a key, whose passphrase is asked for on the terminal if it has one.
    /// - Throws: `PlanApprovalError`, with what `ssh-keygen` says.
    @concurrent package static func sign(
        _ data: Data, key: String, environment: [String: String]
    ) async throws(PlanApprovalError) -> String {
        try await withFolder { folder throws(PlanApprovalError) in
            let message = try write(data, "message", in: folder)
            let log = folder.appending(path: "log").path(percentEncoded: false)
            let status = try await run(
                #"exec ssh-keygen -Y sign -f "$1" -n "$2" "$3" >"$4" 2>&1"#, [key, namespace, message, log], environment
            )
            guard status == 0, let signature = try? String(contentsOfFile: message + ".sig", encoding: .utf8) else {
                let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                throw PlanApprovalError("ssh-keygen could not sign with \(key)\(Self.reason(said))")
            }
            return signature
        }
    }

    /// The name of whoever has signed, as the file of allowed signers has it.
    /// - Throws: `PlanApprovalError` where the signature does not fit, or is by nobody of that file.
    @concurrent static func signer(
        of data: Data, _ signature: String, allowed signers: URL, environment: [String: String]
    ) async throws(PlanApprovalError) -> String {
        let allowed = signers.path(percentEncoded: false)
        do throws(PrivateFileError) {
            // Whoever else could write it could approve anything.
            _ = try PrivateFile.read(signers, othersMayRead: true)
        } catch {
            throw PlanApprovalError("the file of allowed signers cannot be used: \(error) \(error.nextStep)")
        }
        return try await withFolder { folder throws(PlanApprovalError) in
            let message = try write(data, "message", in: folder)
            let sign = try write(Data(signature.utf8), "signature", in: folder)
            let output = folder.appending(path: "output").path(percentEncoded: false)
            let found = try await run(
                #"exec ssh-keygen -Y find-principals -f "$1" -s "$2" >"$3" 2>/dev/null"#, [allowed, sign, output],
                environment)
            let names = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            guard found == 0, let name = names.split(whereSeparator: \.isNewline).first.map(String.init) else {
                throw PlanApprovalError("whoever signed it is not in \(allowed)")
            }
            let verified = try await run(
                #"exec ssh-keygen -Y verify -f "$1" -I "$2" -n "$3" -s "$4" <"$5" >/dev/null 2>&1"#,
                [allowed, name, namespace, sign, message], environment)
            guard verified == 0 else { throw PlanApprovalError("the signature of \(name) does not fit") }
            return name
        }
    }

    private static func reason(_ said: String) -> String {
        said.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    }

    private static func write(_ data: Data, _ name: String, in folder: URL) throws(PlanApprovalError) -> String {
        let file = folder.appending(path: name)
        do throws(PrivateFileError) {
            try PrivateFile.write(data, to: file)
        } catch {
            throw PlanApprovalError("\(error)")
        }
        return file.path(percentEncoded: false)
    }

    /// A folder of this user alone, for as long as the work takes.
    private static func withFolder<Value: Sendable>(
        _ work: (URL) async throws(PlanApprovalError) -> Value
    ) async throws(PlanApprovalError) -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-console-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        do throws(PrivateFileError) {
            try PrivateFile.makeFolder(folder)
        } catch {
            throw PlanApprovalError("\(error)")
        }
        return try await work(folder)
    }

    /// The status that a line for the shell ends with. It keeps the terminal, on which a passphrase may be asked for.
    private static func run(
        _ line: String, _ arguments: [String], _ environment: [String: String]
    ) async throws(PlanApprovalError) -> Int32 {
        let child: ChildProcess
        do throws(ChildProcess.StartError) {
            child = try ChildProcess(
                path: "/bin/sh", arguments: ["sh", "-c", line, "sh"] + arguments, environment: environment,
                isDetached: false)
        } catch {
            throw PlanApprovalError("could not start ssh-keygen: \(error.description)")
        }
        // Waiting blocks, so it gets a thread of its own.
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let end = child.wait()
                continuation.resume(returning: end.signal == 0 ? end.status : -1)
            }
        }
    }
}
