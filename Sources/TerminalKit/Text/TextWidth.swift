/// The number of terminal cells that text takes: the only measure of width in the program.
///
/// Terminals measure code point by code point (xterm and tmux do, and ncurses keeps its cursor that way), so the width
/// of a grapheme cluster is the sum over what ``Sanitizer`` leaves of it. Where terminals disagree about a cluster
/// (joined emoji, skin tones, variation selectors) the sanitiser draws the parts on which all agree.
package enum TextWidth {
    /// Cells of one code point: 0 for combining marks, 2 for wide ones, 1 for the rest.
    package static func cells(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if isZeroWidth(scalar) { return 0 }
        return WideScalars.contains(scalar) ? 2 : 1
    }

    /// Cells of a grapheme cluster as it is drawn, that is after sanitising.
    package static func cells(of character: Character) -> Int {
        cells(of: String(character))
    }

    /// Cells of a text as it is drawn, that is after sanitising.
    package static func cells(of text: some StringProtocol, marks: Sanitizer.Marks = .unicode) -> Int {
        let text = String(text)
        return Sanitizer.isPlain(text) ? text.utf8.count : cells(ofClean: Sanitizer.clean(text, marks: marks))
    }

    /// Cells of a text given as UTF-8, without making a string of what is plain.
    package static func cells(ofUTF8 bytes: UnsafeRawBufferPointer) -> Int {
        let isPlain = Sanitizer.isPlain(bytes.bindMemory(to: UInt8.self))
        return isPlain ? bytes.count : cells(of: String(decoding: bytes, as: UTF8.self))
    }

    /// Cells of a text that has passed the sanitiser already.
    static func cells(ofClean text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + cells(of: $1) }
    }

    /// True for marks drawn on the base before them and for the vowel and final letters of a Hangul syllable.
    static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x300: return false
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        case 0x2000...0x20CF, 0x2100...0x2CEE, 0x3100...0xA66E, 0xAC00...0xD7A3: return false
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: return true
            default: return false
            }
        }
    }
}

/// The code points that take two cells: East Asian Width W and F of Unicode 15, the same set that glibc's `wcwidth`
/// (and through it ncurses, xterm and tmux) uses. Unassigned gaps are bridged: such code points are never drawn.
enum WideScalars {
    /// First and last code point of each range, ascending.
    static let ranges: [(UInt32, UInt32)] = [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0),
        (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F),
        (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5),
        (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5),
        (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728),
        (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797),
        (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
        (0x2E80, 0x3029), (0x302E, 0x303E), (0x3041, 0x3096), (0x309B, 0xA4C6), (0xA960, 0xA97C),
        (0xAC00, 0xD7A3), (0xF900, 0xFAD9), (0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6), (0x16FE0, 0x16FE3), (0x16FF0, 0x1B2FB), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C),
        (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E),
        (0x1F550, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F),
        (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6DF), (0x1F6EB, 0x1F6EC),
        (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF),
        (0x1FA70, 0x1FAF6), (0x20000, 0x3134A),
    ]

    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].1 < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].0 <= value
    }
}
