/// One line with parts at the left and at the right. What does not fit is left away by priority, whole parts first.
package struct BarView {
    package struct Part {
        package var line: StyledLine
        /// Parts of the lowest priority go first.
        package var priority: Int
        /// The line where there is little room; nil where it has no shorter one.
        package var short: StyledLine?
        /// True where it is cut rather than left away.
        package var isCut: Bool

        /// Cells it may take; its end is cut where that is less than the line.
        private(set) var room = Int.max

        /// Cells that stay of a part that is cut.
        private static let least = 12

        package init(_ line: StyledLine, priority: Int = 0, short: StyledLine? = nil, isCut: Bool = false) {
            self.line = line
            self.priority = priority
            self.short = short
            self.isCut = isCut
        }

        package init(_ text: String, _ role: Role = .plain, priority: Int = 0, short: String? = nil, isCut: Bool = false) {
            let style = Style(role)
            self.init(
                StyledLine(text, style), priority: priority, short: short.map { StyledLine($0, style) }, isCut: isCut)
        }

        /// Cells that it takes.
        var width: Int { min(line.width, room) }

        /// The widths it can have, the widest first.
        fileprivate var widths: [Int] {
            let short = short?.width ?? line.width
            return [line.width, short] + (isCut ? [min(short, Self.least)] : [])
        }

        /// The part in at most so many cells, as far as it can be narrower.
        fileprivate func fitted(to most: Int) -> Part {
            var part = self
            if line.width > most, let short { part.line = short }
            if isCut { part.room = max(most, Self.least) }
            return part
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
            x += canvas.put(part.line, at: Point(x, 0), maxWidth: max(0, min(part.room, canvas.width - 1 - x))) + gap
        }
        var end = canvas.width - 1
        for part in right.reversed() {
            end -= part.width
            if end < x { break }
            canvas.put(part.line, at: Point(end, 0), maxWidth: part.width)
            end -= gap
        }
    }

    /// The parts that fit into a line. Before one goes, all take their short lines or are cut. The one that stays when nothing else does is that of highest priority, the leftmost of them.
    static func fitting(_ left: [Part], _ right: [Part], room: Int, gap: Int) -> (left: [Part], right: [Part]) {
        var parts = left.map { (part: $0, isLeft: true) } + right.map { (part: $0, isLeft: false) }
        func cells(_ width: (Part) -> Int) -> Int { parts.reduce(-gap) { $0 + width($1.part) + gap } }
        if cells(\.line.width) <= room { return (left, right) }
        while parts.count > 1, cells({ $0.widths.last ?? 0 }) > room {
            guard let lowest = parts.map(\.part.priority).min(),
                let index = parts.lastIndex(where: { $0.part.priority == lowest })
            else { break }
            parts.remove(at: index)
        }
        // What is left over goes to the most important ones.
        var spare = room - cells { $0.widths.last ?? 0 }
        for index in parts.indices.sorted(by: { parts[$0].part.priority > parts[$1].part.priority }) {
            let part = parts[index].part
            let least = part.widths.last ?? 0
            parts[index].part = part.fitted(to: least + max(spare, 0))
            spare -= parts[index].part.width - least
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
