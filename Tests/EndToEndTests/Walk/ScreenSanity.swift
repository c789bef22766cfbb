import TestTerminal

/// The checks that must hold of the screen of the program at any time.
enum ScreenSanity {
    /// The problems it has now; none when all is fine. The program repaints it for that: what was drawn bit by
    /// bit has to be the same.
    static func problems(of session: TerminalSession) async throws -> [String] {
        try await untilRead(session)
        var problems = standing(on: session)
        let before = session.lines.map(withoutNumbers)
        try session.press(.control("l"))
        try await session.settle(quiet: 0.05)
        guard session.terminal.exitStatus == nil else { return problems + ["it ended while it was repainted"] }
        let after = session.lines.map(withoutNumbers)
        let message = messageRows(of: before)
        for (row, pair) in zip(before, after).enumerated() where pair.0 != pair.1 && !message.contains(row) {
            problems.append("row \(row) was \(pair.0.debugDescription), and repainted \(pair.1.debugDescription)")
        }
        return problems
    }

    /// Waits until nothing is read any more, as far as that comes to an end soon: what comes meanwhile changes the screen.
    private static func untilRead(_ session: TerminalSession) async throws {
        func isReading() -> Bool {
            session.lines.contains { line in ["checking ", "reading ", "no answer yet"].contains { line.contains($0) } }
        }
        let end = ContinuousClock.now + .seconds(20)
        while isReading(), ContinuousClock.now < end, session.terminal.exitStatus == nil {
            try await session.settle(quiet: 0.2)
        }
    }

    /// The rows that change when a message goes, which it does by itself: its own, and those in which more of the list
    /// or of the cursor's row stands instead. Without a message, the one where the next would stand.
    private static func messageRows(of lines: [String]) -> Range<Int> {
        let end = max(lines.count - 1, 0)
        let signs = [" ✓ ", " ✗ ", " ! ", " i "]
        let near = lines[max(end - longestMessage, 0)..<end]
        let isThere = near.contains { line in signs.contains { line.hasPrefix($0) } }
        return max(end - (isThere ? longestMessage : 1), 0)..<end
    }

    /// Rows that a message may take, with one line of air.
    private static let longestMessage = 5

    /// The problems that can be seen without a key.
    static func standing(on session: TerminalSession) -> [String] {
        let emulator = session.emulator
        let raw = emulator.screen.lines.filter { $0.unicodeScalars.contains(where: isRaw) }
        return emulator.unsupported.map { "the terminal does not know \($0)" }
            + raw.map { "a control character stands in \($0.debugDescription)" }
    }

    private static func isRaw(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    /// Times go on meanwhile.
    private static func withoutNumbers(_ line: String) -> String {
        String(line.map { $0.isNumber ? "0" : $0 })
    }
}
