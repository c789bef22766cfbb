/// Lines of styled text with a scroll position; also the view of JSON, logs and help.
package struct TextView {
    package var lines: [StyledLine]
    /// The line at the top.
    package var top: Int
    /// Cells scrolled to the right.
    package var left: Int
    /// The line under the cursor, where the text has one.
    package var cursor: Int?
    /// The text of a search; its matches are highlighted.
    package var match: String

    package init(_ lines: [StyledLine], top: Int = 0, left: Int = 0, cursor: Int? = nil, match: String = "") {
        self.lines = lines
        self.top = top
        self.left = left
        self.cursor = cursor
        self.match = match
    }

    /// Draws the visible lines and returns where the cursor's line begins.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let first = max(0, top)
        let visible = lines.dropFirst(first).prefix(canvas.height)
        for (y, line) in visible.enumerated() {
            let isCursor = first + y == cursor
            let row = canvas.sub(Rect(0, y, canvas.width, 1)).on(isCursor ? .selected : canvas.ground)
            if isCursor { row.fill() }
            let found = line.highlighting(match)
            if left == 0 {
                row.put(found, at: .zero, maxWidth: canvas.width)
            } else {
                row.put(found, at: Point(-left, 0))
            }
        }
        guard let cursor, cursor >= first, cursor < first + visible.count else { return nil }
        return Point(0, cursor - first)
    }
}

extension StyledLine {
    /// The line with every occurrence of `text`, in any case of letters, in the role of a match.
    package func highlighting(_ text: String) -> StyledLine {
        guard !text.isEmpty else { return self }
        let needle = Array(text.lowercased())
        return StyledLine(
            spans.flatMap { span -> [Span] in
                let characters = Array(span.text)
                let lower = characters.map { Character($0.lowercased().first.map(String.init) ?? " ") }
                var result: [Span] = []
                var start = 0
                var index = 0
                while index + needle.count <= characters.count {
                    if Array(lower[index..<index + needle.count]) == needle {
                        if start < index { result.append(Span(String(characters[start..<index]), span.style)) }
                        result.append(
                            Span(String(characters[index..<index + needle.count]), Style(.match)))
                        index += needle.count
                        start = index
                    } else {
                        index += 1
                    }
                }
                if start < characters.count { result.append(Span(String(characters[start...]), span.style)) }
                return result
            })
    }
}

/// A difference: lines with `+`, `~` or `-` before them and in their colours.
package struct DiffView {
    package enum Line: Sendable, Equatable {
        case same(String)
        case added(String)
        case removed(String)
        /// A value that becomes another.
        case changed(String)
        /// A number of unchanged lines between two changes, which are not shown.
        case omitted(Int)
    }

    package var lines: [Line]
    package var top: Int

    package init(_ lines: [Line], top: Int = 0) {
        self.lines = lines
        self.top = top
    }

    package func draw(on canvas: Canvas) {
        TextView(lines.map { $0.styled(canvas.glyphs) }, top: top).draw(on: canvas)
    }
}

extension DiffView.Line {
    /// The line as it is drawn, for texts in which changes stand among other things.
    package func styled(_ glyphs: Glyphs = .unicode) -> StyledLine {
        switch self {
        case .same(let text): StyledLine("  " + text, Style(.muted))
        case .added(let text): StyledLine("+ " + text, Style(.added))
        case .removed(let text): StyledLine("- " + text, Style(.removed))
        case .changed(let text): StyledLine("~ " + text, Style(.changed))
        case .omitted(let count):
            StyledLine("  \(glyphs.ellipsis) \(count) \(count == 1 ? "line" : "lines") unchanged", Style(.muted))
        }
    }
}
