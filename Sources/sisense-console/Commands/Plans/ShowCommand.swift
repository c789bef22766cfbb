import ConsoleState
import Foundation
import SisenseClient

/// Shows a plan file without any server, also one that is out of date.
struct ShowCommand {
    let path: String
    let environment: [String: String]

    func run() -> ExitStatus {
        do {
            let stored = try PlanFileAccess.read(path)
            let plan = stored.file
            for warning in try warnings(stored) { Output.error("! \(warning)") }
            let made =
                "Made, as the file says, by \(plan.source.maker) at \(plan.maker.time) with \(plan.maker.program)"
            let expiry = plan.expiry.map { ["Sent until \($0)"] } ?? []
            let text = PlanText(plan.stagedPlans, on: plan.server.description)
            let heading = ([made] + expiry + (try approval(stored)) + plan.nameNote).map(PlanText.line)
            return try Output.lines((heading + text.lines).joined(separator: "\n"))
        } catch {
            return Failure.report(error)
        }
    }

    /// The reasons why it is not sent any more.
    private func warnings(_ stored: StoredPlan) throws(PlanFileError) -> [String] {
        var warnings: [String] = []
        if stored.file.isExpired(at: Date()) { warnings.append("This plan has expired: it is shown, and not sent.") }
        let log = Connection.locations(environment: environment).audit
        let uses = AuditLog(file: log, profile: "", onError: { _ in }).uses(of: stored.digest)
        for part in PlanPart.allCases {
            guard let use = uses.last(where: { $0.planUse?.part == part }) else { continue }
            let time = use.time?.description ?? "an earlier time"
            warnings.append("\(Self.name(of: part)) was applied at \(time): it is not sent again.")
        }
        if let approval = try stored.approval(), approval.statement.plan != stored.digest {
            warnings.append("It was changed after it was approved: the approval is void.")
        }
        return warnings
    }

    private static func name(of part: PlanPart) -> String {
        switch part {
        case .ordinary: "This plan"
        case .risky: "What may lock people out of this plan"
        }
    }

    private func approval(_ stored: StoredPlan) throws(PlanFileError) -> [String] {
        guard let approval = try stored.approval() else { return [] }
        let statement = approval.statement
        let reason = statement.reason.isEmpty ? "" : ": \(statement.reason)"
        return ["Approved by \(statement.person) at \(statement.time)\(reason) (apply checks the signature)"]
    }
}
