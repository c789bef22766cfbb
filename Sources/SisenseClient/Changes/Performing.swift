import Foundation
import Synchronization

/// Changes as they are sent: one by one, or many at once.
extension APIClient {
    /// Sends a planned change, once. What the plan was based on is read again just before, and after an unknown outcome
    /// to tell what it shows.
    /// - Throws: `APIError`: `notAllowed` by the policy or without approval, `conflict` when the record has changed and
    ///   `unrecorded` when the change could not be recorded, all with nothing sent; `outcomeUnknown` when no answer proves
    ///   it done or refused. In a dry run, always `notAllowed`, with the plan recorded.
    @concurrent package func perform(_ plan: RequestPlan, _ approval: Approval) async throws(APIError) -> Response {
        try await performAndLook(plan, approval).result.get()
    }

    /// The same, with what the audit log has of it.
    @concurrent func performAndLook(_ plan: RequestPlan, _ approval: Approval) async -> PlanOutcome {
        var outcome = await performOnce(plan, approval)
        guard let error = outcome.error, error.kind == .outcomeUnknown, !Task.isCancelled else { return outcome }
        let finding = await look(after: plan)
        guard finding != .hasNoRecord, !Task.isCancelled else { return outcome }
        let sentence = finding.sentence(plan.target.name)
        if let change = outcome.change { await journal.note(sentence, of: change) }
        outcome.result = .failure(error.saying(sentence, nextStep: finding.nextStep))
        return outcome
    }

    /// Sends a planned change, once, like `perform`, and leaves it to the caller to look at its record after an unknown
    /// outcome. A task that is cancelled ends at once: with `cancelled` when nothing was sent, else with
    /// `outcomeUnknown`.
    @concurrent func performOnce(_ planned: RequestPlan, _ approval: Approval) async -> PlanOutcome {
        var outcome = await performDue(planned, approval)
        // Those who wait for it know it as they planned it, and learn what it has created.
        let shortfalls = outcome.plan.shortfalls
        outcome.plan = (try? outcome.result.get()).map(planned.completed) ?? planned
        outcome.plan.shortfalls = shortfalls
        return outcome
    }

    private func performDue(_ planned: RequestPlan, _ approval: Approval) async -> PlanOutcome {
        var plan = planned
        do throws(APIError) {
            guard plan.target.server == server else { throw elsewhere(plan) }
            guard approval.covers(plan) else { throw unapproved(plan) }
            // A dry run stops here: the steps before have made nothing that later ones could rest on.
            try allow(plan)
        } catch {
            return PlanOutcome(plan: plan, result: .failure(error))
        }
        do throws(APIError) {
            holdings?.begin(plan.call.operation)
            if let whenDue = plan.whenDue { plan = try await whenDue(self) }
            try await checkBase(of: plan)
            try await beginFile(of: plan, approval)
        } catch {
            // What the log has not taken once, it is not given again.
            if error.kind == .unrecorded { return PlanOutcome(plan: plan, result: .failure(error)) }
            return await left(plan, approval, because: error)
        }
        let entry = AuditEntry(plan, account: account, approval, run: run)
        var isRecorded = true
        do throws(PrivateFileError) {
            try await journal.begin(entry)
        } catch {
            if Task.isCancelled { return await left(plan, approval, because: cancelled(plan.call)) }
            guard approval.sendsUnrecorded else {
                return PlanOutcome(plan: plan, result: .failure(unrecorded(plan, error)))
            }
            isRecorded = false
        }
        do throws(APIError) {
            guard !Task.isCancelled else { throw cancelled(plan.call) }
            let response = try await send(plan.call, proving: plan)
            planned.makes?.take(response)
            var made = plan.completed(by: response)
            made.shortfalls = plan.shortfalls
            if isRecorded { await journal.end(entry, .done(made, isUndoneByAnswer: plan.isUndoneByAnswer)) }
            return PlanOutcome(plan: made, result: .success(response), change: isRecorded ? entry.id.uuidString : nil)
        } catch {
            let error = learning(from: error, of: plan)
            if isRecorded { await journal.end(entry, ChangeOutcome(error)) }
            return PlanOutcome(plan: plan, result: .failure(error), change: isRecorded ? entry.id.uuidString : nil)
        }
    }

