import Foundation

@testable import SisenseClient

extension APIClient {
    /// Sends a plan of a test, which approves it.
    @concurrent func perform(_ plan: RequestPlan) async throws(APIError) -> Response {
        try await perform(plan, .ofProgram([plan]))
    }
}

extension APIClient {
    /// The plans of a file, judged as on a server that is none of production.
    @concurrent func judged(_ file: PlanFile, environment: [String: String] = [:]) async throws -> [RequestPlan] {
        let stored = try StoredPlan(file.data, approval: nil, at: "plan.json")
        let use = try PlanFileUse(
            stored, Set(PlanPart.allCases), rules: PlanFileRules(kind: nil), audit: nil, at: Date(),
            environment: environment)
        return try await use.plans(on: self) { _ in false }
    }
}

extension AuditEntry {
    /// The entry for a plan that was approved for a reason.
    init(_ plan: RequestPlan, account: String?, reason: String? = nil, time: Date = Date()) {
        let rules = ApprovalRules(name: "test", isProduction: false, asksReason: false)
        let demand = ApprovalDemand([plan], rules)
        let approval = demand.approval(name: "test", reason: reason ?? "") ?? .ofProgram([plan])
        self.init(plan, account: account, approval, time: time)
    }
}
