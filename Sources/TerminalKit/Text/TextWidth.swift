/// How many terminal cells text takes: the only measure of width in the program.
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
    package static func cells(of text: String, marks: Sanitizer.Marks = .unicode) -> Int {
        if Sanitizer.isPlain(text) { return text.utf8.count }
        return cells(ofClean: Sanitizer.clean(text, marks: marks))
    }

    /// Cells of a text that has passed the sanitiser already.
    static func cells(ofClean text: String) -> Int {
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
