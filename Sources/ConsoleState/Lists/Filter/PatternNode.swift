/// A part of a regular expression.
indirect enum PatternNode: Sendable, Equatable {
    case byte(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// A node at least so often, and at most so often when there is a limit.
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

/// Some of the 256 byte values.
struct ByteSet: Sendable, Equatable {
    private var bits: SIMD4<UInt64> = .zero

    init() {}

    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges { for byte in range { insert(byte) } }
    }

    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    /// Letters as they are in folded text, digits, and the underscore.
    static let wordBytes = ByteSet(
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_")...UInt8(ascii: "_"))
    static let blanks = ByteSet(0x09...0x0D, 0x20...0x20)
    /// All of ASCII but zero, which separates cells.
    static let ascii = ByteSet(0x01...0x7F)

    mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    /// The bytes of either set.
    func union(_ other: ByteSet) -> ByteSet {
        var result = self
        result.bits |= other.bits
        return result
    }

    /// The ASCII that is not in it.
    var asciiComplement: ByteSet {
        var result = self
        result.bits = ~bits & ByteSet.ascii.bits
        return result
    }

    /// The set with the small letters of its capital ones, for text that is folded.
    var folded: ByteSet {
        var result = self
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") where contains(byte) { result.insert(byte | 0x20) }
        return result
    }
}
