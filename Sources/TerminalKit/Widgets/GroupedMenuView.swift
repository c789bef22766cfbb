/// A menu whose choices stand in groups, in two columns where there is room. A letter runs one; what the one under the
/// cursor does stands below. Its size comes from all its choices, so it stays while the menu is narrowed.
package struct GroupedMenuView {
    package struct Item {
        package var key: String
        package var label: String
        /// The reason why it cannot be chosen now; nil when it can.
        package var reason: String?
        /// What it does, in sentences.
        package var help: String
        /// False while a search hides it.
        package var isShown: Bool

        package init(key: String, _ label: String, reason: String? = nil, help: String = "", isShown: Bool = true) {
            (self.key, self.label, self.reason, self.help, self.isShown) = (key, label, reason, help, isShown)
        }
    }

    package struct Section {
        package var title: String
        package var items: [Item]

        package init(_ title: String, _ items: [Item]) {
            (self.title, self.items) = (title, items)
        }
    }

    package var title: StyledLine
    package var groups: [Section]
    /// The index of the choice under the cursor, among those that are shown.
    package var cursor: Int
    /// The text of a search, and its text cursor; nil while nobody searches.
    package var search: (text: String, cursor: Int)?
    package var emptyText: StyledLine
    package var footer: StyledLine
    /// The line of the canvas below which it opens, where there is room; in the middle for none.
    package var anchor: Int?

    package init(
        title: StyledLine, groups: [Section], cursor: Int, search: (text: String, cursor: Int)? = nil,
        emptyText: StyledLine = "", footer: StyledLine = StyledLine(), anchor: Int? = nil
    ) {
        (self.title, self.groups, self.cursor, self.search) = (title, groups, cursor, search)
        (self.emptyText, self.footer, self.anchor) = (emptyText, footer, anchor)
    }

    /// Draws the menu and returns the position of the text cursor, or of the chosen line.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let layout = GroupedMenuLayout(self, size: canvas.rect.size)
        let inside = canvas.overlay(
            layout.frame, title: title, footer: footer, below: layout.lineCount - layout.top - layout.listHeight)
        let list = inside.sub(Rect(0, 0, inside.width, layout.listHeight))
        var caret: Point?
        for cell in layout.cells {
            let line = list.sub(cell.area)
            switch cell.content {
            case .title(let text): line.put(text, at: Point(1, 0), .heading)
            case .item(let item, let index):
                draw(item, layout, isCursor: index == cursor, on: line)
                if index == cursor { caret = cell.area.origin }
            }
        }
        if layout.cells.isEmpty { list.put(emptyText, at: Point(1, 0), maxWidth: list.width - 1) }
        let below = inside.inset(top: layout.listHeight)
        if let search {
            let point = PromptView(prefix: "/", text: search.text, cursor: search.cursor).draw(on: below)
            caret = Point(point.x, point.y + layout.listHeight)
        }
        TextView(layout.help(of: cursor)).draw(on: below.inset(left: 1, top: 1, right: 1))
        return caret.map { canvas.place($0, of: inside) }
    }

    /// The choice at a point of a canvas of this size; nil where there is none.
    package func item(at point: Point, size: Size) -> Int? {
        let layout = GroupedMenuLayout(self, size: size)
        let list = layout.frame.inset(1)
        let inside = Point(point.x - list.x, point.y - list.y)
        guard list.contains(point), inside.y < layout.listHeight else { return nil }
        for cell in layout.cells {
            if case .item(_, let index) = cell.content, cell.area.contains(inside) { return index }
        }
        return nil
    }

    private func draw(_ item: Item, _ layout: GroupedMenuLayout, isCursor: Bool, on canvas: Canvas) {
        let row = canvas.on(isCursor ? .selected : .overlay)
        row.fill()
        if isCursor { row.put(canvas.glyphs.cursor, at: .zero) }
        let isOn = item.reason == nil
        row.put(item.key, at: Point(GroupedMenuLayout.indent, 0), isOn ? .key : .faint, maxWidth: layout.keyWidth)
        let end = isOn ? row.width : layout.reasonX - 1
        row.put(item.label, at: Point(layout.labelX, 0), isOn ? .plain : .faint, maxWidth: end - layout.labelX)
        guard let reason = item.reason, row.width > layout.reasonX else { return }
        row.put(reason, at: Point(layout.reasonX, 0), .muted, maxWidth: row.width - layout.reasonX)
    }
}

/// The positions of the lines of a grouped menu.
struct GroupedMenuLayout {
    enum Content {
        case title(String)
        /// A choice, and its index among those that are shown.
        case item(GroupedMenuView.Item, Int)
    }

    struct Cell {
        let content: Content
        /// Its line inside the list.
        let area: Rect
    }

    /// Cells before the key: the cursor, and a space.
    static let indent = 3
    /// Cells between columns, and between label and reason.
    private static let gap = 2
    private static let mostHelpRows = 3
    /// Cells of a label that reasons leave to it.
    private static let shortLabel = 12
    /// Cells that sentences are given where there is room.
    private static let readable = 64

    let frame: Rect
    let listHeight: Int
    /// Lines scrolled away.
    let top: Int
    let lineCount: Int
    let cells: [Cell]
    let keyWidth: Int
    private let labelWidth: Int
    private let shown: [GroupedMenuView.Item]
    private let helpWidth: Int

