import SisenseClient

/// Plans the undo of several changes as one. What cannot be taken back is named in a warning and keeps none of the
/// others from it.
enum RunUndo {
    /// The plans that undo one change, or the reason why there are none.
    private struct Attempt: Sendable {
        let title: String
        let plans: [RequestPlan]
        let problem: APIError?

        private init(_ title: String, _ plans: [RequestPlan], _ problem: APIError?) {
            (self.title, self.plans, self.problem) = (title, plans, problem)
        }

        /// The same, to be sent once all of these are done.
        func following(_ others: [RequestPlan]) -> Attempt {
            guard !others.isEmpty else { return self }
            return Attempt(title, plans.map { $0.following(also: others) }, problem)
        }

        init(_ title: String, _ plan: () async throws(APIError) -> [RequestPlan]) async {
            self.title = title
            do throws(APIError) {
                (plans, problem) = (try await plan(), nil)
            } catch {
                (plans, problem) = ([], error)
            }
        }

        private init(_ title: String, problem: APIError) {
            (self.title, plans, self.problem) = (title, [], problem)
        }

        /// The same, without plans that wait for a choice.
        var withoutConflict: Attempt {
            guard let plan = plans.first(where: { $0.conflict != nil }), let conflict = plan.conflict else {
                return self
            }
            return Attempt(
                title,
                problem: APIError(
                    .conflict(conflict), message: "Someone else has changed \(plan.target.name) since.",
                    request: plan.call.line, server: plan.target.server.description))
        }
    }

    /// The plans that take changes of this session back, the last one first; none when all is as before.
    /// - Throws: `APIError` when nothing of it can be taken back.
    @concurrent static func plans(
        of changes: [RequestPlan], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let undoable = changes.reversed().filter(\.hasUndo)
        let shared = try await context.client.restoration(undoing: undoable)
        let attempts = try await context.each(undoable) { change throws(APIError) in
            await Attempt(change.title) { () throws(APIError) in try await context.client.planUndo(of: change, shared) }
        }
        let lasting = changes.filter { !$0.hasUndo }.map { "Cannot be undone, and stays: \($0.title)" }
        let run = PlanResults(changes)
        var ordered: [Attempt] = []
        for (index, attempt) in attempts.enumerated() {
            // What was built on a change is taken back before it. Deletions are no steps of each other.
            let later = undoable.indices.prefix(index).filter {
                run.builds(undoable[$0], on: undoable[index])
                    && !(undoable[$0].isUndoneByRestoring && undoable[index].isUndoneByRestoring)
            }
            ordered.append(attempt.following(later.flatMap { attempts[$0].plans }))
        }
        return try plans(ordered).map { $0.warning(lasting) }
    }

    /// The plans that take back what was sent together with these changes of the audit log, the last one first.
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
        return try await plans(of: changes, context)
    }

    /// The plans that take changes of the audit log back, the newest first.
    /// - Throws: `APIError` when nothing of it can be taken back.
    private static func plans(
        of changes: [RecordedChange], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let shared = try await context.client.restoration(undoing: changes)
        let attempts = try await context.each(changes) { change throws(APIError) in
            await Attempt(change.title) { () throws(APIError) in try await context.client.planUndo(of: change, shared) }
        }
        guard !attempts.isEmpty else {
            throw APIError(
                .notAllowed, message: "Nothing of this run was made.", request: "",
                server: context.client.server.description)
        }
        // Different changes may have been built on each other.
        guard Set(changes.map { $0.target?.operation.id ?? $0.request }).count > 1 else { return try plans(attempts) }
        var ordered: [Attempt] = []
        for (index, attempt) in attempts.enumerated() {
            let later = attempts.indices.prefix(index).filter {
                !(changes[$0].isUndoneByRestoring && changes[index].isUndoneByRestoring)
            }
            ordered.append(attempt.following(later.flatMap { attempts[$0].plans }))
        }
        return try plans(ordered)
    }

    /// One undo that somebody's later change stands against is a choice to be made; among several it is left out.
    private static func plans(_ attempts: [Attempt]) throws(APIError) -> [RequestPlan] {
        let attempts = attempts.count == 1 ? attempts : attempts.map(\.withoutConflict)
        let plans = attempts.flatMap(\.plans)
        if plans.isEmpty, let problem = attempts.compactMap(\.problem).first { throw problem }
        let warnings = attempts.compactMap { attempt in
            attempt.problem.map { problem in
                // Many of these sentences name the change themselves.
                problem.message.contains(attempt.title)
                    ? problem.message : "Not undone: \(attempt.title). \(problem.message)"
            }
        }
        return APIClient.ordered(plans).map { $0.warning(warnings) }
    }
}
