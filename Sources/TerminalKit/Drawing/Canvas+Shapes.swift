extension Canvas {
    /// Blanks a part, or the whole canvas, in a style.
    package func fill(_ rect: Rect? = nil, _ style: Style = .plain) {
        tile(0x20, over: rect ?? self.rect, style: style)
    }

    package func hline(at point: Point, length: Int, style: Style = Style(.border)) {
        tile(glyphs.horizontal, at: point, count: min(length, width), style: style)
    }

    package func vline(at point: Point, length: Int, style: Style = Style(.border)) {
        tile(glyphs.vertical, at: point, count: min(length, height), downwards: true, style: style)
    }

    /// Repeats one of our own signs, a single code point of one cell, to the right or downwards. The sanitiser need not
    /// look at those: reading every cell of the borders was a tenth of the work of a frame.
    private func tile(_ sign: String, at point: Point, count: Int, downwards: Bool = false, style: Style) {
        guard let scalar = sign.unicodeScalars.first else { return }
        let part = Rect(point.x, point.y, downwards ? 1 : count, downwards ? count : 1)
        tile(scalar.value, over: part, style: style)
    }

    private func tile(_ glyph: UInt32, over part: Rect, style: Style) {
        let placed = Rect(part.x + bounds.x, part.y + bounds.y, part.width, part.height)
        buffer.fill(placed.intersection(clip), glyph: glyph, style: style.on(ground))
    }

    /// Draws a frame around the canvas, with a title in its top line and a note in its bottom line, and returns the
    /// canvas inside.
    /// - Parameter below: Lines of what is inside that stand below those in sight.
    @discardableResult
    package func box(
        title: StyledLine = StyledLine(), footer: StyledLine = StyledLine(), below: Int = 0,
        style: Style = Style(.border)
    ) -> Canvas {
        guard width >= 2, height >= 2 else { return sub(Rect(0, 0, 0, 0)) }
        hline(at: Point(1, 0), length: width - 2, style: style)
        hline(at: Point(1, height - 1), length: width - 2, style: style)
        for x in [0, width - 1] {
            tile(glyphs.vertical, at: Point(x, 1), count: height - 2, downwards: true, style: style)
        }
        put(glyphs.topLeft, at: Point(0, 0), style: style)
        put(glyphs.topRight, at: Point(width - 1, 0), style: style)
        put(glyphs.bottomLeft, at: Point(0, height - 1), style: style)
        put(glyphs.bottomRight, at: Point(width - 1, height - 1), style: style)
        label(title, y: 0)
        let more = drawMore(below, beside: footer)
        label(footer, y: height - 1, reserved: more)
        return inset(1)
    }

    /// Clears a framed panel in the middle of the canvas, over what is there, and returns the canvas inside.
    package func overlay(
        _ size: Size, title: StyledLine = StyledLine(), footer: StyledLine = StyledLine(), below: Int = 0,
        style: Style = Style(.focus)
    ) -> Canvas {
        overlay(rect.centred(size), title: title, footer: footer, below: below, style: style)
    }

    /// Clears a framed panel over what is there, and returns the canvas inside.
    package func overlay(
        _ area: Rect, title: StyledLine = StyledLine(), footer: StyledLine = StyledLine(), below: Int = 0,
        style: Style = Style(.focus)
    ) -> Canvas {
        let panel = sub(area).on(.overlay)
        panel.fill()
        return panel.box(title: title, footer: footer, below: below, style: style)
    }

    /// A text in a border line, with a space on either side.
    /// - Parameter reserved: Cells at the right end that belong to something else.
    private func label(_ line: StyledLine, y: Int, reserved: Int = 0) {
        let room = width - 5 - reserved
        guard line.spans.contains(where: { !$0.text.isEmpty }), width > 6, room > 1 else { return }
        let used = put(StyledLine(" ") + line.withoutLastHints(to: room - 1), at: Point(2, y), maxWidth: room)
        put(" ", at: Point(2 + used, y))
    }

    /// Says at the right end of the lower border how many lines there are below, shorter where the note needs the room,
    /// and returns the cells that it took.
    private func drawMore(_ count: Int, beside footer: StyledLine) -> Int {
        guard count > 0 else { return 0 }
        let room = width - 4 - (footer.width > 0 ? footer.width + 3 : 0)
        let long = MoreBelow.line(count)
        let line = long.width + 2 <= room ? long : MoreBelow.short(count)
        let cells = line.width + 2
        guard cells <= width - 4 else { return 0 }
        put(StyledLine(" ") + line + " ", at: Point(width - 2 - cells, height - 1))
        return cells + 1
    }
}

extension StyledLine {
    /// A line of hints, three blanks apart, without the last ones that have no room: half a hint helps nobody. The first
    /// one is cut where it does not fit by itself.
    fileprivate func withoutLastHints(to width: Int) -> StyledLine {
        guard self.width > width, spans.count == 1, let span = spans.first else { return self }
        var hints = span.text.split(separator: Self.hintGap)
        while hints.count > 1, TextWidth.cells(of: hints.joined(separator: Self.hintGap)) > width {
            hints.removeLast()
        }
        return StyledLine([Span(hints.joined(separator: Self.hintGap), span.style)])
    }

    private static var hintGap: String { "   " }
}
