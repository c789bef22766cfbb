import ConsoleUI
import Synchronization
import TerminalKit

/// A dialogue whose answers are known before: what is told and what is typed, as one text.
final class ScriptedTerminal: PlainTerminal {
    private struct State {
        var answers: [String]
        var transcript: [String] = []
    }

    private let state: Mutex<State>

    init(_ answers: [String]) { state = Mutex(State(answers: answers)) }

    /// Everything that was told, asked and typed. What must not be seen is left out.
    var transcript: String { state.withLock { $0.transcript.joined(separator: "\n") + "\n" } }

    func write(_ lines: [String]) async {
        let clean = lines.flatMap { Sanitizer.lines(of: $0, marks: .ascii) }
        state.withLock { $0.transcript += clean }
    }

    func read(_ question: String, isSecret: Bool) async -> String? {
        state.withLock { state in
            guard !state.answers.isEmpty else { return nil }
            let answer = state.answers.removeFirst()
            state.transcript.append(question + (isSecret ? "(not shown)" : answer))
            return answer
        }
    }

    func discardInput() async {}
}
