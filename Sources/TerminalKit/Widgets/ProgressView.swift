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
            let done = min(max(0, done), max(0, total))
            let room = canvas.width - x - hint.width - 2
            let counts = "\(done)/\(total)"
            let width = min(30, room - counts.utf8.count - 1)
            if width >= 6 {
                let full = total == 0 ? width : done * width / total
                x += canvas.put(String(repeating: canvas.glyphs.barFull, count: full), at: Point(x, 0), .accent)
                x += canvas.put(String(repeating: canvas.glyphs.barEmpty, count: width - full), at: Point(x, 0), .muted)
                x += 1
            }
            x += canvas.put(counts, at: Point(x, 0), .muted, maxWidth: max(0, canvas.width - x))
        } else {
            x += canvas.put("\(done)", at: Point(x, 0), .muted, maxWidth: max(0, canvas.width - x))
        }
        if !hint.spans.isEmpty { canvas.put(hint, at: Point(x + 2, 0), maxWidth: max(0, canvas.width - x - 2)) }
    }
}
