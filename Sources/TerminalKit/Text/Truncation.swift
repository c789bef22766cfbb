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
