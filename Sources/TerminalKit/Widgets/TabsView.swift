/// Names in a row, one of them current, each with its key. When they do not all fit, they are shortened and stand closer;
/// only then does the row scroll to the current.
package struct TabsView {
    package struct Tab {
        package let key: String
        package let title: String
        /// The title where not all fit in full.
        package let short: String

        package init(key: String = "", title: String, short: String? = nil) {
            self.key = key
            self.title = title
            self.short = short ?? title
        }
    }

    package var tabs: [Tab]
    package var current: Int?

    package init(_ tabs: [Tab], current: Int?) {
        self.tabs = tabs
        self.current = current
    }

    package func draw(on canvas: Canvas) {
        let row = row(width: canvas.width)
        if let first = row.visible.first, first.index > 0 { canvas.put(canvas.glyphs.ellipsis, at: .zero, .muted) }
        if let last = row.visible.last, last.index + 1 < tabs.count {
            let end = last.columns.upperBound
            canvas.put(canvas.glyphs.ellipsis, at: Point(end, 0), .muted, maxWidth: max(0, canvas.width - end))
        }
        for visible in row.visible {
            let tab = tabs[visible.index]
            let ground: Role = visible.index == current ? .selected : .plain
            let key = tab.key.isEmpty ? [] : [Span(tab.key + " ", Style(.muted, on: ground))]
            let line = StyledLine(
                [Span(" ", Style(.plain, on: ground))] + key
                    + [Span((row.isShort ? tab.short : tab.title) + " ", Style(.plain, on: ground))])
            // The blank that two tabs share belongs to the current one.
            let overlap = row.isShort && ground == .plain && visible.index - 1 == current ? 1 : 0
            let part = canvas.sub(Rect(visible.columns.lowerBound + overlap, 0, visible.columns.count - overlap, 1))
            part.put(line, at: Point(-overlap, 0))
        }
    }

    /// The index in `tabs` of the tab at a column; nil where there is none.
    package func tab(at column: Int, width: Int) -> Int? {
        row(width: width).visible.last { $0.columns.contains(column) }?.index
    }

    /// The tabs in sight with their columns, and whether they are shortened. Shortened ones share the blank between them.
    private func row(width: Int) -> (visible: [(index: Int, columns: Range<Int>)], isShort: Bool) {
        let widths = tabs.map { TextWidth.cells(of: label($0, $0.title)) + 2 }
        if widths.reduce(0, +) <= width { return (visible(widths, step: 0, width), false) }
        let short = tabs.map { TextWidth.cells(of: label($0, $0.short)) + 2 }
        return (visible(short, step: 1, width), true)
    }

    /// As many tabs as fit, the current one among them.
    private func visible(_ widths: [Int], step overlap: Int, _ width: Int) -> [(index: Int, columns: Range<Int>)] {
        var first = 0
        if let current, tabs.indices.contains(current) {
            while first < current, widths[first...current].reduce(2, { $0 + $1 - overlap }) > width { first += 1 }
        }
        var visible: [(index: Int, columns: Range<Int>)] = []
        var x = first > 0 ? 1 : 0
        for index in tabs.indices.dropFirst(first) {
            if x + widths[index] > width, index > first { break }
            let end = max(x, min(width, x + widths[index]))
            visible.append((index, x..<end))
            x = max(x, end - overlap)
        }
        return visible
    }

    private func label(_ tab: Tab, _ title: String) -> String {
        tab.key.isEmpty ? title : tab.key + " " + title
    }
}
