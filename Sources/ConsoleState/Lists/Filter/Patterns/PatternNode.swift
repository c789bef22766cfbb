/// A part of a regular expression.
indirect enum PatternNode: Sendable, Equatable {
    case byte(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// At least so often, and at most so often when there is a limit.
    case repeated(PatternNode, min: Int, max: Int?)
    /// The beginning of a cell.
    case start
    /// The end of a cell.
    case end

    /// Any character beyond ASCII, as UTF-8.
    private static let beyondASCII = {
        let rest = PatternNode.byte(ByteSet(0x80...0xBF))
        return PatternNode.choice([
            .sequence([.byte(ByteSet(0xC2...0xDF)), rest]),
            .sequence([.byte(ByteSet(0xE0...0xEF)), rest, rest]),
            .sequence([.byte(ByteSet(0xF0...0xF4)), rest, rest, rest]),
        ])
    }()

    /// Any character.
    static let any = PatternNode.choice([.byte(.ascii), beyondASCII])

    /// Any character but these of ASCII.
    static func anything(but set: ByteSet) -> PatternNode { .choice([.byte(set.asciiComplement), beyondASCII]) }

    /// A text, whatever its case and accents.
    static func text(_ text: String) -> PatternNode {
        .sequence(FoldedText.bytes(text).map { .byte(ByteSet($0...$0)) })
    }

    /// The characters of a word in their order, with anything between them.
    static func fuzzy(_ word: String) -> PatternNode {
        // No byte of a character begins another one, so the gap need not look at whole characters.
        let gap = PatternNode.repeated(.byte(ByteSet(0x01...0xFF)), min: 0, max: nil)
        return .sequence(Array(word.map { [text(String($0))] }.joined(separator: [gap])))
    }
}
