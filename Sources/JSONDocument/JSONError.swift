/// The reason why some bytes are not acceptable JSON, and the offset.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case unexpectedEnd
        case unexpected(UInt8)
        case trailingContent
        case badEscape
        case badUTF8
        case controlCharacterInString
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case badNumber
    }

    package let reason: Reason
    /// Bytes from the start of the document, counted from 0.
    package let offset: Int

    package init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "not valid JSON at byte \(offset): \(message)" }

    /// The reason in words, for those who say in words of their own where it is.
    package var message: String {
        switch reason {
        case .unexpectedEnd: "the text ends too early"
        case .unexpected(let byte) where (0x20..<0x7F).contains(byte):
            "unexpected character '\(Character(UnicodeScalar(byte)))'"
        case .unexpected(let byte): "unexpected byte 0x\(String(byte, radix: 16, uppercase: true))"
        case .trailingContent: "there is more after the end of the value"
        case .badEscape: "unknown escape in a string"
        case .badUTF8: "the text is not UTF-8"
        case .controlCharacterInString: "a control character stands unescaped in a string"
        case .duplicateKey(let key): "the member \"\(key)\" comes twice"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .badNumber: "this is no number"
        }
    }
}
