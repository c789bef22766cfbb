/// The one door through which text from outside reaches the screen.
///
/// Text it lets through is exactly what every terminal draws in the same cells. Everything else becomes a visible mark:
/// control characters (C0, DEL, C1), bidi controls, zero-width and other invisible characters, unusual spaces, unassigned
/// and private code points. Two names that differ only in something invisible therefore look different.
///
/// Emoji on whose width terminals disagree are drawn as the parts they agree on, with a mark where they are joined
/// (`👩⁀💻`), the marks of skin tones behind them, and a small one where a plain symbol was asked for as a coloured one
/// (`❤⁺`): phones ask for that with every such symbol.
package enum Sanitizer {
    /// The form of the marks.
    package enum Marks: Sendable {
        /// `␛` for controls, `⟨U+202E⟩` for the rest.
        case unicode
        /// `^[` for controls, `<U+202E>` for the rest, and `*` for the dots that stand for secrets.
        case ascii
    }

    /// Marks kept on one base: ncurses holds five code points a cell, and taller stacks cover the rows above.
    static let maxCombining = 3

    /// True when the text is printable ASCII only, so that cleaning would change nothing.
    package static func isPlain(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { isPlain($0) } ?? text.utf8.allSatisfy { $0 &- 0x20 < 0x5F }
    }

    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 &- 0x20 < 0x5F }
    }

    /// The text as it may be drawn on one line. Cleaning twice changes nothing more.
    package static func clean(_ text: String, marks: Marks = .unicode) -> String {
        text.unicodeScalars.allSatisfy(isCommon) ? text : SanitizerPass(marks: marks).run(text)
    }

    /// True for letters of the large scripts that are drawn as they are, so that most names need no closer look.
    private static func isCommon(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFC, 0xAC00...0xD7A3: true
        default: isNarrow(scalar)
        }
    }

    /// True for Latin, Greek and Cyrillic letters and the signs among them: they are drawn as they are, in one cell.
    static func isNarrow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3A1, 0x3A3...0x3E1, 0x400...0x482, 0x48A...0x52F: true
        default: false
        }
    }

    /// JSON for a terminal: what must not reach one stands as an escape of JSON (`\\u009b`), so that the text means the
    /// same and can be copied. Line breaks stay; the writer has escaped those in texts.
    package static func json(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 &- 0x20 < 0x5F || $0 == 0x0A }) { return text }
        var output = String.UnicodeScalarView()
        var combining = 0
        for scalar in text.unicodeScalars {
            let isPlain = scalar == "\n" || (scalar.isASCII ? scalar.value &- 0x20 < 0x5F : scalar.isDrawable)
            combining = !scalar.isASCII && TextWidth.isZeroWidth(scalar) ? combining + 1 : 0
            if isPlain, combining <= maxCombining {
                output.append(scalar)
            } else {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    // `append(contentsOf:)` of the view copies all that is there already.
                    for sign in escape.unicodeScalars { output.append(sign) }
                }
            }
        }
        return String(output)
    }

    /// Splits text into the lines it is drawn as: at line ends, with tabs expanded to columns of `tabWidth` cells.
    package static func lines(of text: String, tabWidth: Int = 8, marks: Marks = .unicode) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewlineOfText).map { line in
            guard line.utf8.contains(UInt8(ascii: "\t")) else { return clean(String(line), marks: marks) }
            var result = ""
            var cells = 0
            for (index, part) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                if index > 0 {
                    let gap = tabWidth - cells % tabWidth
                    result += String(repeating: " ", count: gap)
                    cells += gap
                }
                let cleaned = clean(String(part), marks: marks)
                result += cleaned
                cells += TextWidth.cells(ofClean: cleaned)
            }
            return result
        }
    }
}

extension Character {
    fileprivate var isNewlineOfText: Bool { self == "\n" || self == "\r\n" }
}
