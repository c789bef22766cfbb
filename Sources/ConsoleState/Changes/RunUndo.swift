import SisenseClient

/// Plans the undo of whole runs of the audit log, as one.
enum RunUndo {
    /// The plan of one undo, or the reason why there is none.
    private struct Attempt: Sendable {
        let title: String
        let plan: RequestPlan?
        let problem: APIError?
    }

    /// The plans that take back what was sent together with these changes, the last change first. What cannot be taken
    /// back is named in a warning.
    /// - Throws: `APIError` when nothing of it can be taken back.
    @concurrent static func plans(
        for ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        var changes: [RecordedChange] = []
        for id in ids {
            let change = try ListFeature.recordedChange(id, context)
            for other in context.dependencies.audit?.run(of: change) ?? [] where other.mayBeMade {
                if !changes.contains(where: { $0.id == other.id }) { changes.append(other) }
            }
        }
        let attempts = try await context.each(changes) { change throws(APIError) in
            await attempt(change, context.client)
        }
        let problems = attempts.compactMap { attempt in
            attempt.problem.map { "\(attempt.title) stays: \($0.message)" }
        }
        let plans = attempts.compactMap(\.plan)
        if let plan = plans.first { return [plan.warning(problems)] + plans.dropFirst() }
        if let problem = attempts.compactMap(\.problem).first { throw problem }
        throw APIError(
            .notAllowed, message: "Nothing of this run was made.", request: "",
            server: context.client.server.description)
    }

    private static func attempt(_ change: RecordedChange, _ client: APIClient) async -> Attempt {
        do throws(APIError) {
            return Attempt(title: change.title, plan: try await client.planUndo(of: change), problem: nil)
        } catch {
            return Attempt(title: change.title, plan: nil, problem: error)
        }
    }
}