    var labelX: Int { Self.indent + keyWidth + Self.gap }
    var reasonX: Int { labelX + labelWidth + Self.gap }

    init(_ menu: GroupedMenuView, size: Size) {
        let all = menu.groups.flatMap(\.items)
        shown = all.filter(\.isShown)
        keyWidth = all.map { TextWidth.cells(of: $0.key) }.max() ?? 1
        let labelWidth = all.map { TextWidth.cells(of: $0.label) }.max() ?? 1
        let reasons = all.compactMap(\.reason).map { TextWidth.cells(of: $0) + Self.gap }.max() ?? 0
        let natural = Self.indent + keyWidth + Self.gap + labelWidth + reasons + 1
        let room = max(size.width - 2, 1)
        let isDouble = menu.groups.count > 1 && 2 * natural + Self.gap <= room
        let wanted = max(isDouble ? 2 * natural + Self.gap : natural, min(Self.readable, room), menu.title.width + 4)
        let inner = min(wanted, room)
        let columnWidth = isDouble ? (inner - Self.gap) / 2 : inner
        // A reason is read where a label is known.
        let labelRoom = columnWidth - Self.indent - keyWidth - Self.gap - reasons - 1
        self.labelWidth = min(labelWidth, max(labelRoom, Self.shortLabel))

        // The frame is that of all choices.
        let rows = Self.columns(menu.groups, isDouble: isDouble).map { $0.reduce(0) { $0 + 1 + $1.items.count } }
        let helpWidth = max(inner - 2, 1)
        let helpRows = all.map { Self.wrapped($0.help, helpWidth).count }.max() ?? 0
        self.helpWidth = helpWidth
        let help = min(helpRows, Self.mostHelpRows, max(size.height - 6, 0))
        let listHeight = max(min(rows.max() ?? 1, size.height - 3 - help), 1)
        self.listHeight = listHeight
        let height = listHeight + 1 + help + 2
        frame = Self.frame(Size(inner + 2, height), in: size, below: menu.anchor)

        let groups = menu.groups.map { GroupedMenuView.Section($0.title, $0.items.filter(\.isShown)) }
            .filter { !$0.items.isEmpty }
        var lines: [Cell] = []
        var index = 0
        for (column, groups) in Self.columns(groups, isDouble: isDouble).enumerated() {
            var y = 0
            let x = column * (columnWidth + Self.gap)
            for group in groups {
                lines.append(Cell(content: .title(group.title), area: Rect(x, y, columnWidth, 1)))
                y += 1
                for item in group.items {
                    lines.append(Cell(content: .item(item, index), area: Rect(x, y, columnWidth, 1)))
                    (y, index) = (y + 1, index + 1)
                }
            }
        }
        lineCount = lines.map(\.area.endY).max() ?? 0
        let cursor = lines.first { if case .item(_, menu.cursor) = $0.content { true } else { false } }?.area.y ?? 0
        // The heading of the first group comes back into sight with its first choice.
        let centred = cursor <= 1 ? 0 : cursor - listHeight / 2
        let top = max(0, min(centred, lineCount - listHeight))
        self.top = top
        cells = lines.map { line in
            Cell(content: line.content, area: Rect(line.area.x, line.area.y - top, line.area.width, 1))
        }.filter { (0..<listHeight).contains($0.area.y) }
    }

    /// The help of a choice, in as many lines as there are for it.
    func help(of index: Int) -> [StyledLine] {
        guard shown.indices.contains(index) else { return [] }
        return Array(Self.wrapped(shown[index].help, helpWidth).prefix(Self.mostHelpRows))
    }

    private static func wrapped(_ text: String, _ width: Int) -> [StyledLine] {
        text.isEmpty ? [] : StyledLine(text, Style(.muted)).wrapped(to: width)
    }

    /// The groups of each column: split where both are about as long.
    private static func columns(_ groups: [GroupedMenuView.Section], isDouble: Bool) -> [[GroupedMenuView.Section]] {
        guard isDouble, groups.count > 1 else { return [groups] }
        let split = BalancedColumns.split(groups.map { 1 + $0.items.count })
        return [Array(groups[..<split]), Array(groups[split...])]
    }

    /// Below the anchor where there is room, else above it, else at the bottom.
    private static func frame(_ wanted: Size, in size: Size, below anchor: Int?) -> Rect {
        let all = Rect(size: size)
        guard let anchor else { return all.centred(wanted) }
        let x = min(TableLayout.gutter, max(0, size.width - wanted.width))
        let y =
            if anchor + 1 + wanted.height <= size.height {
                anchor + 1
            } else if anchor >= wanted.height {
                anchor - wanted.height
            } else {
                max(0, size.height - wanted.height)
            }
        return Rect(x, y, min(wanted.width, size.width), min(wanted.height, size.height))
    }
}

/// Parts below each other, shared out between two columns.
enum BalancedColumns {
    /// The number of parts of these heights that stand in the first column, so that the longer one is as short as can
    /// be.
    static func split(_ heights: [Int]) -> Int {
        let total = heights.reduce(0, +)
        var (best, least, first) = (heights.count, total, 0)
        for (index, height) in heights.enumerated() {
            first += height
            let longer = max(first, total - first)
            if longer < least { (best, least) = (index + 1, longer) }
        }
        return best
    }
}
