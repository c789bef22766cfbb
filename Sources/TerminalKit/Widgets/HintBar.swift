/// Keys and what they do, in order of use. Those that do not fit are left away from the right; the last one, which
/// opens the list of all keys, always stays.
package struct HintBar {
    package struct Hint {
        package let key: String
        package let label: String

        package init(_ key: String, _ label: String) {
            self.key = key
            self.label = label
        }
    }

    package var hints: [Hint]
    package var last: Hint

    package init(_ hints: [Hint], last: Hint = Hint("?", "all keys")) {
        self.hints = hints
        self.last = last
    }

    package func draw(on canvas: Canvas) {
        var room = canvas.width - 1 - width(last)
        var x = 1
        for hint in hints {
            room -= width(hint) + 2
            if room < 0 { break }
            x += put(hint, at: x, on: canvas) + 2
        }
        put(last, at: x, on: canvas)
    }

    private func width(_ hint: Hint) -> Int {
        TextWidth.cells(of: hint.key) + 1 + TextWidth.cells(of: hint.label)
    }

    @discardableResult
    private func put(_ hint: Hint, at x: Int, on canvas: Canvas) -> Int {
        let line = StyledLine([Span(hint.key, .key), Span(" "), Span(hint.label, .hint)])
        return canvas.put(line, at: Point(x, 0), maxWidth: max(0, canvas.width - x))
    }
}
