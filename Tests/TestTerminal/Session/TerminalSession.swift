import Foundation
import Synchronization

/// A program in an emulated terminal, for tests that drive it as a person does.
///
///     let session = try TerminalSession(TerminalCommand("/bin/cat"))
///     try session.type("hello\r")
///     try await session.expect("hello")
///     try session.press(.control("d"))
///     #expect(try await session.ended() == .exited(0))
///
/// Each wait is answered by the output that makes it true. It is given up when the program has rested for some seconds
/// meanwhile: time in which it works, or waits for a processor or a disk, does not count, so a busy machine fails no test.
package final class TerminalSession: Sendable {
    private let state: Mutex<SessionState>
    package let terminal: PseudoTerminal

    package init(_ command: TerminalCommand) throws(PseudoTerminalError) {
        let relay = EventRelay()
        state = Mutex(SessionState(emulator: TerminalEmulator(size: command.size)))
        terminal = try PseudoTerminal(command) { relay.report($0) }
        relay.connect { [weak self] in self?.take($0) }
    }

    // MARK: Keys

    package func press(_ keys: TerminalKey...) throws(PseudoTerminalError) {
        let applicationCursor = emulator.modes.applicationCursorKeys
        try terminal.write(keys.flatMap { $0.bytes(applicationCursor: applicationCursor) })
    }

    /// Types the text as it is; `\r` is the Enter key.
    package func type(_ text: String) throws(PseudoTerminalError) {
        try terminal.write(Array(text.utf8))
    }

    /// Pastes as a terminal does: between brackets where the program asked for them.
    package func paste(_ text: String) throws(PseudoTerminalError) {
        let bracketed = emulator.modes.bracketedPaste
        try type(bracketed ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
    }

    /// Changes the size of the window.
    package func resize(to size: TerminalSize) throws(PseudoTerminalError) {
        state.withLock { $0.emulator.resize(to: size) }
        try terminal.resize(to: size)
    }

    // MARK: Screen

    package var emulator: TerminalEmulator { state.withLock { $0.emulator } }
    package var screen: TerminalScreen { emulator.screen }
    package var screenText: String { screen.text }
    package var lines: [String] { screen.lines }
    package func line(_ row: Int) -> String { screen.line(row) }

    /// Everything the program has written since the start or the last `takeOutput`.
    package var output: [UInt8] { state.withLock { $0.output } }

    package func takeOutput() -> [UInt8] {
        state.withLock { state in
            defer { state.output = [] }
            return state.output
        }
    }

    // MARK: Waiting

    /// Waits until the text stands on the screen.
    @discardableResult
    package func expect(_ text: String, within seconds: Double = 10) async throws -> TerminalScreen {
        try await expect("\"\(text)\"", within: seconds) { $0.screen.lines.contains { $0.contains(text) } }
    }

    /// Waits until the text is gone from the screen.
    @discardableResult
    package func expectNo(_ text: String, within seconds: Double = 10) async throws -> TerminalScreen {
        try await expect("no \"\(text)\"", within: seconds) { !$0.screen.lines.contains { $0.contains(text) } }
    }

    /// Waits until the terminal is in a state that satisfies the condition.
    /// - Parameter what: completes the sentence "expected …" of the error.
    @discardableResult
    package func expect(
        _ what: String, within seconds: Double = 10, where condition: @escaping @Sendable (TerminalEmulator) -> Bool
    ) async throws -> TerminalScreen {
        try await wait(what, seconds) { condition($0.emulator) }
    }

    /// Waits for the program's end and returns how it ended.
    package func ended(within seconds: Double = 10) async throws -> ExitStatus {
        try await wait("the end of the program", seconds) { $0.status != nil }
        return terminal.exitStatus ?? .exited(0)
    }

    /// Waits until the program has rested and written nothing for a while: for programs that do not say when they are
    /// done.
    @discardableResult
    package func settle(quiet: Double = 0.15, within seconds: Double = 10) async throws -> TerminalScreen {
        let deadline = Patience(seconds: seconds).end
        while true {
            let before = terminal.traffic
            do {
                try await wait("", quiet) { [terminal] in terminal.traffic != before || $0.status != nil }
                if terminal.exitStatus != nil { return screen }
            } catch let error as TerminalSessionError {
                guard error.reason == .timedOut, terminal.traffic == before else { continue }
                return screen
            }
            guard ContinuousClock.now < deadline else {
                throw TerminalSessionError(expected: "a pause in the output", reason: .timedOut, screen: screen)
            }
        }
    }

    @discardableResult
    private func wait(
        _ what: String, _ seconds: Double, _ condition: @escaping @Sendable (SessionState) -> Bool
    ) async throws -> TerminalScreen {
        let id = UUID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waiter = SessionState.Waiter(expected: what, condition: condition, continuation: continuation)
                state.withLock { $0.add(waiter, id: id) }
                watch(id, .init(seconds: seconds))
            }
        } onCancel: {
            state.withLock { $0.give(up: id, because: .timedOut) }
        }
    }

    /// The limit of a wait.
    private struct Patience {
        /// Looks at the program that find it at rest, until it is given up.
        var looks = 20
        let pause: Double
        /// The end for a program that never rests.
        let end: ContinuousClock.Instant

        init(seconds: Double) {
            pause = seconds / Double(looks)
            end = .now + .seconds(30 * seconds)
        }
    }

    private func watch(_ id: UUID, _ patience: Patience) {
        DispatchQueue.global().asyncAfter(deadline: .now() + patience.pause) { [weak self] in
            guard let self, state.withLock({ $0.isWaiting(id) }) else { return }
            var patience = patience
            if terminal.isResting { patience.looks -= 1 }
            guard patience.looks <= 0 || .now > patience.end else { return watch(id, patience) }
            state.withLock { $0.give(up: id, because: .timedOut) }
        }
    }

    private func take(_ event: PseudoTerminal.Event) {
        let replies = state.withLock { state in
            state.take(event)
            return state.emulator.takeReplies()
        }
        // A program that has ended needs no answer.
        if !replies.isEmpty { try? terminal.write(replies) }
    }
}

/// Holds events back until the session that is to take them has been made.
private final class EventRelay: Sendable {
    private struct State {
        var early: [PseudoTerminal.Event] = []
        var receiver: (@Sendable (PseudoTerminal.Event) -> Void)?
    }

    private let state = Mutex(State())

    func report(_ event: PseudoTerminal.Event) {
        let receiver = state.withLock { state in
            if state.receiver == nil { state.early.append(event) }
            return state.receiver
        }
        receiver?(event)
    }

    func connect(_ receiver: @escaping @Sendable (PseudoTerminal.Event) -> Void) {
        state.withLock { state in
            state.early.forEach(receiver)
            state.early = []
            state.receiver = receiver
        }
    }
}
