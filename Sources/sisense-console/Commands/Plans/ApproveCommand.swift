import ConsoleState
import Foundation
import SisenseClient

/// Approves a plan file of somebody else: shows it, asks, and signs it with the key of whoever does.
struct ApproveCommand {
    let options: ApproveOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            let stored = try PlanFileAccess.read(options.file)
            guard !stored.file.isExpired(at: Date()) else {
                throw UsageError("\(options.file) has expired: make the plan again.")
            }
            let key = try options.key ?? usualKey()
            let reason = try confirmed(stored.file)
            let statement = PlanApproval.Statement(
                plan: stored.digest, person: NSUserName(), time: Timestamp(Date()), reason: reason)
            let signature = try await SSHSignature.sign(statement.data, key: key, environment: environment)
            let path = PlanApproval.path(of: options.file)
            try LocalFile.write(PlanApproval(statement, signature: signature).data, to: path, isReplacing: true)
            Output.error("Approved: \(path), signed with \(key). A change of the plan voids it.")
            return ExitStatus.done
        } catch let problem as LocalFile.Problem {
            return Failure.report(UsageError("\(options.file): \(problem.text)."))
        } catch {
            return Failure.report(error)
        }
    }

    /// The reason, once the person has said yes to what is shown.
    private func confirmed(_ file: PlanFile) throws -> String {
        let given = options.approval.reason ?? ""
        guard options.approval.consent == .none else { return given }
        guard Question.canBeAsked else {
            throw UsageError("approve asks on a terminal; add --yes where nobody can be asked.")
        }
        let text = PlanText(file.stagedPlans, on: file.server.description)
        let lines =
            text.requests + [""] + text.summary + [
                "", PlanText.line("Made, as the file says, by \(file.source.maker)"),
            ] + file.nameNote
        Output.error(lines.joined(separator: "\n"))
        let reason = given.isEmpty ? Question.ask("Reason (for the record): ") : given
        guard ["y", "yes"].contains(Question.ask("Approve? [y/N] ").lowercased()) else {
            throw UsageError("Nothing was approved.")
        }
        return reason
    }

    /// The first of the keys that ssh itself looks for.
    private func usualKey() throws(UsageError) -> String {
        let folder = Connection.home(environment).appending(path: ".ssh")
        let paths = ["id_ed25519", "id_ecdsa", "id_rsa"].map { folder.appending(path: $0).path(percentEncoded: false) }
        guard let path = paths.first(where: FileManager.default.fileExists) else {
            throw UsageError("No key for SSH in \(folder.path(percentEncoded: false)): name one with --key FILE.")
        }
        return path
    }
}

/// The options of `approve`.
struct ApproveOptions {
    let file: String
    /// The file of the key; nil for the usual one.
    let key: String?
    let approval: GivenApproval
}
