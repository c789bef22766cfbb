/// Counts over time in one line, a column each; the newest at the right.
package struct SparklineView {
    package var values: [Int]
    package var style: Style

    package init(_ values: [Int], style: Style = Style(.accent)) {
        self.values = values
        self.style = style
    }

    package func draw(on canvas: Canvas) {
        let shown = values.suffix(canvas.width)
        let highest = max(1, shown.max() ?? 1)
        let levels = canvas.glyphs.levels
        for (x, value) in shown.enumerated() where value > 0 {
            // Rounded up, so that one is never drawn as none.
            let level = Int((Double(value) / Double(highest) * Double(levels.count)).rounded(.up))
            canvas.put(levels[max(1, min(level, levels.count)) - 1], at: Point(x, 0), style: style)
        }
    }
}

/// The progress of some work, with a hint on how to stop it.
package struct ProgressView {
    package var label: String
    package var done: Int
    /// Nil while it is not known how much there is.
    package var total: Int?
    package var hint: StyledLine

    package init(_ label: String, done: Int, of total: Int?, hint: StyledLine = StyledLine()) {
        self.label = label
        self.done = done
        self.total = total
        self.hint = hint
    }

    package func draw(on canvas: Canvas) {
        var x = 1 + canvas.put(label, at: Point(1, 0), maxWidth: max(0, canvas.width - 2)) + 1
        if let total {
            let room = canvas.width - x - hint.width - 2
            let counts = "\(min(max(0, done), max(0, total)))/\(total)"
            let width = min(30, room - counts.utf8.count - 1)
            if width >= 6 {
                x += canvas.put(Gauge(done, of: total).line(width: width, .accent, canvas.glyphs), at: Point(x, 0)) + 1
            }
            x += canvas.put(counts, at: Point(x, 0), .muted, maxWidth: max(0, canvas.width - x))
        } else {
            x += canvas.put("\(done)", at: Point(x, 0), .muted, maxWidth: max(0, canvas.width - x))
        }
        if !hint.spans.isEmpty { canvas.put(hint, at: Point(x + 2, 0), maxWidth: max(0, canvas.width - x - 2)) }
    }
}

/// A part of a whole as a bar. Numbers of any size will do.
package struct Gauge {
    package var part: Int
    /// With no whole at all, all of it is there.
    package var whole: Int

    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// Cells of `width` that are full: one for the smallest part, all of them for the whole alone.
    package func cells(of width: Int) -> Int {
        guard part < whole else { return width }
        let share = Double(max(0, part)) * Double(width) / Double(whole)
        return min(max(min(Int(share), width - 1), part > 0 ? 1 : 0), width)
    }

    /// The bar in a line of `width` cells.
    package func line(width: Int, _ role: Role, _ glyphs: Glyphs) -> StyledLine {
        let full = cells(of: width)
        return StyledLine([
            Span(String(repeating: glyphs.barFull, count: full), role),
            Span(String(repeating: glyphs.barEmpty, count: width - full), .muted),
        ])
    }
}
