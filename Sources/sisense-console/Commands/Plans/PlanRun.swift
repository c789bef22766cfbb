import Foundation
import SisenseClient

/// The changes of a plan file on their way.
struct PlanRun {
    /// The state of one change.
    enum State {
        case waiting
        /// Sent by an earlier run, with the outcome recorded then.
        case sentBefore(RecordedOutcome)
        /// The record shows it already.
        case alreadySo
        case conflict(APIError)
        /// With what the server has otherwise than it was sent, a line each.
        case done(deviations: [String])
        case failed(APIError)

        /// The outcome in the words of the audit log, with the reason for it.
        var outcome: ChangeOutcome {
            switch self {
            case .waiting: ChangeOutcome(.notSent, "")
            case .sentBefore(let outcome): ChangeOutcome(outcome.word, "sent before")
            case .alreadySo: ChangeOutcome(.notSent, "the server has it already")
            case .conflict: ChangeOutcome(.notSent, "somebody else has changed it since")
            case .done: .done
            case .failed(let error): ChangeOutcome(error)
            }
        }

        fileprivate var isWaiting: Bool {
            if case .waiting = self { true } else { false }
        }
    }

    private(set) var steps: [(plan: RequestPlan, state: State)]
    /// The ids of the records that steps have made, by those of the steps.
    private var made: [String: String] = [:]
    /// The changes that were merged with those of somebody else.
    private var merged: Set<RequestPlan.ID> = []

    /// - Parameter sentBefore: The changes that earlier runs have sent.
    init(_ plans: [RequestPlan], sentBefore: [RecordedChange] = []) {
        steps = plans.map { plan in
            let sent = sentBefore.first(where: plan.isRecorded)
            return (plan, sent.map { .sentBefore($0.outcome) } ?? .waiting)
        }
    }

    /// Makes sure of all records before the first change, and returns the plans that are still to be sent. Where somebody
    /// else has changed other parts of a record, the plan is made again on top of that.
    /// - Throws: `APIError` for a record that cannot be read.
    mutating func check(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        // The records as the steps before leave them, by how they are read.
        var left: [String: JSONValue] = [:]
        let client = client.checkingTogether()
        for index in steps.indices where steps[index].state.isWaiting {
            let plan = steps[index].plan
            let record = plan.precondition.flatMap { check in left[check.record].flatMap { check.knows($0) ? $0 : nil }
            }
            let standing: RebasedPlan
            if let record {
                standing = try await client.rebased(plan, on: record)
            } else {
                do throws(APIError) {
                    try await client.checkBase(of: plan)
                    standing = .unchanged
                } catch {
                    guard case .conflict(let conflict) = error.kind else { throw error }
                    standing = conflict.isMade ? .made : try await client.rebased(plan, on: conflict.theirs)
                    if !conflict.isMade, !standing.isMerged { steps[index].state = .conflict(error) }
                }
            }
            switch standing {
            case .unchanged: break
            case .made: steps[index].state = .alreadySo
            case .merged(let merged):
                steps[index].plan = merged
                self.merged.insert(merged.id)
            // It is looked at again in its turn, before it is sent.
            case .contested, .bound: break
            }
            guard let check = steps[index].plan.precondition, let result = steps[index].plan.result else { continue }
            left[check.record] = check.base.overlaid(by: result)
        }
        return steps.filter(\.state.isWaiting).map(\.plan)
    }

    /// The first record that was changed since; nil when none was.
    var conflict: APIError? {
        for case .conflict(let error) in steps.map(\.state) { return error }
        return nil
    }

    /// The failure that ended it; nil when all went well.
    var failure: APIError? {
        for case .failed(let error) in steps.map(\.state) { return error }
        return nil
    }

    /// Sends what waits, one after the other, reads back what each has come to, and stops at the first that is not done:
    /// the next may build on it.
    /// - Parameter take: Takes each plan that is done, as it was sent.
    mutating func send(_ client: APIClient, _ approval: Approval, take: (RequestPlan) -> Void = { _ in }) async {
        let client = client.checkingTogether()
        for index in steps.indices where steps[index].state.isWaiting {
            let plan = steps[index].plan.resolving(made)
            do throws(APIError) {
                guard plan.call.madeRecords.isEmpty else { throw unmade(plan, client) }
                let answer = try await client.perform(plan, approval)
                if let id = plan.madeID(in: answer) { made[plan.id.uuidString] = id }
                steps[index].state = .done(deviations: await client.deviations(after: plan, answer))
                take(plan)
            } catch {
                steps[index].state = .failed(error)
                return
            }
        }
    }

    /// The record that a step needs was made by an earlier run, or its answer did not say which one it is.
    private func unmade(_ plan: RequestPlan, _ client: APIClient) -> APIError {
        APIError(
            .notAllowed, message: "\(plan.title) rests on a step before it that was not done now.",
            request: plan.call.line, server: client.server.description, nextStep: "Make the plan again.")
    }

    /// The steps for programs.
    var json: [JSONValue] {
        var items: [JSONValue] = []
        for step in steps {
            var item: JSONValue = [
                "title": .string(step.plan.title), "request": .string(step.plan.call.line),
                "outcome": .string(step.state.outcome.word.rawValue),
            ]
            let explanation = step.state.outcome.explanation
            if !explanation.isEmpty { item["explanation"] = .string(explanation) }
            if merged.contains(step.plan.id) { item["merged"] = true }
            if case .done(let deviations) = step.state, !deviations.isEmpty {
                item["deviations"] = .array(deviations.map(JSONValue.string))
            }
            items.append(item)
        }
        return items
    }

    /// The steps for people, a line each, and what a server has otherwise than it was sent.
    var lines: [String] {
        var lines: [String] = []
        for step in steps {
            lines.append(step.state.outcome.line(step.plan.title))
            if merged.contains(step.plan.id) {
                lines.append("    merged: somebody else had changed other parts since it was planned, and they stay")
            }
            guard case .done(let deviations) = step.state, !deviations.isEmpty else { continue }
            lines += deviations.map { "    read back: \($0)" }
        }
        return lines
    }
}

extension ChangeOutcome {
    /// The outcome of the step of a title, as people read it.
    func line(_ title: String) -> String {
        "\(word.rawValue)  \(title)" + (explanation.isEmpty ? "" : ": \(explanation)")
    }
}

extension RebasedPlan {
    fileprivate var isMerged: Bool { if case .merged = self { true } else { false } }
}

extension Precondition {
    /// The record that it is about, among those that steps change.
    fileprivate var record: String { "\(read.line) \(item?.value ?? "") \(entries == nil ? "" : "entries")" }

    /// True for a state of the record that has all that it looks at.
    fileprivate func knows(_ state: JSONValue) -> Bool { members?.allSatisfy { state[$0] != nil } ?? true }
}

extension JSONValue {
    fileprivate func overlaid(by other: JSONValue) -> JSONValue {
        guard object != nil, let members = other.object?.members else { return other }
        var overlaid = self
        for member in members { overlaid[member.key] = member.value }
        return overlaid
    }
}
