/// Where the bytes of keys end: those of a control sequence (ECMA-48, 5.4), of a single shift, and of a character in
/// UTF-8.
enum KeySequence {
    /// Longer than any key: what goes on beyond this is none, and nobody waits for its end.
    private static let longest = 64

    /// True when bytes end in the middle of a key, as when a line delivers them in pieces. A lone Esc may be one, too.
    static func isUnfinished(_ bytes: [UInt8]) -> Bool {
        let tail = bytes.suffix(longest)
        if endsInsideCharacter(tail) { return true }
        guard let escape = tail.lastIndex(of: 0x1B) else { return false }
        let rest = tail[(escape + 1)...]
        switch rest.first {
        case nil: return true
        case UInt8(ascii: "["): return isUnfinishedControl(rest.dropFirst())
        case UInt8(ascii: "O"): return !rest.dropFirst().contains { isFinal($0) }
        default: return false
        }
    }

    /// - Parameter rest: What follows the introducer `ESC [`.
    private static func isUnfinishedControl(_ rest: ArraySlice<UInt8>) -> Bool {
        switch rest.first {
        // A function key of the Linux console.
        case UInt8(ascii: "["): rest.count < 2
        // A mouse in the oldest coding: a button and two places follow.
        case UInt8(ascii: "M"): rest.count < 4
        default: !rest.contains { isFinal($0) }
        }
    }

    private static func isFinal(_ byte: UInt8) -> Bool { (0x40...0x7E).contains(byte) }

    private static func endsInsideCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let lead = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
        let wanted =
            switch bytes[lead] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return bytes.endIndex - lead < wanted
    }
}
