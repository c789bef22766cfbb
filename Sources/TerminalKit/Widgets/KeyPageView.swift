/// Keys and what they do, in groups and in as many columns as there is room for: a page to read.
package struct KeyPageView {
    package struct Line {
        package var key: String
        package var label: String
        /// False for what would do nothing now.
        package var isOn: Bool

        package init(_ key: String, _ label: String, isOn: Bool = true) {
            (self.key, self.label, self.isOn) = (key, label, isOn)
        }
    }

    package struct Section {
        package var title: String
        package var lines: [Line]

        package init(_ title: String, _ lines: [Line]) {
            (self.title, self.lines) = (title, lines)
        }
    }

    package var groups: [Section]
    /// Lines scrolled away.
    package var top: Int

    /// Cells that a column needs.
    private static let narrowest = 36
    private static let gap = 2
    /// Cells before a key.
    private static let indent = 2
    private static let widestKey = 16

    package init(_ groups: [Section], top: Int = 0) {
        (self.groups, self.top) = (groups, top)
    }

    /// Lines of the page at a width.
    package func height(width: Int) -> Int {
        let columns = columns(width: width)
        let width = Self.width(of: columns, in: width)
        return columns.map { Self.height(of: $0, width: width) }.max() ?? 0
    }

    package func draw(on canvas: Canvas) {
        let columns = columns(width: canvas.width)
        let width = Self.width(of: columns, in: canvas.width)
        for (index, groups) in columns.enumerated() {
            draw(groups, on: canvas.sub(Rect(index * (width + Self.gap), 0, width, canvas.height)))
        }
    }

    private func draw(_ groups: [Section], on canvas: Canvas) {
        let keyWidth = Self.keyWidth(of: groups)
        var y = -top
        for (index, group) in groups.enumerated() {
            if index > 0 { y += 1 }
            canvas.put(group.title, at: Point(0, y), .heading, maxWidth: canvas.width)
            y += 1
            for line in group.lines {
                let role: Role = line.isOn ? .key : .faint
                canvas.put(line.key, at: Point(Self.indent, y), role, maxWidth: max(0, canvas.width - Self.indent))
                for (part, x) in Self.label(of: line, keyWidth: keyWidth, width: canvas.width) {
                    canvas.put(part, at: Point(x, y))
                    y += 1
                }
            }
        }
    }

    /// The label in as many lines as it needs, and where they begin. A key that is wider than the others pushes its text
    /// to the right.
    private static func label(of line: Line, keyWidth: Int, width: Int) -> [(StyledLine, x: Int)] {
        let x = indent + max(TextWidth.cells(of: line.key), keyWidth) + gap
        let label = StyledLine(line.label, Style(line.isOn ? .plain : .faint))
        return label.wrapped(to: max(width - x, 1)).map { ($0, x) }
    }

    private static func keyWidth(of groups: [Section]) -> Int {
        min(groups.flatMap(\.lines).map { TextWidth.cells(of: $0.key) }.max() ?? 0, widestKey)
    }

    private static func width(of columns: [[Section]], in width: Int) -> Int {
        (width - gap * (columns.count - 1)) / max(columns.count, 1)
    }

    private func columns(width: Int) -> [[Section]] {
        guard groups.count > 1, width >= 2 * Self.narrowest + Self.gap else { return [groups] }
        let split = BalancedColumns.split(groups.map { $0.lines.count + 2 })
        return [Array(groups[..<split]), Array(groups[split...])].filter { !$0.isEmpty }
    }

    private static func height(of groups: [Section], width: Int) -> Int {
        let keyWidth = keyWidth(of: groups)
        return groups.reduce(-1) { sum, group in
            group.lines.reduce(sum + 2) { $0 + label(of: $1, keyWidth: keyWidth, width: width).count }
        }
    }
}
