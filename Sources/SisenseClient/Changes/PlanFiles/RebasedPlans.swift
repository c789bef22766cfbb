/// Plans that have waited, made again on what their records have become.
extension APIClient {
    /// Each plan on its record as it is now, under the id it had. Where somebody else has changed other parts of the
    /// record since, those stay, and the plan says so; where the same, the plan waits until a person has chosen.
    @concurrent package func rebased(_ plans: [RequestPlan]) async throws(APIError) -> [RequestPlan] {
        try await plans.concurrentMap(maxConcurrent: Self.maxConcurrentRebases) { plan throws(APIError) in
            try await rebased(plan)
        }
    }

    private static let maxConcurrentRebases = 8

    private static func outdated(_ plan: RequestPlan) -> String {
        "Someone else has changed \(plan.target.name) since: sent, it is refused."
    }

    private func rebased(_ plan: RequestPlan) async throws(APIError) -> RequestPlan {
        // What rests on a step before it is planned again when its turn comes.
        guard let check = plan.precondition, plan.whenDue == nil else { return plan }
        let current: JSONValue
        do throws(APIError) {
            current = try await self.current(check)
        } catch {
            guard error.mayBeOption else { throw error }
            return plan.warning(["\(plan.target.name) could not be read again: \(error.message)"])
        }
        if check.holds(for: current) { return plan }
        guard plan.result != nil else { return plan.warning([Self.outdated(plan)]) }
        let versions = Conflict(base: check.base, mine: plan.result ?? check.base, theirs: current)
        let merge = JSONMerge(versions)
        let isMade = plan.result.map { check.with(base: $0).holds(for: current) } ?? false
        if isMade || merge.isMade(from: versions) {
            return plan.warning(["\(plan.target.name) already shows this change: sent, it is refused."])
        }
        guard let replan = plan.replan, plan.result != nil, check.entries == nil else {
            return plan.warning([Self.outdated(plan)])
        }
        guard !merge.isContested else { return plan.replacedByReplan().conflicting(versions) }
        return try await replan(self, merge.merged(contested: .mine), current).replacing(plan)
            .warning(["Someone else has changed \(plan.target.name) since this was planned: that stays."])
    }
}
