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
    private static let widestKey = 16

    package init(_ groups: [Section], top: Int = 0) {
        (self.groups, self.top) = (groups, top)
    }

    /// Lines of the page at a width.
    package func height(width: Int) -> Int {
        columns(width: width).map { Self.height(of: $0) }.max() ?? 0
    }

    package func draw(on canvas: Canvas) {
        let columns = columns(width: canvas.width)
        let width = (canvas.width - Self.gap * (columns.count - 1)) / max(columns.count, 1)
        for (index, groups) in columns.enumerated() {
            draw(groups, on: canvas.sub(Rect(index * (width + Self.gap), 0, width, canvas.height)))
        }
    }

    private func draw(_ groups: [Section], on canvas: Canvas) {
        let widths = groups.flatMap(\.lines).map { TextWidth.cells(of: $0.key) }
        let keyWidth = min(widths.max() ?? 0, Self.widestKey)
        var y = -top
        for (index, group) in groups.enumerated() {
            if index > 0 { y += 1 }
            canvas.put(group.title, at: Point(0, y), .heading, maxWidth: canvas.width)
            y += 1
            for line in group.lines {
                let role: Role = line.isOn ? .key : .faint
                // A key that is wider than the others pushes its text to the right.
                let used = canvas.put(line.key, at: Point(2, y), role, maxWidth: max(0, canvas.width - 2))
                let x = 2 + max(used, keyWidth) + Self.gap
                canvas.put(line.label, at: Point(x, y), line.isOn ? .plain : .faint, maxWidth: max(0, canvas.width - x))
                y += 1
            }
        }
    }

    private func columns(width: Int) -> [[Section]] {
        guard groups.count > 1, width >= 2 * Self.narrowest + Self.gap else { return [groups] }
        let split = BalancedColumns.split(groups.map { $0.lines.count + 2 })
        return [Array(groups[..<split]), Array(groups[split...])].filter { !$0.isEmpty }
    }

    private static func height(of groups: [Section]) -> Int {
        groups.reduce(-1) { $0 + $1.lines.count + 2 }
    }
}
