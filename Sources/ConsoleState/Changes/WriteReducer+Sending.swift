import Foundation
import SisenseClient

extension WriteReducer {
    /// Each plan once: one after the other, or many that are alike a few at a time.
    func sending(_ confirmation: Confirmation, _ approval: Approval) -> ConsoleEffect {
        var client = context.client
        let count = confirmation.plans.count
        if count > 1 {
            client = client.checkingTogether()
            client.run = ChangeRun(title: confirmation.title, count: count)
        } else {
            client.run = nil
        }
        let (stop, cutOff, dependencies) = (confirmation.stop, confirmation.cutOff, context.dependencies)
        let (context, credentials) = (context, credentials(confirmation))
        return .run(.write, "sending a change", rule: .keep) { [client] send in
            let began = dependencies.now()
            var results = confirmation.results
            var kept: [Int: KeptRevert] = [:]
            for (index, revert) in confirmation.pendingReverts {
                do throws(APIError) {
                    kept[index] = try await KeptRevert.keep(revert, revert.endsTokens ? credentials : nil, context)
                } catch {
                    // Nothing was sent: nothing is left to revert either.
                    for one in kept.values { try? one.entry?.remove() }
                    results.set(.failed(error), at: index)
                    return await send(.write(.finished(WriteOutcome(results: results, answer: nil))))
                }
            }
            var answer: Response?
            var unknown: [UnknownOutcome.Change] = []
            var recorded: Set<RequestPlan.ID> = []
            for batch in results.batches where !stop.isSet && !results.hasEnded && !Task.isCancelled {
                let due = batch.filter { !results.isBlocked($0) }
                for index in due { await send(.write(.progressed(index, .sending))) }
                let outcomes = client.perform(
                    due.map { results.plans[$0] }, approval, maxConcurrent: due.count, stop: cutOff)
                for await outcome in outcomes {
                    guard let index = batch.first(where: { results.plans[$0].id == outcome.plan.id }) else { continue }
                    if case .success(let response) = outcome.result {
                        answer = response
                        dependencies.plans.sent(outcome.plan.id)
                        dependencies.tables.sent(outcome.plan.id)
                    }
                    results.set(outcome, at: index)
                    if outcome.change != nil { recorded.insert(outcome.plan.id) }
                    if case .notKnown = results.states[index] {
                        unknown.append(UnknownOutcome.Change(plan: outcome.plan, id: outcome.change))
                    }
                    await send(.write(.progressed(index, results.states[index])))
                }
            }
            if results.unsentCount < count {
                let left = results.unsent.filter { !recorded.contains($0.id) }
                await client.leave(left, approval, because: Self.reason(results))
            }
            let seconds = Int(dependencies.now().timeIntervalSince(began).rounded())
            let span = RunResults.Span(began: ClockTime(began, in: dependencies.timeZone), seconds: seconds)
            for (index, one) in kept where !results.mayBeInForce(at: index) {
                try? one.entry?.remove()
                kept[index] = nil
            }
            await send(
                .write(
                    .finished(
                        WriteOutcome(results: results, answer: answer, unknown: unknown, span: span, kept: kept))))
        }
    }

    /// The way to sign in again, where the save may end the token that its revert would be sent with.
    private func credentials(_ confirmation: Confirmation) -> KeptRevert.Credentials? {
        guard confirmation.endsTokens else { return nil }
        let typed = confirmation.password.text
        let password = knownPassword ?? (typed.isEmpty ? nil : Secret(typed))
        return password.map { KeptRevert.Credentials(user: session.userName, password: $0) }
    }

    /// The reason why the rest of a run was not sent, for the record of changes.
    private static func reason(_ results: PlanResults) -> String {
        results.hasEnded ? "A change before it failed: \(results.failure?.message ?? "")" : "The run was stopped."
    }

    /// Hands the plans to the client all the same: it is the client that keeps them from being sent.
    func rehearsing(_ confirmation: Confirmation, _ approval: Approval) -> ConsoleEffect {
        let (client, plans, tables) = (context.client, confirmation.plans, context.dependencies.tables)
        return .run(.write, "recording a dry run", rule: .keep) { send in
            for plan in plans {
                _ = try? await client.perform(plan, approval)
                tables.sent(plan.id)
            }
            await send(.write(.rehearsed(plans.count)))
        }
    }
}
