/// Two programs in terminals that are given the same keys in turn.
struct Duel {
    /// A program by its name in the report; ours first.
    let programs: [(name: String, program: TerminalProgram)]
    let kind: String

    /// - Parameter text: Typed into the filter, a key at a time; some row holds it.
    func run(presses: Int, text: String) -> [Measure] {
        keys("cursor down", times: presses) { $0.press($0.cursorKey("B")) }
            + keys("page down", times: presses) { $0.press("\u{1B}[6~") }
            + keys("to the end", times: presses / 4) { program in
                _ = program.press(program.cursorKey("H"))
                return program.press(program.cursorKey("F"))
            }
            + keys("200 held keys", times: presses / 20) { program in
                _ = program.press(program.cursorKey("H"))
                return program.press(String(repeating: program.cursorKey("B"), count: 200), quiet: 60)
            }
            + [filter(text, times: 3)] + once()
    }

    /// Time, bytes and processor time of a key.
    private func keys(
        _ name: String, times: Int, _ press: (TerminalProgram) -> TerminalProgram.Answer
    ) -> [Measure] {
        var answers = programs.map { _ in [TerminalProgram.Answer]() }
        for _ in 0..<max(1, times) {
            for (index, contender) in programs.enumerated() { answers[index].append(press(contender.program)) }
        }
        return [
            measure(name, "ms", answers.map { $0.compactMap(\.time).median }),
            measure(name, "bytes", answers.map { $0.map { Double($0.bytes) }.median }),
            measure(name, "ms CPU", answers.map { $0.map(\.cpu).median }),
        ]
    }

    /// The slowest key of a filter that is typed over all rows.
    private func filter(_ text: String, times: Int) -> Measure {
        var slowest = programs.map { _ in [Double]() }
        for _ in 0..<times {
            for (index, contender) in programs.enumerated() {
                _ = contender.program.press("/")
                slowest[index].append(text.compactMap { contender.program.press(String($0)).time }.max() ?? 0)
                // An Esc is only one when nothing has followed it for a moment.
                _ = contender.program.press("\u{1B}", quiet: 100)
            }
        }
        return measure("slowest key of a filter", "ms", slowest.map(\.median))
    }

    /// The measures that are taken once, one program after the other.
    private func once() -> [Measure] {
        let resizes = programs.map { $0.program.resize(times: 50) }
        let rests = programs.map { $0.program.rest(seconds: 5) }
        return [
            measure("50 resizes", "bytes", resizes.map { Double($0.bytes) }),
            measure("at rest", "bytes/s", rests.map { Double($0.bytes) / 5 }),
            measure("at rest", "ms CPU/s", rests.map { $0.cpu / 5 }),
            measure("memory", "MB", programs.map { $0.program.memory }),
        ]
    }

    private func measure(_ name: String, _ unit: String, _ values: [Double]) -> Measure {
        Measure(kind, name, unit, zip(programs, values).map { ($0.name, $1) })
    }
}
