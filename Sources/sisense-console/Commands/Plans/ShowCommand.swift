import ConsoleState
import Foundation
import SisenseClient

/// Shows a plan file without any server, also one that is out of date.
struct ShowCommand {
    let path: String
    let environment: [String: String]

    func run() -> Int32 {
        do {
            let stored = try PlanFileAccess.read(path)
            let plan = stored.file
            for warning in try warnings(stored) { Output.error("! \(warning)") }
            let made =
                "Made, as the file says, by \(plan.source.maker) at \(plan.maker.time) with \(plan.maker.program)"
            let expiry = plan.expiry.map { ["Sent until \($0)"] } ?? []
            let text = PlanText(plan.stagedPlans, on: plan.server.description)
            let heading = ([made] + expiry + (try approval(stored))).map(PlanText.line)
            return try Output.lines((heading + text.lines).joined(separator: "\n"))
        } catch {
            return Failure.report(error)
        }
    }

    /// The reasons why it is not sent any more.
    private func warnings(_ stored: StoredPlan) throws(PlanFileError) -> [String] {
        var warnings: [String] = []
        if stored.file.isExpired(at: Date()) { warnings.append("This plan has expired: it is shown, and not sent.") }
        let log = Connection.locations(environment: environment).state.url.appending(path: "audit.jsonl")
        let uses = AuditLog(file: log, profile: "", complain: { _ in }).read().filter { $0.planDigest == stored.digest }
        if let use = uses.first {
            let time = use.time?.description ?? "an earlier time"
            warnings.append("This plan was applied at \(time): it is not sent again.")
        }
        if let approval = try PlanFileAccess.approval(of: path), approval.statement.plan != stored.digest {
            warnings.append("It was changed after it was approved: the approval is void.")
        }
        return warnings
    }

    private func approval(_ stored: StoredPlan) throws(PlanFileError) -> [String] {
        guard let approval = try PlanFileAccess.approval(of: path) else { return [] }
        let statement = approval.statement
        let reason = statement.reason.isEmpty ? "" : ": \(statement.reason)"
        return ["Approved by \(statement.person) at \(statement.time)\(reason) (apply checks the signature)"]
    }
}
