extension String {
    /// The text cut to `width` cells, with an ellipsis in the last ones when something was cut.
    ///
    /// - Parameter ellipsis: A clean text; itself cut when wider than `width`.
    package func truncated(to width: Int, ellipsis: String = "…", marks: Sanitizer.Marks = .unicode) -> String {
        let clean = Sanitizer.clean(self, marks: marks)
        guard TextWidth.cells(ofClean: clean) > width else { return clean }
        let room = width - TextWidth.cells(ofClean: ellipsis)
        return room < 0 ? ellipsis.prefix(cells: width) : clean.prefix(cells: room) + ellipsis
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

    /// The longest start of a clean text that fits `cells` and cuts no sign: no base from its marks, no flag in half.
    func prefix(cells: Int) -> String {
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
        return String(unicodeScalars[..<end])
    }

    /// The text with spaces after it up to `width` cells; cut with an ellipsis when longer.
    package func padded(to width: Int) -> String {
        let text = truncated(to: width)
        return text + String(repeating: " ", count: max(0, width - TextWidth.cells(ofClean: text)))
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
                var cells = TextWidth.cells(of: word)
                if used + TextWidth.cells(of: word.withoutTrailingSpaces) > width, used > 0 { endLine() }
                while TextWidth.cells(of: word.withoutTrailingSpaces) > width {
                    let start = Sanitizer.clean(word).prefix(cells: width)
                    if start.isEmpty { break }
                    line.spans.append(Span(start, span.style))
                    endLine()
                    word = String(Sanitizer.clean(word).dropFirst(start.count))
                    cells = TextWidth.cells(of: word)
                }
                // Spaces that no longer fit would be taken for text that was cut.
                line.spans.append(Span(used + cells > width ? word.withoutTrailingSpaces : word, span.style))
                used += cells
            }
        }
        if !line.spans.isEmpty { lines.append(line) }
        return lines
    }
}

extension String {
    /// The words, each with the spaces after it.
    fileprivate var wordsWithSpaces: [String] {
        var words: [String] = []
        var word = ""
        for character in self {
            if character != " ", word.last == " " {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }

    fileprivate var withoutTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
