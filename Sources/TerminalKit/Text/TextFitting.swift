extension String {
    /// The text cut to `width` cells, with an ellipsis in the last ones when something was cut.
    ///
    /// - Parameter ellipsis: A clean text; itself cut when wider than `width`.
    package func truncated(to width: Int, ellipsis: String = "…", marks: Sanitizer.Marks = .unicode) -> String {
        let clean = Sanitizer.clean(boundedToLine, marks: marks)
        guard TextWidth.cells(ofClean: clean) > width else { return clean }
        let room = width - TextWidth.cells(ofClean: ellipsis)
        return room < 0 ? String(ellipsis.prefix(cells: width)) : clean.prefix(cells: room) + ellipsis
    }

    /// The text with its middle left out where it takes more than `width` cells: for addresses and paths, which differ at
    /// their ends.
    package func shortened(
        to width: Int, ellipsis: String = "…", marks: Sanitizer.Marks = .unicode
    ) -> String {
        let clean = Sanitizer.clean(self, marks: marks)
        guard TextWidth.cells(ofClean: clean) > width, width > 2 else {
            return clean.truncated(to: width, ellipsis: ellipsis, marks: marks)
        }
        let room = width - TextWidth.cells(ofClean: ellipsis)
        let start = clean.prefix(cells: room / 2)
        var (left, end) = (room - TextWidth.cells(ofClean: start), clean.endIndex)
        while end > clean.startIndex {
            let last = clean.index(before: end)
            left -= TextWidth.cells(ofClean: String(clean[last]))
            if left < 0 { break }
            end = last
        }
        return start + ellipsis + clean[end...]
    }

    /// The text with spaces after it up to `width` cells; cut with an ellipsis when longer.
    package func padded(to width: Int) -> String {
        let text = truncated(to: width)
        return text + String(repeating: " ", count: max(0, width - TextWidth.cells(ofClean: text)))
    }
}

extension StringProtocol {
    /// The longest start of a clean text that fits `cells` and cuts no sign: no base from its marks, no flag in half.
    func prefix(cells: Int) -> SubSequence {
        var used = 0
        var end = unicodeScalars.startIndex
        while end < unicodeScalars.endIndex {
            var next = unicodeScalars.index(after: end)
            var width = TextWidth.cells(of: unicodeScalars[end])
            // Clean text has regional indicators in pairs only.
            if (0x1F1E6...0x1F1FF).contains(unicodeScalars[end].value), next < unicodeScalars.endIndex {
                width += TextWidth.cells(of: unicodeScalars[next])
                next = unicodeScalars.index(after: next)
            }
            if used + width > cells { break }
            used += width
            end = next
        }
        return self[..<end]
    }
}

extension StyledLine {
    /// The line broken at spaces into lines of at most `width` cells; longer words are cut.
    package func wrapped(to width: Int) -> [StyledLine] {
        guard width > 0, self.width > width else { return [self] }
        var lines: [StyledLine] = []
        var line = StyledLine()
        var used = 0
        func endLine() {
            lines.append(line)
            line = StyledLine()
            used = 0
        }
        for span in spans {
            for var word in span.text.wordsWithSpaces {
                var cells = TextWidth.cells(of: word.withoutTrailingSpaces)
                if used + cells > width, used > 0 { endLine() }
                if cells > width { word = Sanitizer.clean(String(word))[...] }
                while cells > width {
                    let start = word.prefix(cells: width)
                    if start.isEmpty { break }
                    line.spans.append(Span(String(start), span.style))
                    endLine()
                    cells -= TextWidth.cells(ofClean: start)
                    word = word[start.endIndex...]
                }
                // Spaces that no longer fit would be taken for text that was cut.
                let bare = word.withoutTrailingSpaces
                let spaces = word.utf8.count - bare.utf8.count
                line.spans.append(Span(String(used + cells + spaces > width ? bare : word), span.style))
                used += cells + spaces
            }
        }
        if !line.spans.isEmpty { lines.append(line) }
        return lines
    }
}

extension String {
    /// Code points of a text that are looked at to draw one line: more than the widest screen shows.
    private static let mostOfLine = 4096

    /// The start of a text that suffices for one line, so that drawing costs the same however long a text is.
    package var boundedToLine: String {
        guard utf8.count > Self.mostOfLine,
            let end = unicodeScalars.index(startIndex, offsetBy: Self.mostOfLine, limitedBy: endIndex), end < endIndex
        else { return self }
        return String(unicodeScalars[..<end]) + "…"
    }

    /// The words, each with the spaces after it.
    fileprivate var wordsWithSpaces: [Substring] {
        var words: [Substring] = []
        var (start, isBehindSpace) = (startIndex, false)
        for index in unicodeScalars.indices {
            let isSpace = unicodeScalars[index] == " "
            if isBehindSpace, !isSpace {
                words.append(self[start..<index])
                start = index
            }
            isBehindSpace = isSpace
        }
        return start < endIndex ? words + [self[start...]] : words
    }
}

extension Substring {
    fileprivate var withoutTrailingSpaces: Substring {
        var end = endIndex
        while end > startIndex, utf8[utf8.index(before: end)] == UInt8(ascii: " ") { end = utf8.index(before: end) }
        return self[..<end]
    }
}
