/// How far some work is, with a word on how to stop it.
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
