/// Puts characters together from the bytes of the terminal's encoding, over as many reads as they come in.
struct TextAssembler {
    enum Encoding {
        case utf8
        /// The one of the C library's present locale.
        case locale
    }

    private let encoding: Encoding
    private var value: UInt32 = 0
    private var smallest: UInt32 = 0
    private var missing = 0
    private var locale = LocaleText()

    init(_ encoding: Encoding = .utf8) {
        self.encoding = encoding
    }

    /// The character that this byte completes. Bytes that are no text are dropped, except the control characters of
    /// 8-bit terminals (C1), which come as `U+0080` to `U+009F`.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        switch encoding {
        case .utf8: takeUTF8(byte)
        case .locale: locale.take(byte)
        }
    }

    private mutating func takeUTF8(_ byte: UInt8) -> Unicode.Scalar? {
        if missing > 0, byte & 0xC0 == 0x80 {
            value = value << 6 | UInt32(byte & 0x3F)
            missing -= 1
            return missing == 0 && value >= smallest ? Unicode.Scalar(value) : nil
        }
        missing = 0
        switch byte {
        case 0x00...0x9F: return Unicode.Scalar(byte)
        case 0xC2...0xDF: begin(byte & 0x1F, missing: 1, smallest: 0x80)
        case 0xE0...0xEF: begin(byte & 0x0F, missing: 2, smallest: 0x800)
        case 0xF0...0xF4: begin(byte & 0x07, missing: 3, smallest: 0x1_0000)
        default: break
        }
        return nil
    }

    private mutating func begin(_ bits: UInt8, missing: Int, smallest: UInt32) {
        (value, self.missing, self.smallest) = (UInt32(bits), missing, smallest)
    }
}
