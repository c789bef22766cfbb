import TerminalKit
import TestTerminal

/// Goes ways through the program in a terminal, and looks at the end of each whether the screen is what it should be.
struct TerminalWalk {
    let size: TerminalSize
    /// Sessions at once: they wait most of the time.
    private static let width = 6

    /// Returns the faults on all these ways.
    func go(_ ways: [WalkReport.Way]) async throws -> [String] {
        try await withThrowingTaskGroup(of: [String].self) { group in
            var faults: [String] = []
            for (index, way) in ways.enumerated() {
                if index >= Self.width, let found = try await group.next() { faults += found }
                group.addTask { try await go(way) }
            }
            for try await found in group { faults += found }
            return faults
        }
    }

    /// Goes one way from the first screen of a new demo. What looks wrong on a busy machine may only have been late: the way
    /// is gone again with more patience, and what is wrong after the last time is wrong: what is drawn wrong is drawn
    /// wrong each time. A program that died did not come late.
    private func go(_ way: WalkReport.Way) async throws -> [String] {
        var outcome = try await walk(along: way, quiet: 0.05)
        for patience in [Duration.zero, .seconds(8)] where outcome.survived && !outcome.problems.isEmpty {
            outcome = try await walk(along: way, quiet: 0.5, patience: patience)
        }
        return outcome.problems
    }

    /// The result of going one way once.
    private struct Outcome {
        let problems: [String]
        let survived: Bool
    }

    /// - Parameter patience: The time for all that is read at the end of the way, such as whether servers answer.
    private func walk(
        along way: WalkReport.Way, quiet: Double, patience: Duration = .zero
    ) async throws -> Outcome {
        // What another program draws is none of ours.
        let session = try Program.open(["--demo"], size: size, environment: ["EDITOR": "true"])
        try await session.expect("Users 60")
        let name = way.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "  ")
        for gesture in way {
            try session.type(gesture)
            try await session.settle(quiet: quiet)
            if let status = session.terminal.exitStatus {
                // Leaving is a command too.
                return Outcome(problems: status == .exited(0) ? [] : ["\(name): \(status)"], survived: false)
            }
        }
        try await Task.sleep(for: patience)
        let problems = try await ScreenSanity.problems(of: session).map { "\(name): \($0)" }
        return Outcome(problems: problems, survived: session.terminal.exitStatus == nil)
    }
}

/// The output of the walker.
struct WalkReport {
    /// Gestures one after the other, each of keys that are pressed together.
    typealias Way = [[KeyStroke]]

    /// The first way to run each command.
    let commands: [Way]
    let faults: [String]
    let figures: String
    /// The status it ended with, and the step, when it did not come to its end.
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
