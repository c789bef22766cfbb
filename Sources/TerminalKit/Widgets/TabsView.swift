/// Names in a row, one of them current, each with its key. When they do not all fit, the row scrolls to the current.
package struct TabsView {
    package struct Tab {
        package let key: String
        package let title: String

        package init(key: String = "", title: String) {
            self.key = key
            self.title = title
        }
    }

    package var tabs: [Tab]
    package var current: Int?

    package init(_ tabs: [Tab], current: Int?) {
        self.tabs = tabs
        self.current = current
    }

    package func draw(on canvas: Canvas) {
        let visibleTabs = visibleTabs(width: canvas.width)
        if let first = visibleTabs.first, first.index > 0 { canvas.put(canvas.glyphs.ellipsis, at: .zero, .muted) }
        if let last = visibleTabs.last, last.index + 1 < tabs.count {
            let end = last.columns.upperBound
            canvas.put(canvas.glyphs.ellipsis, at: Point(end, 0), .muted, maxWidth: max(0, canvas.width - end))
        }
        for visible in visibleTabs {
            let tab = tabs[visible.index]
            let isCurrent = visible.index == current
            let ground: Role = isCurrent ? .selected : .plain
            let key = tab.key.isEmpty ? [] : [Span(tab.key + " ", Style(isCurrent ? .plain : .key, on: ground))]
            let line = StyledLine(
                [Span(" ", Style(.plain, on: ground))] + key
                    + [Span(tab.title + " ", Style(isCurrent ? .plain : .hint, on: ground))])
            canvas.put(line, at: Point(visible.columns.lowerBound, 0), maxWidth: visible.columns.count)
        }
    }

    /// The index in `tabs` of the tab at a column; nil where there is none.
    package func tab(at column: Int, width: Int) -> Int? {
        visibleTabs(width: width).first { $0.columns.contains(column) }?.index
    }

    /// The columns of the tabs in sight: as many as fit, the current one among them.
    private func visibleTabs(width: Int) -> [(index: Int, columns: Range<Int>)] {
        let widths = tabs.map { TextWidth.cells(of: label($0)) + 2 }
        var first = 0
        if let current, tabs.indices.contains(current) {
            while first < current, widths[first...current].reduce(2, +) > width { first += 1 }
        }
        var visibleTabs: [(index: Int, columns: Range<Int>)] = []
        var x = first > 0 ? 1 : 0
        for index in tabs.indices.dropFirst(first) {
            if x + widths[index] > width, index > first { break }
            let end = max(x, min(width, x + widths[index]))
            visibleTabs.append((index, x..<end))
            x = end
        }
        return visibleTabs
    }

    private func label(_ tab: Tab) -> String {
        tab.key.isEmpty ? tab.title : tab.key + " " + tab.title
    }
}
