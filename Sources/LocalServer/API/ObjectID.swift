import Foundation

/// The ids of this API: 24 hexadecimal digits, the first eight of which are the seconds of its making.
enum ObjectID {
    /// A new id: the time in seconds, then chance.
    static func make(_ now: Date) -> String {
        let seconds = UInt32(clamping: Int(now.timeIntervalSince1970))
        let time = (0..<4).map { UInt8(truncatingIfNeeded: seconds >> UInt32(24 - 8 * $0)) }
        return Hexadecimal.text(time + Random.bytes(8))
    }

    /// Whether a text is 24 hexadecimal digits.
    static func isValid(_ id: String) -> Bool {
        id.utf8.count == 24 && id.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
