/// A stream of numbers that depends on its seed alone (SplitMix64), so that record 40,000 can be made without the
/// 39,999 before it.
struct SampleRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, kind: UInt8, index: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(kind) << 56 ^ UInt64(bitPattern: Int64(index))
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to, but not, `count`; 0 for an empty range.
    mutating func below(_ count: Int) -> Int {
        count > 0 ? Int(truncatingIfNeeded: next() >> 1) % count : 0
    }

    mutating func pick<Element>(_ items: [Element]) -> Element {
        items[below(items.count)]
    }
}