    /// Records a change that was approved, and kept from being sent.
    private func left(_ plan: RequestPlan, _ approval: Approval, because error: APIError) async -> PlanOutcome {
        let entry = AuditEntry(plan, account: account, approval, run: run)
        let error = error.beforeSending
        await journal.leave([entry], ChangeOutcome(error))
        return PlanOutcome(plan: plan, result: .failure(error), change: entry.id.uuidString)
    }

    /// Records changes of a run that ended before they were sent.
    package func leave(_ plans: [RequestPlan], _ approval: Approval, because reason: String) async {
        let entries = plans.map { AuditEntry($0, account: account, approval, run: run) }
        if !entries.isEmpty { await journal.leave(entries, ChangeOutcome(.notSent, reason)) }
    }

    /// Makes sure that a plan may be sent here. In a dry run it is recorded instead.
    private func allow(_ plan: RequestPlan) throws(APIError) {
        if policy.isDryRun { rehearsed(plan) }
        try policy.check(plan.call.operation, request: plan.call.line, server: server)
    }

    /// Makes sure that the plan file of a plan may be sent now, and that this is recorded.
    private func beginFile(of plan: RequestPlan, _ approval: Approval) async throws(APIError) {
        do throws(PlanUseError) {
            try await begin(plan, approval)
        } catch {
            switch error {
            case .refused(let refusal):
                throw APIError(
                    .notAllowed, message: "Nothing was sent: \(refusal.message)", request: plan.call.line,
                    server: server.description, nextStep: refusal.nextStep)
            case .unrecorded(let error):
                if !approval.sendsUnrecorded { throw unrecorded(plan, error) }
            }
        }
    }

    /// Makes sure that the record of a plan, and what goes with it, is still what it is based on.
    /// - Throws: `APIError`, `conflict` when it is not.
    @concurrent package func checkBase(of plan: RequestPlan) async throws(APIError) {
        if let conflict = plan.conflict { throw conflicting(plan, conflict, in: plan.precondition) }
        for condition in plan.conditions { try await check(condition, of: plan) }
    }

    private func check(_ precondition: Precondition, of plan: RequestPlan) async throws(APIError) {
        var current =
            if let holdings, let listed = precondition.holdings {
                try await holdings.current(listed, self)
            } else {
                try await current(precondition)
            }
        guard !precondition.holds(for: current) else { return }
        if precondition.isWhole {
            // A member that the server changes with every read must not keep the document from ever being saved.
            let latest = try await self.current(precondition)
            current = DocumentRules.sisense.settled(
                latest, base: precondition.base, between: current, edited: plan.result ?? precondition.base)
            guard !precondition.holds(for: current) else { return }
        }
        let isThere = plan.result.map { precondition.with(base: $0).holds(for: current) } ?? false
        var conflict = Conflict(base: precondition.base, mine: plan.result ?? precondition.base, theirs: current)
        conflict.isMade = isThere
        throw conflicting(plan, conflict, in: precondition)
    }

    private func conflicting(_ plan: RequestPlan, _ conflict: Conflict, in condition: Precondition?) -> APIError {
        let isThere = conflict.isMade
        return APIError(
            .conflict(conflict),
            message: isThere
                ? "\(plan.target.name) already shows this change. Nothing was sent."
                : "Someone else has changed \(plan.target.name). Nothing was sent.",
            details: isThere ? [] : Self.differences(conflict, in: condition),
            request: plan.call.line, server: server.description,
            nextStep: isThere
                ? "Nothing needs to be repeated."
                : plan.result == nil
                    ? "Look at what has changed, and make the plan again."
                    : "Compare both changes, then edit the current state.")
    }

    /// The changes of somebody else in the members that matter, a line each; at most `mostDifferences`.
    private static func differences(_ conflict: Conflict, in condition: Precondition?) -> [String] {
        if let holdings = condition?.holdings { return holdings.differences(conflict.base, conflict.theirs) }
        let members = condition?.members
        let changes = JSONDiff(
            from: members.map(conflict.base.only) ?? conflict.base,
            to: members.map(conflict.theirs.only) ?? conflict.theirs)
        return changes.lines.prefix(mostDifferences).map { "\($0.sign.rawValue) \($0.text)" }
    }

