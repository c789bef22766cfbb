import TestTerminal

/// The checks that must hold of the screen of the program at any time.
enum ScreenSanity {
    /// The problems it has now; none when all is fine. The program repaints it for that: what was drawn bit by
    /// bit has to be the same.
    static func problems(of session: TerminalSession) async throws -> [String] {
        var problems = standing(on: session)
        let before = session.lines.map(withoutNumbers)
        try session.press(.control("l"))
        try await session.settle(quiet: 0.05)
        guard session.terminal.exitStatus == nil else { return problems + ["it ended while it was repainted"] }
        let after = session.lines.map(withoutNumbers)
        // The line for messages, which go by themselves, is the last but one.
        for (row, pair) in zip(before, after).enumerated() where pair.0 != pair.1 && row != before.count - 2 {
            problems.append("row \(row) was \(pair.0.debugDescription), and repainted \(pair.1.debugDescription)")
        }
        return problems
    }

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
