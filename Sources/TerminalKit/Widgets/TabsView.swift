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
        let widths = tabs.map { TextWidth.cells(of: label($0)) + 2 }
        var first = 0
        if let current, tabs.indices.contains(current) {
            while first < current, widths[first...current].reduce(2, +) > canvas.width { first += 1 }
        }
        var x = 0
        if first > 0 { x += canvas.put(canvas.glyphs.ellipsis, at: Point(0, 0), .muted) }
        for (index, tab) in tabs.enumerated().dropFirst(first) {
            let rest = canvas.width - x
            if widths[index] > rest, index > first {
                canvas.put(canvas.glyphs.ellipsis, at: Point(x, 0), .muted, maxWidth: rest)
                return
            }
            let isCurrent = index == current
            let ground: Role = isCurrent ? .selected : .plain
            let key = tab.key.isEmpty ? [] : [Span(tab.key + " ", Style(isCurrent ? .plain : .key, on: ground))]
            let line = StyledLine(
                [Span(" ", Style(.plain, on: ground))] + key
                    + [Span(tab.title + " ", Style(isCurrent ? .plain : .hint, on: ground))])
            x += canvas.put(line, at: Point(x, 0), maxWidth: rest)
        }
    }

    private func label(_ tab: Tab) -> String {
        tab.key.isEmpty ? tab.title : tab.key + " " + tab.title
    }
}