    private static let mostDifferences = 10

    /// A plan belongs to the server it was made for, and its preview names that one.
    private func elsewhere(_ plan: RequestPlan) -> APIError {
        APIError(
            .notAllowed,
            message: "This change is for \(plan.target.server), and not for \(server). Nothing was sent.",
            request: plan.call.line, server: server.description,
            nextStep: "Make the change again on the server it is meant for.")
    }

    private func unapproved(_ plan: RequestPlan) -> APIError {
        APIError(
            .notAllowed, message: "Nobody has approved this change. Nothing was sent.", request: plan.call.line,
            server: server.description, nextStep: "Look at the change and confirm it.")
    }

    private func cancelled(_ call: Call) -> APIError {
        APIError(TransportError(.cancelled, server: server.description), request: call.line, server: server)
    }

    private func unrecorded(_ plan: RequestPlan, _ error: PrivateFileError) -> APIError {
        APIError(
            .unrecorded, message: "Nothing was sent: the audit log cannot record the change. \(error)",
            request: plan.call.line, server: server.description, nextStep: error.nextStep)
    }

    /// The error of a change that was refused. Where it was for a flag, that is not sent again.
    private func learning(from error: APIError, of plan: RequestPlan) -> APIError {
        let flag = DashboardsService.adminAccess
        let isAboutFlag = ([error.message] + error.details).contains {
            $0.lowercased().contains(flag.name.lowercased())
        }
        guard isAboutFlag, error.mayBeOption, plan.call.query.contains(flag) else { return error }
        capabilities.learn(.adminAccess, refused: error)
        return error.saying("Nothing was changed.", nextStep: "Try again: it is sent without \(flag.name) then.")
    }
}

extension APIClient {
    /// Performs many plans, at most `maxConcurrent` at a time and each once, and reports the outcome of each as it is
    /// known; what was not started has none. Records are not looked at after unknown outcomes: see `look(after:)`.
    ///
    /// When nobody listens any more, no further plan is started, and those under way come to their end: cutting them
    /// off would leave their outcome unknown.
    /// - Parameter stop: Set by a person who does not want to wait: no further plan is started, and those under way are
    ///   cut off.
    package func perform(
        _ plans: [RequestPlan], _ approval: Approval, maxConcurrent limit: Int = 4,
        stop: CancellationFlag = CancellationFlag()
    ) -> AsyncStream<PlanOutcome> {
        let (outcomes, continuation) = AsyncStream.makeStream(of: PlanOutcome.self)
        let isUnheard = CancellationFlag()
        continuation.onTermination = { _ in isUnheard.set() }
        let sending = Task {
            await withTaskGroup(of: PlanOutcome.self) { group in
                var waiting = plans[...]
                func start() {
                    guard !isUnheard.isSet, !stop.isSet, let plan = waiting.popFirst() else { return }
                    group.addTask { await performOnce(plan, approval) }
                }
                for _ in 0..<max(1, limit) { start() }
                while let outcome = await group.next() {
                    continuation.yield(outcome)
                    start()
                }
            }
            continuation.finish()
        }
        stop.whenSet { sending.cancel() }
        return outcomes
    }
}

/// A flag that is set once, by whoever no longer wants the rest of a piece of work, and read by those who do it.
package final class CancellationFlag: Sendable {
    private struct State {
        var isSet = false
        var actions: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var isSet: Bool { state.withLock(\.isSet) }

    package func set() {
        let actions = state.withLock { state in
            state.isSet = true
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Does something once the flag is set, which may be now.
    func whenSet(_ action: @escaping @Sendable () -> Void) {
        let isSet = state.withLock { state in
            if !state.isSet { state.actions.append(action) }
            return state.isSet
        }
        if isSet { action() }
    }
}

/// The outcome of one of many plans.
package struct PlanOutcome: Sendable {
    /// The plan, which knows the record it has created.
    package internal(set) var plan: RequestPlan
    package fileprivate(set) var result: Result<Response, APIError>
    /// Its id in the record of changes; nil when it is not there.
    package var change: String?

    package var error: APIError? {
        guard case .failure(let error) = result else { return nil }
        return error
    }
}
