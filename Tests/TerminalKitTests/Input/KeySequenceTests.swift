import Testing

@testable import TerminalKit

@Suite("Where keys end")
struct KeySequenceTests {
    /// Keys, pastes and mouse events as terminals send them.
    private static let keys = [
        "a", "é", "語", "🧑", "\u{1B}x", "\u{1B}é", "\u{1B}[A", "\u{1B}OB", "\u{1B}O5P", "\u{1B}[1;5C", "\u{1B}[15~",
        "\u{1B}[200~", "\u{1B}[[A", "\u{1B}[<0;12;7M", "\u{1B}[<0;12;7m", "\u{1B}[M !!", "\u{1B}[I", "\u{1B}\u{1B}[A",
    ]

    @Test("A whole key is finished and every part from its start is not", arguments: keys)
    func parts(_ key: String) {
        let bytes = Array(key.utf8)
        #expect(!KeySequence.isUnfinished(bytes))
        for count in 1..<bytes.count {
            #expect(KeySequence.isUnfinished(Array(bytes[..<count])), "\(bytes[..<count])")
            #expect(KeySequence.isUnfinished(Array("one é\u{1B}[Btwo".utf8) + bytes[..<count]))
        }
    }

    @Test("What goes on for ever is not waited for")
    func endless() {
        #expect(KeySequence.isUnfinished(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 40)))
        #expect(!KeySequence.isUnfinished(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 100)))
    }

    @Test("Bytes that are no text are not waited for")
    func noText() {
        for byte in UInt8(0x80)...0xC1 { #expect(!KeySequence.isUnfinished([byte])) }
        for byte in UInt8(0xF5)...0xFF { #expect(!KeySequence.isUnfinished([byte])) }
        #expect(!KeySequence.isUnfinished([]))
    }
}
