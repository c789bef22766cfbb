package import SisenseClient

/// The outcome of each of several plans.
package struct PlanResults: Sendable {
    package enum State: Sendable {
        /// Not sent, or not yet.
        case unsent
        case sending
        case done
        case failed(APIError)
    }

    package let plans: [RequestPlan]
    package private(set) var states: [State]
    package private(set) var doneCount = 0
    package private(set) var failedCount = 0

    package init(_ plans: [RequestPlan]) {
        self.plans = plans
        states = Array(repeating: .unsent, count: plans.count)
    }

    package var unsentCount: Int { plans.count - doneCount - failedCount }

    /// The plans that were done, in their order.
    package var done: [RequestPlan] {
        zip(plans, states).compactMap { plan, state in
            if case .done = state { plan } else { nil }
        }
    }

    /// The error that ended the series, or else the first one; nil when all went well.
    package var failure: APIError? {
        let errors = states.lazy.compactMap { state in
            if case .failed(let error) = state { error } else { nil }
        }
        return failedCount == 0 ? nil : errors.first { !$0.isAboutOneRecord } ?? errors.first
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

    /// The plans that can be sent again: all that is not done, but for what must be planned again or may have happened.
    /// Steps that build on one of those are left out with it.
    package var retryable: [RequestPlan] {
        var rest: [RequestPlan] = []
        for (plan, state) in zip(plans, states) {
            switch state {
            case .done, .sending: continue
            case .failed(let error) where !error.isRetryable(plan):
                if !isHomogeneous { return [] }
            case .unsent, .failed: rest.append(plan)
            }
        }
        return rest
    }

    /// From so many plans on, those that are alike are sent several at a time.
    private static let bulkThreshold = 17
    private static let maxConcurrent = 8

    /// The plans by places, in the order and the groups they are sent in.
    var batches: [Range<Int>] {
        let size = isHomogeneous && plans.count >= Self.bulkThreshold ? Self.maxConcurrent : 1
        return stride(from: 0, to: plans.count, by: size).map { $0..<min($0 + size, plans.count) }
    }

    mutating func set(_ state: State, at index: Int) {
        guard states.indices.contains(index) else { return }
        states[index] = state
        switch state {
        case .unsent, .sending: break
        case .done: doneCount += 1
        case .failed: failedCount += 1
        }
    }
}

extension APIError {
    /// True when a plan that ended with this error can be sent once more as it is. What rests on an older state of its
    /// record would be refused for ever, and what may have happened could happen twice.
    fileprivate func isRetryable(_ plan: RequestPlan) -> Bool {
        switch kind {
        case .conflict: false
        case .outcomeUnknown: plan.precondition != nil
        default: true
        }
    }

    /// True when it says nothing about the records that come after.
    var isAboutOneRecord: Bool {
        switch kind {
        case .notFound, .conflict, .invalidCall: true
        // 429 asks for fewer requests.
        case .refused: status != 429
        case .notAllowed, .unauthorized, .forbidden, .serverFault, .busy, .unreadable, .redirected, .unreachable,
            .cancelled,
            .outcomeUnknown:
            false
        }
    }
}

/// The outcome of the records of a write, one by one, to be looked at.
package struct WriteReport: Sendable {
    package let title: String
    package let results: PlanResults
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
    /// In a word, and what there is to say about it.
    package var text: (word: String, reason: String) {
        switch self {
        case .unsent: ("not sent", "")
        case .sending: ("sending", "")
        case .done: ("done", "")
        case .failed(let error) where error.kind == .outcomeUnknown: ("not known", error.message)
        case .failed(let error): ("failed", error.message)
        }
    }
}

extension PlanResults {
    /// A summary of a series in which something failed.
    func summary(_ failure: APIError) -> Message {
        let unsent = unsentCount > 0 ? ", \(unsentCount) not sent" : ""
        return Message(
            .error, "\(doneCount) of \(plans.count) done, \(failedCount) failed\(unsent)", detail: failure.description)
    }
}
