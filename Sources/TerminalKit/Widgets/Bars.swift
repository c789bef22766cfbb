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
        let (left, right) = Self.fitting(left, right, room: canvas.width - 2, gap: gap)
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

    /// The parts that fit into a line. The one that stays when nothing else does is that of highest priority, the
    /// leftmost of them.
    static func fitting(_ left: [Part], _ right: [Part], room: Int, gap: Int) -> (left: [Part], right: [Part]) {
        func cells(_ parts: [Part]) -> Int { parts.reduce(-gap) { $0 + $1.line.width + gap } }
        if cells(left + right) <= room { return (left, right) }
        var parts = left.map { (part: $0, isLeft: true) } + right.map { (part: $0, isLeft: false) }
        while parts.count > 1, cells(parts.map(\.part)) > room {
            guard let lowest = parts.map(\.part.priority).min(),
                let index = parts.lastIndex(where: { $0.part.priority == lowest })
            else { break }
            parts.remove(at: index)
        }
        return (parts.filter(\.isLeft).map(\.part), parts.filter { !$0.isLeft }.map(\.part))
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

    /// The target of the keys, before all hints; empty where that goes without saying.
    package var lead: StyledLine
    package var hints: [Hint]
    package var last: Hint

    /// Cells between hints.
    private static let gap = 3

    package init(_ hints: [Hint], lead: StyledLine = StyledLine(), last: Hint = Hint("?", "keys")) {
        self.hints = hints
        self.lead = lead
        self.last = last
    }

    package func draw(on canvas: Canvas) {
        var x = 1
        if !lead.spans.isEmpty { x += canvas.put(lead, at: Point(x, 0), maxWidth: max(0, canvas.width - x)) + Self.gap }
        var room = canvas.width - x - width(last)
        for hint in hints {
            room -= width(hint) + Self.gap
            if room < 0 { break }
            x += put(hint, at: x, on: canvas) + Self.gap
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
