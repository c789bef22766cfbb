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
            guard let error else {
                self = .done
                return
            }
            switch error.kind {
            // It was stopped before it left.
            case .cancelled: self = .unsent
            case .outcomeUnknown: self = .notKnown(error, nil)
            case .notFound, .conflict, .invalidCall, .refused, .notAllowed, .unrecorded, .unauthorized, .forbidden,
                .serverFault, .busy, .unreadable, .redirected, .unreachable:
                self = .failed(error)
            }
        }
    }

    /// True when a plan was done, or may have been.
    func mayBeInForce(at index: Int) -> Bool {
        switch states[index] {
        case .done, .notKnown: true
        case .unsent, .sending, .failed: false
        }
    }

    package private(set) var plans: [RequestPlan]
    package private(set) var states: [State]
    /// The indices of the plans that each says it follows; nil for one that says nothing.
    private let followed: [[Int]?]
    private let knownNameWidth = Known<Int>()
    package private(set) var doneCount = 0
    package private(set) var failedCount = 0
    package private(set) var unknownCount = 0

    package init(_ plans: [RequestPlan]) {
        self.plans = plans
        let indices = Dictionary(zip(plans.map(\.id), plans.indices), uniquingKeysWith: { first, _ in first })
        followed = plans.map { plan in plan.follows?.compactMap { indices[$0] }.sorted() }
        isHomogeneous = plans.count > 1 && plans.allSatisfy { $0.call.operation == plans[0].call.operation }
        states = Array(repeating: .unsent, count: plans.count)
    }

    /// The cells that the widest name of a record takes: found once, and not for every frame.
    package func nameWidth(measuring cells: (String) -> Int) -> Int {
        knownNameWidth.value {
            plans.reduce(0) { max($0, cells(isHomogeneous ? $1.resultName : $1.title)) }
        }
    }

    /// The latest outcomes that were faults of the server, with none that was done since.
    private var faultsInARow = 0

    /// Failures of changes that never reached the server.
    private(set) var keptBackCount = 0

    /// The changes that the server did not make.
    package var refusedCount: Int { failedCount - keptBackCount }
    /// The changes that never reached the server, or have not yet.
    package var notSentCount: Int { unsentCount + keptBackCount }
    package var unsentCount: Int { plans.count - doneCount - failedCount - unknownCount }

    /// The plans that were done, in their order.
    package var done: [RequestPlan] {
        zip(plans, states).compactMap { plan, state in
            if case .done = state { plan } else { nil }
        }
    }

    /// The number of plans that were done without something that they should have named.
    package var shortfallCount: Int { done.count { !$0.shortfalls.isEmpty } }

    /// The plans of which it is not proven that they were done, in their order.
    package var notDone: [RequestPlan] {
        zip(plans, states).compactMap { plan, state in
            if case .done = state { nil } else { plan }
        }
    }

    /// The plans that were not sent, in their order.
    package var unsent: [RequestPlan] {
        zip(plans, states).compactMap { plan, state in
            switch state {
            case .unsent, .sending: plan
            case .done, .failed, .notKnown: nil
            }
        }
    }

    /// The error that ended the series, or else the first one; nil when all went well.
    package var failure: APIError? {
        failedCount + unknownCount == 0 ? nil : errors.first { !$0.isAboutOneRecord } ?? errors.first
    }

    private var errors: [APIError] {
        states.compactMap { state in
            switch state {
            case .failed(let error), .notKnown(let error, _): error
            case .unsent, .sending, .done: nil
            }
        }
    }

    /// True when one thing is done to several records, so that what happens to one says nothing of the others.
    /// Different things are steps that build on each other.
    package let isHomogeneous: Bool

    /// The name of a plan among the others: that of its record, or the whole change where they are different ones.
    package func name(at index: Int) -> String { isHomogeneous ? plans[index].resultName : plans[index].title }

    /// True when nothing more may be sent. A refusal of one record leaves the others to try; a lost connection, a token
    /// or right that is missing and a server that fails again and again do not, and a step never follows one that failed.
    package var hasEnded: Bool {
        guard failedCount + unknownCount > 0 else { return false }
        if faultsInARow >= Self.mostFaultsInARow
            || errors.contains(where: { !$0.isAboutOneRecord && !$0.isServerFault })
        {
            return true
        }
        return !isHomogeneous && !states.indices.contains { isUnsent($0) && !isBlocked($0) }
    }

    /// Faults of the server, one after the other, after which it is taken for broken: one alone may be about its record.
    private static let mostFaultsInARow = 3

    private func isUnsent(_ index: Int) -> Bool { if case .unsent = states[index] { true } else { false } }

    private func isDone(_ index: Int) -> Bool { if case .done = states[index] { true } else { false } }

    /// The indices of the plans that must be done before one: those it says it follows, or else all before it where
    /// they are different things.
    private func basis(of index: Int) -> [Int] {
        followed[index] ?? (isHomogeneous ? [] : Array(0..<index))
    }

    /// True when one of these plans builds on another.
    func builds(_ plan: RequestPlan, on other: RequestPlan) -> Bool {
        guard !isHomogeneous, let index = plans.firstIndex(where: { $0.id == plan.id }) else { return false }
        return basis(of: index).contains { plans[$0].id == other.id }
    }

    /// True for a plan that is not to be sent, because one that it builds on is not done.
    func isBlocked(_ index: Int) -> Bool { basis(of: index).contains { !isDone($0) } }

    /// The outcome of a plan in a word, with the reason for it. Of one that was not sent, that is the step that failed
    /// before it.
    package func outcome(at index: Int) -> ChangeOutcome {
        guard isUnsent(index), failedCount + unknownCount > 0 else { return states[index].outcome }
        var blocker = basis(of: index).first { !isDone($0) }
        while let step = blocker, isUnsent(step) { blocker = basis(of: step).first { !isDone($0) } }
        return blocker.map { ChangeOutcome(.notSent, "builds on \(plans[$0].title)") } ?? states[index].outcome
    }

    /// True when nothing was sent because the audit log cannot take it.
    var isBlockedByRecord: Bool { doneCount == 0 && unknownCount == 0 && failure?.kind == .unrecorded }

    /// The plans that can be sent again: all that is not done, but for what must be planned again, and what may have
    /// happened unless its record was read and is as before. Steps that build on one of those are left out with it.
    package var retryable: [RequestPlan] {
        var rest: [RequestPlan] = []
        var kept: Set<Int> = []
        for (index, state) in states.enumerated() {
            let isReady: Bool
            switch state {
            case .done, .sending, .notKnown(_, .showsChange?): continue
            case .notKnown(_, .isAsBefore?): isReady = true
            case .notKnown: isReady = false
            case .failed(let error): isReady = error.isRetryable
            case .unsent: isReady = true
            }
            if isReady, kept.isEmpty || kept.isDisjoint(with: basis(of: index)) {
                rest.append(plans[index])
            } else {
                kept.insert(index)
            }
        }
        return rest
    }

    /// The number of plans from which on those that are alike are sent several at a time.
    private static let bulkThreshold = 17
    private static let maxConcurrent = 8

    /// The plans by index, in the order and the groups they are sent in. None is in one group with what it builds on,
    /// with something else or with another change of its record: acts on one record keep their order.
    var batches: [Range<Int>] {
        let isBulk = isHomogeneous || plans.allSatisfy { $0.follows != nil }
        let size = isBulk && plans.count >= Self.bulkThreshold ? Self.maxConcurrent : 1
        var (batches, start): ([Range<Int>], Int) = ([], 0)
        for index in plans.indices.dropFirst()
        where index - start == size || plans[index].call.operation != plans[start].call.operation
            || basis(of: index).contains(where: { $0 >= start })
            || plans[start..<index].contains(where: plans[index].isOfOneRecord)
        {
            batches.append(start..<index)
            start = index
        }
        return plans.isEmpty ? [] : batches + [start..<plans.count]
    }

    mutating func set(_ state: State, at index: Int) {
        guard states.indices.contains(index) else { return }
        count(states[index], -1)
        // An unknown outcome is no failure, whoever calls it one.
        if case .failed(let error) = state { states[index] = State(error) } else { states[index] = state }
        count(states[index], 1)
        switch states[index] {
        case .done: faultsInARow = 0
        case .failed(let error), .notKnown(let error, _): faultsInARow += error.isServerFault ? 1 : 0
        case .unsent, .sending: break
        }
    }

    /// Takes what became of a plan, which knows by now what it has created.
    mutating func set(_ outcome: PlanOutcome, at index: Int) {
        guard plans.indices.contains(index) else { return }
        plans[index] = outcome.plan
        set(State(outcome.error), at: index)
    }

    private mutating func count(_ state: State, _ step: Int) {
        switch state {
        case .unsent, .sending: break
        case .done: doneCount += step
        case .failed(let error):
            failedCount += step
            if ChangeOutcome(error).word == .notSent { keptBackCount += step }
        case .notKnown: unknownCount += step
        }
    }

    /// The names of the plans that were not sent, in a sentence; empty where all were.
    var unsentText: String {
        let names = plans.indices.filter(isUnsent).map(name)
        return names.isEmpty ? "" : " Not sent: \(Excerpt.of(names, limit: 3))."
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
        case .conflict, .outcomeUnknown: false
        case .notFound, .invalidCall, .refused, .notAllowed, .unrecorded, .unauthorized, .forbidden, .serverFault,
            .busy, .unreadable, .redirected, .unreachable, .cancelled:
            true
        }
    }

    /// True for an answer of a server that failed, whatever it did before.
    fileprivate var isServerFault: Bool {
        switch kind {
        case .serverFault: true
        case .outcomeUnknown: (500..<600).contains(status ?? 0)
        case .notFound, .conflict, .invalidCall, .refused, .notAllowed, .unrecorded, .unauthorized, .forbidden, .busy,
            .unreadable, .redirected, .unreachable, .cancelled:
            false
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

extension PlanResults {
    /// The outcomes with their numbers: `12 of 15 done, 2 refused, 1 not known`.
    package var summary: String {
        let parts = [
            "\(doneCount) of \(plans.count) done", refusedCount > 0 ? "\(refusedCount) refused" : nil,
            unknownCount > 0 ? "\(unknownCount) not known" : nil, notSentCount > 0 ? "\(notSentCount) not sent" : nil,
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

extension RequestPlan {
    /// True for another change of the same record.
    fileprivate func isOfOneRecord(with other: RequestPlan) -> Bool {
        !call.path.isEmpty && call.path == other.call.path && target.name == other.target.name
    }
}
