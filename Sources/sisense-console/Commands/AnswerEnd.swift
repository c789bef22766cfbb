/// The end of a JSON answer that goes out while it comes. Without a length in its head, nothing else tells whether a
/// connection ended with the answer or in the middle of it.
struct AnswerEnd {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// True where everything that was opened is closed, and for an answer without a body.
    var isWhole: Bool { depth == 0 && !isInString }

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        for byte in piece {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
    }
}
