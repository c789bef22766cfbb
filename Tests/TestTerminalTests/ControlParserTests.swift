import TestRandom
import TestTerminal
import Testing

@Suite("The control parser")
struct ControlParserTests {
    struct Example: Sendable {
        var bytes: [UInt8]
        var functions: [ControlFunction]

        init(_ text: String, _ functions: ControlFunction...) {
            bytes = Array(text.utf8)
            self.functions = functions
        }
    }

    static let examples = [
        Example("a", .print("a")),
        Example("é語", .print("é"), .print("語")),
        Example("\r\n\u{7}", .execute(13), .execute(10), .execute(7)),
        Example("\u{0}\u{7F}"),
        Example("\u{1B}7", .escape(intermediates: [], final: 0x37)),
        Example("\u{1B}(0", .escape(intermediates: [0x28], final: 0x30)),
        Example("\u{1B}[H", .sequence(ControlSequence(final: 0x48))),
        Example("\u{1B}[3;14H", .sequence(ControlSequence(parameters: [[3], [14]], final: 0x48))),
        Example("\u{1B}[;5H", .sequence(ControlSequence(parameters: [[nil], [5]], final: 0x48))),
        Example(
            "\u{1B}[?25h", .sequence(ControlSequence(prefix: UInt8(ascii: "?"), parameters: [[25]], final: 0x68))),
        Example("\u{1B}[!p", .sequence(ControlSequence(intermediates: [0x21], final: 0x70))),
        Example(
            "\u{1B}[38:2::1:2:3m", .sequence(ControlSequence(parameters: [[38, 2, nil, 1, 2, 3]], final: 0x6D))),
        // A control inside a sequence acts, and the sequence goes on.
        Example("\u{1B}[2\rC", .execute(13), .sequence(ControlSequence(parameters: [[2]], final: 0x43))),
        // CAN gives a sequence up; ESC begins another.
        Example("\u{1B}[2\u{18}C", .print("C")),
        Example("\u{1B}[2\u{1B}[H", .sequence(ControlSequence(final: 0x48))),
        // A private sign in the wrong place spoils the whole sequence.
        Example("\u{1B}[1?5hx", .print("x")),
        Example("\u{1B}[99999999999999999999A", .sequence(ControlSequence(parameters: [[65_535]], final: 0x41))),
        Example("\u{1B}]0;t\u{7}x", .operatingSystemCommand(Array("0;t".utf8)), .print("x")),
        Example("\u{1B}]0;t\u{1B}\\x", .operatingSystemCommand(Array("0;t".utf8)), .print("x")),
        Example("\u{1B}Pab\u{1B}\\x", .deviceControl(Array("ab".utf8)), .print("x")),
        Example(
            "\u{1B}Ptmux;\u{1B}\u{1B}]52\u{7}\u{1B}\\",
            .deviceControl(Array("tmux;\u{1B}\u{1B}]52\u{7}".utf8))),
        Example("\u{1B}_ignored\u{1B}\\x", .print("x")),
        Example("\u{1B}]P0123456x\u{1B}]Ry", .print("x"), .print("y")),
    ]

    @Test("Every kind of control function is recognised", arguments: examples)
    func recognises(_ example: Example) {
        var parser = ControlParser()
        #expect(parser.functions(in: example.bytes) == example.functions)
    }

    @Test("Bytes that come one at a time give the same functions", arguments: examples)
    func recognisesPieces(_ example: Example) {
        var parser = ControlParser()
        #expect(example.bytes.flatMap { parser.functions(in: [$0]) } == example.functions)
    }

    @Test(
        "Faulty UTF-8 shows as replacement characters and hides nothing after it",
        arguments: [
            ([0xC3, 0x28], ["\u{FFFD}", "("]),
            ([0xFF, 0x61], ["\u{FFFD}", "a"]),
            ([0xE2, 0x82, 0x61], ["\u{FFFD}", "a"]),
            ([0xED, 0xA0, 0x80], ["\u{FFFD}", "\u{FFFD}", "\u{FFFD}"]),
            ([0xC0, 0xAF], ["\u{FFFD}", "\u{FFFD}"]),
            ([0xF0, 0x9F, 0x98, 0x80], ["\u{1F600}"]),
        ] as [([UInt8], [Unicode.Scalar])])
    func faultyText(_ bytes: [UInt8], _ scalars: [Unicode.Scalar]) {
        var parser = ControlParser()
        #expect(parser.functions(in: bytes) == scalars.map(ControlFunction.print))
    }

    @Test("Any bytes at all mean the same, however they are cut into pieces", arguments: 1...8 as ClosedRange<UInt64>)
    func noiseInPieces(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let parts = [
            "\u{1B}", "\u{1B}[", "\u{1B}]", "\u{1B}P", "\u{1B}\\", "?", ";", ":", "m", "H", "\u{7}", "\u{18}", "é", "語",
            "52",
        ]
        var noise: [UInt8] = []
        for _ in 0..<3_000 {
            if Bool.random(using: &generator) {
                noise += Array((parts.randomElement(using: &generator) ?? "").utf8)
            } else {
                noise.append(UInt8.random(in: 0...255, using: &generator))
            }
        }
        var whole = ControlParser()
        let expected = whole.functions(in: noise)
        var pieces = ControlParser()
        var found: [ControlFunction] = []
        var rest = noise[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...9, using: &generator))
            found += pieces.functions(in: piece)
            rest = rest.dropFirst(piece.count)
        }
        #expect(found == expected)
        // All kinds are met: text, controls, sequences and strings.
        #expect(found.count > 500)
        #expect(found.contains { if case .operatingSystemCommand = $0 { true } else { false } })
        #expect(found.contains { if case .deviceControl = $0 { true } else { false } })
        #expect(found.contains { if case .sequence = $0 { true } else { false } })
    }

    @Test("Any bytes at all are survived", arguments: FuzzSeeds.of([1]))
    func fuzz(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        var emulator = TerminalEmulator(size: TerminalSize(columns: 7, rows: 3))
        for _ in 0..<2_000 {
            // Much of the noise begins like a sequence, so that the deeper states are reached.
            let start: [UInt8] =
                [[], [0x1B], [0x1B, 0x5B], [0x1B, 0x5D], [0x1B, 0x50]].randomElement(using: &generator) ?? []
            let noise = (0..<12).map { _ in UInt8.random(in: 0...255, using: &generator) }
            emulator.feed(start + noise)
            #expect(emulator.screen.rows.allSatisfy { $0.count == 7 } && emulator.screen.rows.count == 3)
        }
    }
}
