/// Plans that take changes back, made from what their records hold now.
extension APIClient {
    /// The plans that take changes of this session back, the last change first.
    /// - Throws: `APIError`: `conflict` where somebody's later change stands against it that cannot be merged.
    @concurrent package func planUndo(of plans: [RequestPlan]) async throws(APIError) -> [RequestPlan] {
        let restoration = try await restoration(undoing: plans)
        let undone = try await Array(plans.reversed()).concurrentMap(maxConcurrent: Self.maxConcurrentUndo) {
            plan throws(APIError) in try await planUndo(of: plan, restoration)
        }
        return Self.ordered(undone.flatMap(\.self))
    }

    /// What the undo of all of these changes of this session shares.
    @concurrent package func restoration(undoing plans: [RequestPlan]) async throws(APIError) -> Restoration {
        try await Restoration.read(for: plans.filter { !$0.isUndoneWithOthers }.compactMap(\.wayBack), self)
    }

    /// What the undo of all of these changes of the audit log shares.
    @concurrent package func restoration(undoing changes: [RecordedChange]) async throws(APIError) -> Restoration {
        let made = changes.filter { $0.mayBeMade && $0.server == server.description }
        return try await Restoration.read(for: made.compactMap { RecordedUndo.wayBack(in: $0.json) }, self)
    }

    private static let maxConcurrentUndo = 8

    /// The plans that take one change of this session back, in the order to send them; none when its records are as
    /// they were before it.
    /// - Parameter shared: What it shares with the undo of other changes; nil where it is undone by itself.
    @concurrent package func planUndo(
        of plan: RequestPlan, _ shared: Restoration? = nil
    ) async throws(APIError) -> [RequestPlan] {
        if plan.isUndoneWithOthers { return [] }
        var steps: [RequestPlan]
        if let wayBack = plan.wayBack {
            let restoration = if let shared { shared } else { try await restoration(undoing: [plan]) }
            steps = try await wayBack.plans(self, restoration)
        } else if let undo = try plan.undo?.takingNothingElse(self) {
            steps = [try await merged(undo)].compactMap(\.self)
        } else {
            throw APIError(
                .notAllowed, message: "Cannot be undone: \(plan.title)", request: plan.call.line,
                server: server.description)
        }
        for index in steps.indices { steps[index].undoes = plan.id }
        return Self.ordered(Self.chained(steps))
    }

    /// The steps of one way back, each with those that it builds on: the ones that make the records it needs, or else
    /// all before it.
    static func chained(_ steps: [RequestPlan]) -> [RequestPlan] {
        steps.enumerated().map { index, step in
            if step.follows != nil { return step }
            if !step.needs.isEmpty { return step.following(steps.filter(step.needsWhatMakes)) }
            return step.following(step.makes == nil ? Array(steps[..<index]) : [])
        }
    }

    /// The steps of several ways back in the order to send them: groups are made first, then users, who are put into
    /// them, then all that names either.
    package static func ordered(_ steps: [RequestPlan]) -> [RequestPlan] {
        let linked = steps.map { step in
            step.needs.isEmpty ? step : step.following(also: steps.filter(step.needsWhatMakes))
        }
        func rank(_ step: RequestPlan) -> Int {
            guard step.makes != nil, step.follows?.isEmpty == true else { return 2 }
            return step.call.operation == .createGroup ? 0 : step.call.operation == .createUser ? 1 : 2
        }
        return (0...2).flatMap { wanted in linked.filter { rank($0) == wanted } }
    }

    /// The plans that revert a change of the audit log, in the order to send them. One that somebody's later change of
    /// the same stands against waits until a person has chosen.
    /// - Throws: `APIError`: `notAllowed` when it cannot be reverted from here, or is reverted already; `conflict` when
    ///   somebody's later change stands against it that cannot be merged.
    /// - Parameter shared: What it shares with the undo of other changes; nil where it is undone by itself.
    @concurrent package func planUndo(
        of change: RecordedChange, _ shared: Restoration? = nil
    ) async throws(APIError) -> [RequestPlan] {
        let title = change.title
        func refusal(_ message: String, _ nextStep: String = "") -> APIError {
            APIError(
                .notAllowed, message: message, request: change.request, server: server.description, nextStep: nextStep)
        }
        guard change.server == server.description else {
            throw refusal(
                "\(title) was made on \(change.server ?? "another server").", "Open that server to undo it.")
        }
        let wasMade = change.mayBeMade
        let steps: [RequestPlan]
        if wasMade, let wayBack = RecordedUndo.wayBack(in: change.json) {
            let restoration = if let shared { shared } else { try await restoration(undoing: [change]) }
            steps = try await wayBack.plans(self, restoration)
        } else if wasMade, let undo = try RecordedUndo.plan(from: change.json, on: server)?.takingNothingElse(self) {
            steps = [try await merged(undo)].compactMap(\.self)
        } else {
            throw refusal(
                "\(title) cannot be undone from the audit log.",
                "Only changes that were made, without secrets, whose current state can be checked, can be undone.")
        }
        guard !steps.isEmpty else { throw refusal("\(title): all is as it was before it. Nothing to undo.") }
        return Self.ordered(Self.chained(steps))
    }

    /// The plan as it is, while its record is as the change left it. Where somebody has changed other parts since,
    /// these stay, and where the same, the plan waits until a person has chosen; nil when the record is as before
    /// already.
    /// - Throws: `APIError`, a conflict where nothing can be merged.
    private func merged(_ undo: RequestPlan) async throws(APIError) -> RequestPlan? {
        guard let check = undo.precondition else { return undo }
        let current = try await current(check)
        if check.holds(for: current) { return undo }
        let mine = undo.result ?? check.base
        if undo.result != nil, check.with(base: mine).holds(for: current) { return nil }
        let merge = JSONMerge(base: check.base, mine: mine, theirs: current)
        let sides = merge.differences.map(\.changedBy)
        let chosen = sides.compactMap(\.self)
        let versions = Conflict(base: check.base, mine: mine, theirs: current)
        guard let replan = undo.replan else {
            throw APIError(
                .conflict(versions),
                message: "Someone else has changed \(undo.target.name) since. Nothing was sent.",
                request: undo.call.line, server: server.description, nextStep: "Compare both changes.")
        }
        guard chosen.count == sides.count else { return undo.replacedByReplan().conflicting(versions) }
        guard chosen.contains(.mine) else { return nil }
        var plan = try await replan(self, merge.merged(chosen), current)
        plan.heading = undo.heading
        return plan.affecting(undo.impact).warning(["Someone else has changed \(undo.target.name) since: that stays."])
    }
}

extension RequestPlan {
    /// True when it cannot do without what a step makes.
    fileprivate func needsWhatMakes(_ step: RequestPlan) -> Bool {
        step.makes.map { made in needs.contains { $0 === made } } ?? false
    }
}
