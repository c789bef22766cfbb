import Foundation
import SisenseClient

/// Adds the changes of a plan file to the plans of this session, where they are looked through and sent like all others.
/// The audit log keeps who made the file, and who sent it.
enum PlanFileOpening {
    static var form: FormState {
        let fields: [FormField] = [
            .text("file", "File", "", isRequired: true, help: "Made by sisense-console plan, or written from this list")
        ]
        return FormState("Open a plan file", fields) { context, values throws(APIError) in
            let path = values.text("file")
            do {
                let count = try await open(path, context)
                let what = count == 1 ? "1 plan" : "\(count) plans"
                return .write(.planFileOpened(Message(.ok, "\(what) of \(path) added; nothing was sent")))
            } catch let error as LocalFile.Problem {
                return .form(.refused(field: "file", error.text))
            } catch {
                return .form(.refused(field: "file", "\(error)"))
            }
        }
    }

    /// - Returns: The number of plans that were added. Those that were sent before are left out.
    private static func open(_ path: String, _ context: WorkContext) async throws -> Int {
        let content = try LocalFile.read(path)
        let file = try PlanFile(content)
        let server = context.client.server
        guard file.server == server else { throw Refusal("The plan is for \(file.server), and this is \(server)") }
        if file.isExpired(at: context.dependencies.now()) { throw Refusal("The plan has expired: make it again") }
        if let source = file.machineSources.first {
            throw Refusal("\(source) Such a file is applied on the command line, where that is asked first")
        }
        let approver = try await approver(of: file, content, path, context)
        let environment = ProcessInfo.processInfo.environment
        let plans = try await context.client.plans(of: file, environment: environment)
        let sent = sent(of: file, context)
        let left = plans.filter { !sent.contains(where: $0.isRecorded) }
        guard !left.isEmpty else { throw Refusal("All of it was sent before") }
        var source = file.source
        source.approver = approver
        for plan in RequestPlan.linked(left.map { $0.coming(from: source) }) { context.dependencies.plans.add(plan) }
        return left.count
    }

    /// The changes of a file that were sent from this machine before.
    private static func sent(of file: PlanFile, _ context: WorkContext) -> [RecordedChange] {
        let unsent = [ChangeOutcome.Word.refused, .notSent].map(\.rawValue)
        return (context.dependencies.audit?.read() ?? [])
            .filter { $0.planFile == file.id && $0.planDigest.isEmpty && !unsent.contains($0.outcome) }
    }

    /// The person who approved a plan for a production server; nil for other servers.
    private static func approver(
        of file: PlanFile, _ content: Data, _ path: String, _ context: WorkContext
    ) async throws -> String? {
        guard context.purpose?.isProduction == true else { return nil }
        let approval: PlanApproval
        do {
            approval = try PlanApproval(try LocalFile.read(PlanApproval.path(of: path)))
        } catch let error as PlanFileError {
            throw Refusal("Not a usable approval: \(error)")
        } catch {
            throw Refusal("A plan for a production server has to be approved: sisense-console approve does that")
        }
        guard let signers = context.dependencies.planSigners else {
            throw Refusal("No profile of this server says who may approve plans: set allowedSigners")
        }
        return try await approval.check(
            file, content, by: signers, sentBy: [NSUserName(), context.client.account].compactMap(\.self),
            environment: ProcessInfo.processInfo.environment)
    }

    /// The reason why a file is not opened, in a sentence.
    private struct Refusal: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }
}
