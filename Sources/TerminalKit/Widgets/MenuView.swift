/// A list of choices with their keys, narrowed by typing; also the palette of commands. Choices that cannot be taken
/// now say why.
package struct MenuView {
    package struct Item {
        package var key: String
        package var label: String
        package var detail: String
        /// The group of choices that stand below each other; named with the first of them in sight.
        package var group: String
        /// The reason why the choice cannot be taken; nil when it can.
        package var disabled: String?
        package var isDanger: Bool

        package init(
            key: String = "", _ label: String, detail: String = "", group: String = "", disabled: String? = nil,
            isDanger: Bool = false
        ) {
            self.key = key
            self.label = label
            self.detail = detail
            self.group = group
            self.disabled = disabled
            self.isDanger = isDanger
        }
    }

    package var title: StyledLine
    /// The choices that are left by the filter.
    package var items: [Item]
    package var cursor: Int
    /// The text that narrows the list, and its text cursor; nil for a menu without.
    package var filter: (text: String, cursor: Int)?
    package var emptyText: StyledLine
    package var footer: StyledLine
    package var size: Size
    /// The sign before the text that narrows the list.
    package var prefix = "/"
    /// The hint behind that text: how many choices are left.
    package var hint = StyledLine()
    /// Rows that the list keeps while it is narrowed, so that nothing moves; as many as there are choices by default.
    package var rows = 0

    package init(
        title: StyledLine, items: [Item], cursor: Int, filter: (text: String, cursor: Int)? = nil,
        emptyText: StyledLine = "", footer: StyledLine = StyledLine(), size: Size = Size(64, 20)
    ) {
        self.title = title
        self.items = items
        self.cursor = cursor
        self.filter = filter
        self.emptyText = emptyText
        self.footer = footer
        self.size = size
    }

    /// Draws the menu in the middle of the canvas and returns the position of the text cursor or the chosen row.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let rows = Rect(size: canvas.size).centred(frameSize).height - 2 - filterRows
        let inside = canvas.overlay(
            frameSize, title: title, footer: footer, below: items.count - first(height: rows) - max(rows, 0))
        var caret: Point?
        if let filter {
            caret = PromptView(prefix: prefix, text: filter.text, cursor: filter.cursor, hint: hint).draw(on: inside)
            inside.hline(at: Point(0, 1), length: inside.width)
        }
        let list = inside.inset(top: filterRows)
        if items.isEmpty { list.put(emptyText, at: Point(1, 0), maxWidth: max(0, list.width - 2)) }
        let first = first(height: list.height)
        let keyWidth = min(Self.widestKey, items.map { TextWidth.cells(of: $0.key) }.max() ?? 0)
        var group = ""
        for (y, item) in items.dropFirst(first).prefix(list.height).enumerated() {
            let isCursor = first + y == cursor
            let note = item.disabled ?? (item.group == group ? item.detail : item.group)
            group = item.group
            draw(item, note, isCursor: isCursor, keyWidth: keyWidth, on: list.sub(Rect(0, y, list.width, 1)))
            if isCursor, caret == nil { caret = Point(0, y + filterRows) }
        }
        return caret.map { canvas.place($0, of: inside) }
    }

    private static let widestKey = 20

    private var filterRows: Int { filter == nil ? 0 : 2 }

    private var frameSize: Size { Size(size.width, min(size.height, max(1, rows, items.count) + filterRows + 2)) }

    /// The first choice in sight.
    private func first(height: Int) -> Int { max(0, min(cursor - height / 2, items.count - height)) }

    /// The choice at a point of a canvas of this size; nil where there is none.
    package func item(at point: Point, size canvas: Size) -> Int? {
        let inside = Rect(size: canvas).centred(frameSize).inset(1)
        let list = inside.inset(top: filterRows)
        guard list.contains(point) else { return nil }
        let index = first(height: list.height) + point.y - list.y
        return items.indices.contains(index) ? index : nil
    }

    /// - Parameter note: The text at the right.
    private func draw(_ item: Item, _ note: String, isCursor: Bool, keyWidth: Int, on canvas: Canvas) {
        let row = canvas.on(isCursor ? .selected : .overlay)
        row.fill()
        if isCursor { row.put(canvas.glyphs.cursor, at: .zero) }
        var x = 2
        if keyWidth > 0 {
            row.put(item.key, at: Point(x, 0), item.disabled == nil ? .key : .muted, maxWidth: keyWidth)
            x += keyWidth + 2
        }
        let role: Role = item.disabled != nil ? .muted : item.isDanger ? .error : .plain
        x += row.put(item.label, at: Point(x, 0), role, maxWidth: max(0, row.width - x - 1)) + 2
        let room = row.width - x - 1
        guard room > 3 else { return }
        let width = min(room, TextWidth.cells(of: note, marks: canvas.glyphs.marks))
        row.put(note, at: Point(row.width - 1 - width, 0), .muted, maxWidth: width)
    }
}
