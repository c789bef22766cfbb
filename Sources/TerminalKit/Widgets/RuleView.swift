/// A line across the screen that says what stands below it: parts at the left and at the right, a line between them.
/// Parts that do not fit are left away by priority, whole parts first.
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
        let room = canvas.width - 2 * Self.end
        if !first.isEmpty {
            let used = canvas.put(Self.joined(first), at: Point(Self.end, 0), maxWidth: room)
            canvas.put(" ", at: Point(Self.end - 1, 0))
            canvas.put(" ", at: Point(Self.end + used, 0))
        }
        if !last.isEmpty {
            let line = Self.joined(last)
            let x = max(Self.end, canvas.width - Self.end - line.width)
            canvas.put(line, at: Point(x, 0), maxWidth: canvas.width - Self.end - x)
            canvas.put(" ", at: Point(x - 1, 0))
            canvas.put(" ", at: Point(canvas.width - Self.end, 0))
        }
    }

    private static func joined(_ parts: [BarView.Part]) -> StyledLine {
        let gap = StyledLine(String(repeating: " ", count: gap))
        return parts.dropFirst().reduce(parts[0].line) { $0 + gap + $1.line }
    }
}
