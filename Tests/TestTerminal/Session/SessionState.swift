import Foundation

/// The state of a session, and the waiters for its changes.
struct SessionState {
    struct Waiter {
        var expected: String
        var condition: @Sendable (SessionState) -> Bool
        var continuation: CheckedContinuation<TerminalScreen, any Error>
    }

    var emulator: TerminalEmulator
    var output: [UInt8] = []
    private(set) var status: ExitStatus?
    private var waiters: [UUID: Waiter] = [:]

    init(emulator: TerminalEmulator) { self.emulator = emulator }

    mutating func take(_ event: PseudoTerminal.Event) {
        switch event {
        case .output(let bytes):
            output += bytes
            emulator.feed(bytes)
        case .ended(let status): self.status = status
        }
        for (id, waiter) in waiters { answer(waiter, id: id) }
    }

    /// Answers at once where the condition holds already, else when it comes to hold.
    mutating func add(_ waiter: Waiter, id: UUID) {
        waiters[id] = waiter
        answer(waiter, id: id)
    }

    /// True while nothing has answered a wait yet.
    func isWaiting(_ id: UUID) -> Bool { waiters[id] != nil }

    /// Ends a wait; one that was answered before is left alone.
    mutating func give(up id: UUID, because reason: TerminalSessionError.Reason) {
        guard let waiter = waiters.removeValue(forKey: id) else { return }
        let error = TerminalSessionError(expected: waiter.expected, reason: reason, screen: emulator.screen)
        waiter.continuation.resume(throwing: error)
    }

    private mutating func answer(_ waiter: Waiter, id: UUID) {
        if waiter.condition(self) {
            waiters[id] = nil
            waiter.continuation.resume(returning: emulator.screen)
        } else if let status {
            give(up: id, because: .ended(status))
        }
    }
}
