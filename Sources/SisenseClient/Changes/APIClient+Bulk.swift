import Synchronization

extension APIClient {
    /// Performs many plans, at most `maxConcurrent` at a time and each once, and reports the outcome of each as it is known.
    ///
    /// When nobody listens any more, no further plan is started. Those under way come to their end: cutting them off
    /// would leave their outcome unknown.
    package func perform(_ plans: [RequestPlan], maxConcurrent limit: Int = 4) -> AsyncStream<PlanOutcome> {
        let (outcomes, continuation) = AsyncStream.makeStream(of: PlanOutcome.self)
        let isStopped = CancellationFlag()
        continuation.onTermination = { _ in isStopped.set() }
        Task {
            await withTaskGroup(of: PlanOutcome.self) { group in
                var waiting = plans[...]
                func start() {
                    guard !isStopped.isSet, let plan = waiting.popFirst() else { return }
                    group.addTask { await outcome(of: plan) }
                }
                for _ in 0..<max(1, limit) { start() }
                while let outcome = await group.next() {
                    continuation.yield(outcome)
                    start()
                }
            }
            continuation.finish()
        }
        return outcomes
    }

    private func outcome(of plan: RequestPlan) async -> PlanOutcome {
        do throws(APIError) {
            return PlanOutcome(plan: plan, result: .success(try await perform(plan)))
        } catch {
            return PlanOutcome(plan: plan, result: .failure(error))
        }
    }
}

/// A flag that is set once, by whoever no longer wants the rest of a piece of work, and read by those who do it.
package final class CancellationFlag: Sendable {
    private let flag = Mutex(false)

    package init() {}

    package func set() { flag.withLock { $0 = true } }
    package var isSet: Bool { flag.withLock { $0 } }
}

/// How one of many plans went.
package struct PlanOutcome: Sendable {
    package let plan: RequestPlan
    package let result: Result<Response, APIError>

    package var error: APIError? {
        guard case .failure(let error) = result else { return nil }
        return error
    }
}
