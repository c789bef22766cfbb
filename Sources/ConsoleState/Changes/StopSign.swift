import Synchronization

/// Asks work that runs beside the store to end at the next good place. Cancelling its task would cut off the request
/// that is under way, and leave its outcome unknown.
package final class StopSign: Sendable {
    private let isRaised = Atomic(false)

    package init() {}

    /// Asks those who look to stop; it cannot be taken back.
    package func raise() { isRaised.store(true, ordering: .relaxed) }

    package var isUp: Bool { isRaised.load(ordering: .relaxed) }
}
