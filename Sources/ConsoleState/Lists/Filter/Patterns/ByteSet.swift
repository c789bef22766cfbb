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

    /// With the small letters of its capital ones, for text that is folded.
    var folded: ByteSet {
        var result = self
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") where contains(byte) { result.insert(byte | 0x20) }
        return result
    }
}
