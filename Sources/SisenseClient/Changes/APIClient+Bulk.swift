import Synchronization

extension APIClient {
    /// Performs many plans, at most `maxConcurrent` at a time and each once, and reports the outcome of each as it is
    /// known; what was not started has none. Records are not looked at after unknown outcomes: see `look(after:)`.
    ///
    /// When nobody listens any more, no further plan is started, and those under way come to their end: cutting them
    /// off would leave their outcome unknown.
    /// - Parameter stop: Set by a person who does not want to wait: no further plan is started, and those under way are
    ///   cut off.
    package func perform(
        _ plans: [RequestPlan], maxConcurrent limit: Int = 4, stop: CancellationFlag = CancellationFlag()
    ) -> AsyncStream<PlanOutcome> {
        let (outcomes, continuation) = AsyncStream.makeStream(of: PlanOutcome.self)
        let isUnheard = CancellationFlag()
        continuation.onTermination = { _ in isUnheard.set() }
        let sending = Task {
            await withTaskGroup(of: PlanOutcome.self) { group in
                var waiting = plans[...]
                func start() {
                    guard !isUnheard.isSet, !stop.isSet, let plan = waiting.popFirst() else { return }
                    group.addTask { await performOnce(plan) }
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
    package let plan: RequestPlan
    package let result: Result<Response, APIError>
    /// Its id in the record of changes; nil when it is not there.
    package var change: String?

    package var error: APIError? {
        guard case .failure(let error) = result else { return nil }
        return error
    }
}
