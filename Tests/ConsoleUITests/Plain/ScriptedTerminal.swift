import ConsoleUI
import Synchronization
import TerminalKit

/// A dialogue whose answers are known before: what is told and what is typed, as one text.
final class ScriptedTerminal: PlainTerminal {
    private struct State {
        var answers: [String]
        var transcript: [String] = []
        var isInterrupted = false
        var waiter: CheckedContinuation<Bool, Never>?

        mutating func takeWaiter() -> CheckedContinuation<Bool, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    private let state: Mutex<State>

    init(_ answers: [String]) { state = Mutex(State(answers: answers)) }

    /// Everything that was told, asked and typed. What must not be seen is left out.
    var transcript: String { state.withLock { $0.transcript.joined(separator: "\n") + "\n" } }

    func write(_ lines: [String]) async {
        let clean = lines.flatMap { Sanitizer.lines(of: $0, marks: .ascii) }
        state.withLock { $0.transcript += clean }
    }

    /// The answer that stands for Ctrl-C.
    static let interrupt = "^C"

    func read(_ question: String, isSecret: Bool) async -> PlainInput {
        state.withLock { state in
            guard !state.answers.isEmpty else { return .ended }
            let answer = state.answers.removeFirst()
            state.transcript.append(question + (isSecret ? "(not shown)" : answer))
            return answer == Self.interrupt ? .interrupted : .line(answer)
        }
    }

    /// Types Ctrl-C while something is under way.
    func interrupt() {
        let waiter = state.withLock { state in
            state.isInterrupted = state.waiter == nil
            return state.takeWaiter()
        }
        waiter?.resume(returning: true)
    }

    func interrupted() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: Bool? = state.withLock { state in
                    if state.isInterrupted || Task.isCancelled {
                        defer { state.isInterrupted = false }
                        return state.isInterrupted
                    }
                    state.waiter = continuation
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume(returning: false)
        }
    }

    func discardInput() async {}
}
