package import SisenseClient

/// The outcome of each of several plans.
package struct PlanResults: Sendable {
    package enum State: Sendable {
        /// A plan not sent, or not yet.
        case unsent
        case sending
        case done
        case failed(APIError)
        /// It was sent, and nothing proves that it was done or refused. What its record shows comes later.
        case notKnown(APIError, ChangeFinding?)

        /// The state of a plan that came to its end.
        init(_ error: APIError?) {
            self =
                switch error?.kind {
                case nil: .done
                // It was stopped before it left.
                case .cancelled?: .unsent
                case .outcomeUnknown?: error.map { .notKnown($0, nil) } ?? .done
                default: error.map(State.failed) ?? .done
                }
        }
    }

    /// True when one of the plans was done, or may have been.
    var mayBeInForce: Bool {
        states.contains { state in
            switch state {
            case .done, .notKnown: true
            case .unsent, .sending, .failed: false
            }
        }
    }

    package let plans: [RequestPlan]
    package private(set) var states: [State]
    package private(set) var doneCount = 0
    package private(set) var failedCount = 0
    package private(set) var unknownCount = 0

    package init(_ plans: [RequestPlan]) {
        self.plans = plans
        states = Array(repeating: .unsent, count: plans.count)
    }

    package var unsentCount: Int { plans.count - doneCount - failedCount - unknownCount }

    /// The plans that were done, in their order.
    package var done: [RequestPlan] {
        zip(plans, states).compactMap { plan, state in
            if case .done = state { plan } else { nil }
        }
    }

    /// The error that ended the series, or else the first one; nil when all went well.
    package var failure: APIError? {
        let errors = states.lazy.compactMap { state in
            switch state {
            case .failed(let error), .notKnown(let error, _): error
            case .unsent, .sending, .done: nil
            }
        }
        return failedCount + unknownCount == 0 ? nil : errors.first { !$0.isAboutOneRecord } ?? errors.first
    }

    /// True when one thing is done to several records, so that what happens to one says nothing of the others.
    /// Different things are steps that build on each other.
    package var isHomogeneous: Bool {
        plans.count > 1 && plans.allSatisfy { $0.call.operation == plans[0].call.operation }
    }

    /// True when nothing more may be sent. A refusal of one record leaves the others to try; a lost connection, a token
    /// or right that is missing and a broken server do not, and a step never follows one that failed.
    package var hasEnded: Bool {
        guard let failure else { return false }
        return !isHomogeneous || !failure.isAboutOneRecord
    }

    /// True when nothing was sent because the audit log cannot take it.
    var isBlockedByRecord: Bool { doneCount == 0 && unknownCount == 0 && failure?.kind == .unrecorded }

    /// The plans that can be sent again: all that is not done, but for what must be planned again or may have happened.
    /// Steps that build on one of those are left out with it.
    package var retryable: [RequestPlan] {
        var rest: [RequestPlan] = []
        for (plan, state) in zip(plans, states) {
            switch state {
            case .done, .sending: continue
            case .notKnown(_, .showsChange?): continue
            case .notKnown where plan.precondition == nil:
                if !isHomogeneous { return [] }
            case .failed(let error) where !error.isRetryable:
                if !isHomogeneous { return [] }
            case .unsent, .failed, .notKnown: rest.append(plan)
            }
        }
        return rest
    }

    /// The number of plans from which on those that are alike are sent several at a time.
    private static let bulkThreshold = 17
    private static let maxConcurrent = 8

    /// The plans by index, in the order and the groups they are sent in.
    var batches: [Range<Int>] {
        let size = isHomogeneous && plans.count >= Self.bulkThreshold ? Self.maxConcurrent : 1
        return stride(from: 0, to: plans.count, by: size).map { $0..<min($0 + size, plans.count) }
    }

    mutating func set(_ state: State, at index: Int) {
        guard states.indices.contains(index) else { return }
        count(states[index], -1)
        // An unknown outcome is no failure, whoever calls it one.
        if case .failed(let error) = state { states[index] = State(error) } else { states[index] = state }
        count(states[index], 1)
    }

    private mutating func count(_ state: State, _ step: Int) {
        switch state {
        case .unsent, .sending: break
        case .done: doneCount += step
        case .failed: failedCount += step
        case .notKnown: unknownCount += step
        }
    }

    /// Notes what the record of a plan shows whose outcome is not known.
    mutating func take(_ finding: ChangeFinding, of plan: RequestPlan) {
        guard let index = plans.firstIndex(where: { $0.id == plan.id }), case .notKnown(let error, _) = states[index]
        else { return }
        states[index] = .notKnown(error, finding)
    }
}

extension APIError {
    /// True when a plan that ended with this error can be sent once more as it is. What rests on an older state of its
    /// record would be refused for ever, and what may have happened could happen twice.
    fileprivate var isRetryable: Bool {
        switch kind {
        case .conflict: false
        default: true
        }
    }

    /// True when it says nothing about the records that come after.
    var isAboutOneRecord: Bool {
        switch kind {
        case .notFound, .conflict, .invalidCall: true
        // 429 asks for fewer requests.
        case .refused: status != 429
        case .notAllowed, .unrecorded, .unauthorized, .forbidden, .serverFault, .busy, .unreadable, .redirected,
            .unreachable, .cancelled,
            .outcomeUnknown:
            false
        }
    }
}

/// The outcome of the records of a write, one by one, to be looked at.
package struct WriteReport: Sendable {
    package let title: String
    package internal(set) var results: PlanResults
    package let origin: WriteOrigin
    /// True when this was an undo: what is left of it can be undone again.
    package let isUndo: Bool
    package var scroll = Scroll()

    init(_ confirmation: Confirmation, _ results: PlanResults) {
        title = confirmation.title
        self.results = results
        origin = confirmation.origin
        isUndo = confirmation.isUndo
    }

    /// A line for each record: what became of it, what was to be done, and why it was not.
    package var text: String {
        let lines = results.plans.indices.map { index in
            let result = results.states[index].text
            return [result.word, results.plans[index].title, result.reason].filter { !$0.isEmpty }
                .joined(separator: "\t")
        }
        return lines.joined(separator: "\n")
    }
}

extension PlanResults.State {
    /// The state in a word, and what there is to say about it.
    package var text: (word: String, reason: String) {
        switch self {
        case .unsent: ("not sent", "")
        case .sending: ("sending", "")
        case .done: ("done", "")
        case .failed(let error): ("failed", error.message)
        case .notKnown(let error, nil): ("not known", error.reason)
        case .notKnown(let error, let finding?):
            ("not known", "\(error.reason) \(finding.sentence("it")) \(finding.nextStep)")
        }
    }
}

extension PlanResults {
    /// A summary of a series of which not all was done.
    var summary: String {
        let parts = [
            "\(doneCount) of \(plans.count) done", unknownCount > 0 ? "\(unknownCount) not known" : nil,
            failedCount > 0 ? "\(failedCount) failed" : nil, unsentCount > 0 ? "\(unsentCount) not sent" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// The message about a series of which not all was done.
    func message(_ failure: APIError?) -> Message {
        guard let failure else { return Message(doneCount > 0 ? .warning : .info, summary) }
        return Message(.error, summary, detail: failure.description)
    }
}

extension APIError {
    /// The reason why a change has an unknown outcome, in a sentence.
    var reason: String { cause?.isCancelled == true ? "It was cut off after it was sent." : message }
}
