/// Puts UTF-8 together byte by byte, for text that arrives in pieces.
///
/// Faulty sequences give U+FFFD as the WHATWG Encoding Standard says (one for each maximal subpart).
struct UTF8Assembler: Sendable {
    enum Outcome: Equatable {
        /// More bytes are needed.
        case incomplete
        case scalar(Unicode.Scalar)
        /// The sequence before this byte was faulty; the byte itself has not been taken.
        case faultyBefore
    }

    private var value: UInt32 = 0
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    var isEmpty: Bool { missing == 0 }

    mutating func take(_ byte: UInt8) -> Outcome {
        guard missing > 0 else { return start(byte) }
        guard allowed.contains(byte) else {
            missing = 0
            return .faultyBefore
        }
        allowed = 0x80...0xBF
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        return missing > 0 ? .incomplete : .scalar(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    /// Forgets an unfinished sequence; true when there was one.
    mutating func abandon() -> Bool {
        defer { missing = 0 }
        return missing > 0
    }

    private mutating func start(_ byte: UInt8) -> Outcome {
        allowed = 0x80...0xBF
        switch byte {
        case 0x00...0x7F: return .scalar(Unicode.Scalar(byte))
        case 0xC2...0xDF: (value, missing) = (UInt32(byte & 0x1F), 1)
        case 0xE0...0xEF:
            (value, missing) = (UInt32(byte & 0x0F), 2)
            if byte == 0xE0 { allowed = 0xA0...0xBF }
            if byte == 0xED { allowed = 0x80...0x9F }
        case 0xF0...0xF4:
            (value, missing) = (UInt32(byte & 0x07), 3)
            if byte == 0xF0 { allowed = 0x90...0xBF }
            if byte == 0xF4 { allowed = 0x80...0x8F }
        default: return .scalar("\u{FFFD}")
        }
        return .incomplete
    }
}
