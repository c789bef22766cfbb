import ConsoleState
import Foundation
import SisenseClient

/// Sends what may lock people out: one change after the other, each confirmed by a person, and reverted unless they
/// confirm within a minute that they still get in.
struct RiskyRun {
    let file: StoredPlan
    let source: PlanSource
    let options: ApplyOptions
    let environment: [String: String]

    private static let seconds = 60

    func send(
        _ plans: [RequestPlan], _ client: APIClient, _ connection: Connection, _ gate: PlanGate
    ) async throws -> ExitStatus {
        guard Question.canBeAsked else {
            throw refusal(
                plans[0], client, "nobody is here to confirm that they still get in.", "Run it on a terminal.")
        }
        for plan in plans where PendingRevert(of: plan)?.endsTokens == true {
            throw refusal(
                plan, client, "\(plan.title) ends the token that would revert it.",
                "Open the file in the console, with :plans, and send it there.")
        }
        try await gate.recordUse(of: file, source, client)
        var memory = AppliedMemory(file.file, connection, environment)
        var results: [Outcome] = []
        var failure: (any Error)?
        for plan in plans {
            // One that failed or was taken back ends it: what comes after may build on that.
            if results.last.map({ $0 != .done }) == true {
                results.append(.notSent)
                continue
            }
            do {
                results.append(try await sendOne(plan, client, connection))
                if results.last == .done { memory.take(plan) }
            } catch {
                failure = error
                results.append(.failed)
            }
        }
        memory.keep()
        try report(plans, results)
        if let failure { throw failure }
        return results.contains(.reverted) ? ExitStatus.failed : ExitStatus.done
    }

    /// Says what became of each change: for people on standard error, for programs on standard output.
    private func report(_ plans: [RequestPlan], _ results: [Outcome]) throws(OutputError) {
        var lines: [JSONValue] = []
        for (plan, outcome) in zip(plans, results) {
            Output.error("\(outcome.rawValue)  \(plan.title)")
            lines.append([
                "title": .string(plan.title), "request": .string(plan.call.line), "outcome": .string(outcome.rawValue),
            ])
        }
        try Output.json(JSONWriter.text(.array(lines)))
    }

    private enum Outcome: String {
        case done, reverted, failed
        case notSent = "not sent"
    }

    private func sendOne(_ plan: RequestPlan, _ client: APIClient, _ connection: Connection) async throws -> Outcome {
        let rules = connection.settings.approvalRules
        let approver = Approver(given: options.approval, rules: rules, server: client.server)
        guard let pending = PendingRevert(of: plan) else {
            // As where a secret is in it, whose old value nobody knows.
            let warned = plan.warning(["It is not reverted by itself: make sure that there is another way in."])
            _ = try await client.perform(warned, try approver.approval(of: [warned], from: source))
            return .done
        }
        let approval = try approver.approval(of: [plan], from: source)
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
        let answer = Question.ask(
            "Sent. Make sure that people still get in, then type yes within \(Self.seconds) s; "
                + "anything else reverts it: ", within: Self.seconds)
        if answer?.lowercased() == "yes" {
            try entry.remove()
            return .done
        }
        let outcome = try await pending.revert(client, isByHand: answer != nil)
        try entry.remove()
        Output.error(outcome.sentence(plan.title))
        return .reverted
    }

    private func refusal(
        _ plan: RequestPlan, _ client: APIClient, _ message: String, _ nextStep: String
    ) -> APIError {
        APIError(
            .notAllowed, message: "Nothing was sent: \(message)", request: plan.call.line,
            server: client.server.description, nextStep: nextStep)
    }
}
