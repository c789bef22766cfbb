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
