/// The standing of a plan that has waited, beside its record as it is by now.
package enum RebasedPlan: Sendable {
    /// Nobody has changed what it is based on.
    case unchanged
    /// The plan made again: somebody else has changed other parts of the record, which stay.
    case merged(RequestPlan)
    /// Both have changed the same, with both versions.
    case contested(Conflict)
    /// The record shows the change already.
    case made
    /// It cannot be made again on another state of its record.
    case bound
}

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

    /// A plan that has no state of its record after it, as a deletion, with a warning where what it rests on is otherwise.
    private func judged(_ plan: RequestPlan) async throws(APIError) -> RequestPlan {
        do throws(APIError) {
            try await checkBase(of: plan)
            return plan
        } catch {
            if case .conflict = error.kind { return plan.warning([Self.outdated(plan)]) }
            guard error.mayBeOption else { throw error }
            return plan.warning(["\(plan.target.name) could not be read again: \(error.message)"])
        }
    }

    private static func outdated(_ plan: RequestPlan) -> String {
        "Someone else has changed \(plan.target.name) since: sent, it is refused."
    }

    private func rebased(_ plan: RequestPlan) async throws(APIError) -> RequestPlan {
        // What rests on a step before it is planned again when its turn comes.
        guard let check = plan.precondition, plan.whenDue == nil else { return plan }
        guard plan.result != nil else { return try await judged(plan) }
        let current: JSONValue
        do throws(APIError) {
            current = try await self.current(check)
        } catch {
            guard error.mayBeOption else { throw error }
            return plan.warning(["\(plan.target.name) could not be read again: \(error.message)"])
        }
        switch try await rebased(plan, on: current) {
        case .unchanged: return plan
        case .merged(let merged): return merged
        case .contested(let versions): return plan.replacedByReplan().conflicting(versions)
        case .made: return plan.warning(["\(plan.target.name) already shows this change: sent, it is refused."])
        case .bound: return plan.warning([Self.outdated(plan)])
        }
    }

    /// A plan beside its record as it is now.
    @concurrent package func rebased(
        _ plan: RequestPlan, on current: JSONValue
    ) async throws(APIError) -> RebasedPlan {
        guard let check = plan.precondition, !check.holds(for: current) else { return .unchanged }
        let versions = Conflict(base: check.base, mine: plan.result ?? check.base, theirs: current)
        let merge = JSONMerge(versions)
        let isMade = plan.result.map { check.with(base: $0).holds(for: current) } ?? false
        if isMade || merge.isMade(from: versions) { return .made }
        guard let replan = plan.replan, plan.result != nil, check.entries == nil else { return .bound }
        guard !merge.isContested else { return .contested(versions) }
        let merged = try await replan(self, merge.merged(contested: .mine), current).replacing(plan)
        return .merged(
            merged.warning(["Someone else has changed \(plan.target.name) since this was planned: that stays."]))
    }
}
