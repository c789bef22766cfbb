package import Foundation
package import SisenseClient
import Synchronization

/// The changes that a dry run kept from being sent, as the client reports them: from any thread, at any time.
package final class PlanLog: Sendable {
    /// A plan, and when it would have been sent.
    package struct Entry: Sendable {
        package let plan: RequestPlan
        package let time: Date
    }

    private let entries = Mutex<[Entry]>([])
    private let now: @Sendable () -> Date

    package init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    /// Takes a plan that is not sent. This is what `APIClient` gets for its dry runs.
    package func add(_ plan: RequestPlan) {
        entries.withLock { $0.append(Entry(plan: plan, time: now())) }
    }

    /// In the order they were made, which is the order to send them in.
    package var all: [Entry] { entries.withLock(\.self) }
}
