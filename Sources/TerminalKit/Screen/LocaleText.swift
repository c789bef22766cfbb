import CNcurses

/// Puts characters together from bytes as the C library's present locale encodes them.
struct LocaleText {
    private var conversion = mbstate_t()

    /// The character that this byte completes. Of bytes that are no text, the control characters of 8-bit terminals (C1)
    /// come as they are, and the others are dropped.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        var character: wchar_t = 0
        var source = CChar(bitPattern: byte)
        switch mbrtowc(&character, &source, 1, &conversion) {
        case 0, 1: return Unicode.Scalar(UInt32(bitPattern: Int32(character)))
        // The middle of a character.
        case Int(bitPattern: UInt.max - 1): return nil
        default:
            conversion = mbstate_t()
            return byte < 0xA0 ? Unicode.Scalar(byte) : nil
        }
    }
}
