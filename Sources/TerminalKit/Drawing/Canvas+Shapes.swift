extension Canvas {
    /// Blanks a part, or the whole canvas, in a style.
    package func fill(_ rect: Rect? = nil, _ style: Style = .plain) {
        let part = (rect ?? self.rect).intersection(self.rect)
        let blank = String(repeating: " ", count: part.width)
        for y in part.y..<max(part.y, part.endY) {
            put(blank, at: Point(part.x, y), style: style)
        }
    }

    package func hline(at point: Point, length: Int, style: Style = Style(.border)) {
        put(String(repeating: glyphs.horizontal, count: max(0, min(length, width))), at: point, style: style)
    }

    /// Draws a frame around the canvas, with a title in its top line and a note in its bottom line, and returns the
    /// canvas inside.
    @discardableResult
    package func box(title: StyledLine = StyledLine(), foot: StyledLine = StyledLine(), style: Style = Style(.border))
        -> Canvas
    {
        guard width >= 2, height >= 2 else { return sub(Rect(0, 0, 0, 0)) }
        hline(at: Point(1, 0), length: width - 2, style: style)
        hline(at: Point(1, height - 1), length: width - 2, style: style)
        for y in 1..<height - 1 {
            put(glyphs.vertical, at: Point(0, y), style: style)
            put(glyphs.vertical, at: Point(width - 1, y), style: style)
        }
        put(glyphs.topLeft, at: Point(0, 0), style: style)
        put(glyphs.topRight, at: Point(width - 1, 0), style: style)
        put(glyphs.bottomLeft, at: Point(0, height - 1), style: style)
        put(glyphs.bottomRight, at: Point(width - 1, height - 1), style: style)
        label(title, y: 0)
        label(foot, y: height - 1)
        return inset(1)
    }

    /// Clears a framed panel in the middle of the canvas, over what is there, and returns the canvas inside.
    package func overlay(
        _ size: Size, title: StyledLine = StyledLine(), foot: StyledLine = StyledLine(), style: Style = Style(.focus)
    ) -> Canvas {
        let panel = sub(rect.centred(size)).on(.overlay)
        panel.fill()
        return panel.box(title: title, foot: foot, style: style)
    }

    /// A text in a border line, with a space on either side.
    private func label(_ line: StyledLine, y: Int) {
        guard !line.spans.isEmpty, width > 6 else { return }
        let used = put(StyledLine(" ") + line, at: Point(2, y), maxWidth: width - 5)
        put(" ", at: Point(2 + used, y))
    }
}
