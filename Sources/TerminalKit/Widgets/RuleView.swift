/// A line across the screen that says what stands below it: parts at the left and at the right, a line between them.
/// Where they do not fit they take their short lines or are cut, and then those of the lowest priority go.
package struct RuleView {
    package var left: [BarView.Part]
    package var right: [BarView.Part]
    /// The style of the line itself.
    package var style: Style

    /// Cells between parts.
    private static let gap = 3
    /// Cells of the line at either end, each with a space beside the parts.
    private static let end = 3

    package init(left: [BarView.Part], right: [BarView.Part] = [], style: Style = Style(.border)) {
        self.left = left
        self.right = right
        self.style = style
    }

    package func draw(on canvas: Canvas) {
        canvas.hline(at: .zero, length: canvas.width, style: style)
        let shown = left.filter { !$0.line.text.isEmpty }
        let atEnd = right.filter { !$0.line.text.isEmpty }
        guard canvas.width > 2 * Self.end + 2 else { return }
        // Between the two sides the line shows at least one cell, and a space at either end of it.
        let (first, last) = BarView.fitting(shown, atEnd, room: canvas.width - 2 * Self.end, gap: Self.gap)
        Self.put(first, at: Self.end, on: canvas)
        let used = last.reduce(-Self.gap) { $0 + $1.width + Self.gap }
        Self.put(last, at: max(Self.end, canvas.width - Self.end - used), on: canvas)
    }

    /// Draws parts beside each other, with a space before the first and behind the last.
    private static func put(_ parts: [BarView.Part], at start: Int, on canvas: Canvas) {
        guard !parts.isEmpty else { return }
        var x = start - 1
        for (index, part) in parts.enumerated() {
            let gap = String(repeating: " ", count: index == 0 ? 1 : Self.gap)
            x += canvas.put(gap, at: Point(x, 0))
            x += canvas.put(part.line, at: Point(x, 0), maxWidth: max(0, min(part.room, canvas.width - Self.end - x)))
        }
        canvas.put(" ", at: Point(x, 0))
    }
}
