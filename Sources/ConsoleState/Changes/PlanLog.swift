package import Foundation
package import SisenseClient
import Synchronization

/// The changes that a dry run kept from being sent, as the client reports them: from any thread, at any time. They
/// stay until they are sent or dropped.
package final class PlanLog: Sendable {
    /// A plan, and when it would have been sent.
    package struct Entry: Sendable {
        package let plan: RequestPlan
        package let time: Date
    }

    private struct State {
        var entries: [Entry] = []
        /// The plans that others were put together from, by the ids of those.
        var parts: [RequestPlan.ID: [RequestPlan.ID]] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    package init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    /// Takes a plan that is not sent. This is what `APIClient` gets for its dry runs.
    package func add(_ plan: RequestPlan) {
        state.withLock { $0.entries.append(Entry(plan: plan, time: now())) }
    }

    /// The entries in the order they are to be sent in, which is that in which they were made unless somebody moved
    /// them.
    package var all: [Entry] { state.withLock(\.entries) }

    /// The plans with these ids in the order of the log, each on its record as it is now, and put together where several
    /// are about one.
    @concurrent func composed(_ ids: [RecordID], on client: APIClient) async throws(APIError) -> [RequestPlan] {
        let chosen = Set(ids)
        let plans = try await client.rebased(all.map(\.plan).filter { chosen.contains($0.rowID) })
        return state.withLock { state in
            let composition = PlanComposition(plans)
            for (plan, parts) in zip(composition.plans, composition.parts) { state.parts[plan.id] = parts }
            return composition.plans
        }
    }

    /// Takes out a plan that was sent, with all that it was put together from.
    func sent(_ id: RequestPlan.ID) {
        state.withLock { state in
            let parts = Set(state.parts.removeValue(forKey: id) ?? [id])
            state.entries.removeAll { parts.contains($0.plan.id) }
        }
    }

    func apply(_ edit: PlanEdit) {
        state.withLock { state in
            switch edit {
            case .dropped(let ids): state.entries.removeAll { ids.contains($0.plan.rowID) }
            case .moved(let id, let steps):
                guard let index = state.entries.firstIndex(where: { $0.plan.rowID == id }) else { return }
                let target = min(max(index + steps, 0), state.entries.count - 1)
                state.entries.insert(state.entries.remove(at: index), at: target)
            }
        }
    }
}

/// A change of the plans that wait.
package enum PlanEdit: Sendable {
    case dropped(Set<RecordID>)
    /// Moved by so many positions, backwards when negative.
    case moved(RecordID, by: Int)
}

extension RequestPlan {
    /// The id of its row.
    var rowID: RecordID { RecordID(id.uuidString) }
}
