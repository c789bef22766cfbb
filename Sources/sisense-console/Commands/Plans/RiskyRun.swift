import ConsoleState
import Foundation
import SisenseClient

/// Sends what may lock people out: one change after the other, each confirmed by a person, and reverted unless they
/// confirm within a minute that they still get in.
struct RiskyRun {
    let file: PlanFile
    let options: ApplyOptions
    let environment: [String: String]

    private static let seconds = 60

    func send(_ plans: [RequestPlan], _ client: APIClient, _ connection: Connection) async throws -> ExitStatus {
        guard Question.canBeAsked else {
            throw refusal(
                plans[0], client, "nobody is here to confirm that they still get in.", "Run it on a terminal.")
        }
        for plan in plans where PendingRevert(of: plan)?.endsTokens == true {
            throw refusal(
                plan, client, "\(plan.title) ends the token that would revert it.",
                "Open the file in the console, with :plans, and send it there.")
        }
        var memory = AppliedMemory(file, connection, environment)
        var results: [Outcome] = []
        var failure: (any Error)?
        for (index, plan) in plans.enumerated() {
            // One that is not done, or was taken back, ends it: what comes after may build on that.
            guard failure == nil, results.allSatisfy(\.isDone) else {
                results.append(.ended(ChangeOutcome(.notSent, "")))
                continue
            }
            do {
                let pendingStep = try await sendOne(plan, client, connection)
                results.append(.ended(.done))
                if let pendingStep, try await !pendingStep.isConfirmed(client) { results[index] = .reverted }
                if results[index].isDone { memory.take(plan) }
            } catch {
                failure = error
                // A revert that fails leaves the change as it was: done.
                if results.count > index { continue }
                // What is no error of a request came before it: a yes that was not given, a journal that takes nothing.
                results.append(.ended((error as? APIError).map { ChangeOutcome($0) } ?? ChangeOutcome(.notSent, "")))
            }
        }
        memory.keep()
        try report(plans, results)
        if let failure { throw failure }
        return results.allSatisfy(\.isDone) ? ExitStatus.done : ExitStatus.failed
    }

    /// Says what became of each change: for people on standard error, for programs on standard output.
    private func report(_ plans: [RequestPlan], _ results: [Outcome]) throws(OutputError) {
        var lines: [JSONValue] = []
        for (plan, outcome) in zip(plans, results) {
            Output.error("\(outcome.word)  \(plan.title)")
            lines.append([
                "title": .string(plan.title), "request": .string(plan.call.line), "outcome": .string(outcome.word),
            ])
        }
        try Output.json(JSONWriter.text(.array(lines)))
    }

    private enum Outcome {
        case reverted
        case ended(ChangeOutcome)

        var word: String {
            switch self {
            case .reverted: "reverted"
            case .ended(let outcome): outcome.word.rawValue
            }
        }

        var isDone: Bool {
            switch self {
            case .reverted: false
            case .ended(let outcome): outcome.word == .done
            }
        }
    }

    /// Sends one change.
    /// - Returns: The time in which it is reverted unless somebody confirms it; nil where it cannot be.
    private func sendOne(_ plan: RequestPlan, _ client: APIClient, _ connection: Connection) async throws
        -> PendingStep?
    {
        let rules = connection.settings.approvalRules
        let approver = Approver(given: options.approval, rules: rules, server: client.server)
        guard let pending = PendingRevert(of: plan) else {
            // As where a secret is in it, whose old value nobody knows.
            let warned = plan.warning(["It is not reverted by itself: make sure that there is another way in."])
            _ = try await client.perform(warned, try approver.approval(of: [warned]))
            return nil
        }
        let approval = try approver.approval(of: [plan])
        // The next start of the console takes it back, should this program end meanwhile.
        let audit = connection.audit(onError: Output.error)
        let entry = try RevertJournal(beside: audit.file).keep(pending, on: client.server, at: Date())
        do throws(APIError) {
            _ = try await client.perform(plan, approval)
        } catch {
            // What may have been done is taken back by the next start; what was refused is nothing to take back.
            if error.kind != .outcomeUnknown { try? entry.remove() }
            throw error
        }
        return PendingStep(pending: pending, entry: entry, title: plan.title)
    }

    /// A change that was sent, and is reverted unless somebody confirms in time that people still get in.
    private struct PendingStep {
        let pending: PendingRevert
        let entry: RevertJournal.Entry
        let title: String

        /// False once it is reverted.
        func isConfirmed(_ client: APIClient) async throws -> Bool {
            let answer = Question.ask(
                "Sent. Make sure that people still get in, then type yes within \(RiskyRun.seconds) s; "
                    + "anything else reverts it: ", within: RiskyRun.seconds)
            let isConfirmed = answer?.lowercased() == "yes"
            guard !isConfirmed else {
                try entry.remove()
                return true
            }
            let outcome = try await pending.revert(client, isByHand: answer != nil)
            Output.error(outcome.sentence(title))
            // The next start finds nothing of it that it could revert once more.
            try? entry.remove()
            return false
        }
    }

    private func refusal(
        _ plan: RequestPlan, _ client: APIClient, _ message: String, _ nextStep: String
    ) -> APIError {
        APIError(
            .notAllowed, message: "Nothing was sent: \(message)", request: plan.call.line,
            server: client.server.description, nextStep: nextStep)
    }
}
