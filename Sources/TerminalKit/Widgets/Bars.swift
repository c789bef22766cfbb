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

        package init(
            _ text: String, _ role: Role = .plain, priority: Int = 0, short: String? = nil, isCut: Bool = false
        ) {
            let style = Style(role)
            self.init(
                StyledLine(text, style), priority: priority, short: short.map { StyledLine($0, style) }, isCut: isCut)
        }

        /// Cells that it takes.
        var width: Int { min(line.width, room) }

        /// Takes the short line; returns false where it has none or has it already.
        @discardableResult fileprivate mutating func shorten() -> Bool {
            guard let short else { return false }
            (line, self.short) = (short, nil)
            return true
        }

        /// Gives cells up, as far as it may be cut; or takes them back, where there are fewer than none.
        fileprivate mutating func cut(by excess: Int) {
            guard isCut else { return }
            room = min(max(width - excess, min(Self.least, line.width)), line.width)
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

    /// The parts that fit into a line. First those of little importance take their short lines or go; then the others
    /// take theirs, and are cut where they may be; and then whole parts go. The one that stays when nothing else does is
    /// that of highest priority, the leftmost of them.
    static func fitting(_ left: [Part], _ right: [Part], room: Int, gap: Int) -> (left: [Part], right: [Part]) {
        var parts = left.map { (part: $0, isLeft: true) } + right.map { (part: $0, isLeft: false) }
        func excess() -> Int { parts.reduce(-gap) { $0 + $1.part.width + gap } - room }
        func lowest(below limit: Int = .max) -> Int? {
            let lowest = parts.lazy.map(\.part.priority).filter { $0 < limit }.min()
            return parts.lastIndex { $0.part.priority == lowest }
        }
        while parts.count > 1, excess() > 0, let index = lowest(below: aside) {
            if !parts[index].part.shorten() { parts.remove(at: index) }
        }
        let byPriority = parts.indices.sorted {
            (parts[$0].part.priority, $1) < (parts[$1].part.priority, $0)
        }
        for index in byPriority where excess() > 0 { parts[index].part.shorten() }
        for index in byPriority where excess() > 0 { parts[index].part.cut(by: excess()) }
        while parts.count > 1, excess() > 0, let index = lowest() { parts.remove(at: index) }
        for index in parts.indices.reversed() where excess() < 0 { parts[index].part.cut(by: excess()) }
        return (parts.filter(\.isLeft).map(\.part), parts.filter { !$0.isLeft }.map(\.part))
    }

    /// The priority below which a part is an aside: it goes before another one is shortened.
    private static let aside = 6
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
