import TerminalKit

/// What the walker wrote.
struct WalkReport {
    /// Gestures one after the other, each of keys that are pressed together.
    typealias Way = [[KeyStroke]]

    /// The first way to run each command.
    let commands: [Way]
    let faults: [String]
    let figures: String
    /// How it ended, and in which step, when it did not come to its end.
    let ending: String?

    init(_ result: Program.Result) {
        let lines = result.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        func rest(_ word: String) -> [[Substring]] {
            lines.filter { $0.first == word[...] }.map { Array($0.dropFirst()) }
        }
        commands = rest("command").map { line in
            line.dropFirst().map { $0.split(separator: " ").compactMap { KeyStroke(parsing: String($0)) } }
        }
        faults = rest("fault").map { $0.joined(separator: " ") }
        figures = rest("figures").first?.joined() ?? ""
        let last = rest("step").last?.joined() ?? "its start"
        ending = result.status == 0 ? nil : "ended with \(result.status) at: \(last)"
    }
}
