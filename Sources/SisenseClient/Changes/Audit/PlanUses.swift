import Synchronization

/// The parts of plan files that this program has recorded as sent. Of several changes that begin one at the same time,
/// one records it, and the others wait for that.
final class PlanUses: Sendable {
    private struct State {
        var held: Set<PlanUse> = []
        var underWay: [PlanUse: Task<PlanUseError?, Never>] = [:]
    }

    private let state = Mutex(State())

    func holds(_ use: PlanUse) -> Bool { state.withLock { $0.held.contains(use) } }

    /// Records a use, unless that was done.
    /// - Returns: The reason why it could not be recorded; nil once it is.
    func record(_ use: PlanUse, _ record: @escaping @Sendable () async -> PlanUseError?) async -> PlanUseError? {
        let task: Task<PlanUseError?, Never>? = state.withLock { state in
            if state.held.contains(use) { return nil }
            if let task = state.underWay[use] { return task }
            let task = Task {
                let error = await record()
                self.end(use, isHeld: error == nil)
                return error
            }
            state.underWay[use] = task
            return task
        }
        return await task?.value
    }

    private func end(_ use: PlanUse, isHeld: Bool) {
        state.withLock { state in
            state.underWay[use] = nil
            if isHeld { state.held.insert(use) }
        }
    }
}
