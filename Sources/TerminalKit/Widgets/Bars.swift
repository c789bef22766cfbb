/// One line with parts at the left and at the right. What does not fit is left away by priority, whole parts first.
package struct BarView {
    package struct Part {
        package var line: StyledLine
        /// Parts of the lowest priority go first.
        package var priority: Int

        package init(_ line: StyledLine, priority: Int = 0) {
            self.line = line
            self.priority = priority
        }

        package init(_ text: String, _ role: Role = .plain, priority: Int = 0) {
            self.init(StyledLine(text, Style(role)), priority: priority)
        }
    }

    package var left: [Part]
    package var right: [Part]
    /// The ground of the whole line.
    package var ground: Role
    /// Cells between parts.
    package var gap: Int

    package init(left: [Part], right: [Part] = [], ground: Role = .bar, gap: Int = 2) {
        self.left = left
        self.right = right
        self.ground = ground
        self.gap = gap
    }

    package func draw(on canvas: Canvas) {
        let canvas = canvas.on(ground)
        canvas.fill(Rect(0, 0, canvas.width, 1))
        let (left, right) = fitting(canvas.width)
        var x = 1
        for part in left {
            x += canvas.put(part.line, at: Point(x, 0), maxWidth: max(0, canvas.width - 1 - x)) + gap
        }
        var end = canvas.width - 1
        for part in right.reversed() {
            end -= part.line.width
            if end < x { break }
            canvas.put(part.line, at: Point(end, 0))
            end -= gap
        }
    }

    /// The part that stays when nothing else fits is the one of highest priority, the leftmost of them.
    private func fitting(_ width: Int) -> (left: [Part], right: [Part]) {
        if cells(of: left + right) <= width { return (left, right) }
        var parts = left.map { (part: $0, isLeft: true) } + right.map { (part: $0, isLeft: false) }
        while parts.count > 1, cells(of: parts.map(\.part)) > width {
            guard let lowest = parts.map(\.part.priority).min(),
                let index = parts.lastIndex(where: { $0.part.priority == lowest })
            else { break }
            parts.remove(at: index)
        }
        return (parts.filter(\.isLeft).map(\.part), parts.filter { !$0.isLeft }.map(\.part))
    }

    /// Cells that parts take with the gaps between them and a cell at either end.
    private func cells(of parts: [Part]) -> Int {
        parts.reduce(2 - gap) { $0 + $1.line.width + gap }
    }
}

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
