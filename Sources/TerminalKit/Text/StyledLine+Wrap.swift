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
                if used + TextWidth.cells(of: word.trimmingSpaces) > width, used > 0 { endLine() }
                while TextWidth.cells(of: word.trimmingSpaces) > width {
                    let start = Sanitizer.clean(word).prefix(cells: width)
                    if start.isEmpty { break }
                    line.spans.append(Span(start, span.style))
                    endLine()
                    word = String(Sanitizer.clean(word).dropFirst(start.count))
                    cells = TextWidth.cells(of: word)
                }
                // Spaces that no longer fit would be taken for text that was cut.
                line.spans.append(Span(used + cells > width ? word.trimmingSpaces : word, span.style))
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

    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
