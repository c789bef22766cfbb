/// A table that asks only for the rows it shows, so its speed does not depend on their number.
///
/// Before the first column stand the sign of the cursor and the sign of a mark. Columns that do not
/// fit are left away by priority; what room remains goes to the columns that grow.
package struct TableView {
    package struct Column {
        package enum Alignment: Sendable { case leading, trailing }

        package let id: String
        package let title: String
        /// The column is left away rather than drawn narrower.
        package let minWidth: Int
        /// The width it takes when there is room, apart from growing.
        package let idealWidth: Int
        package let grows: Bool
        /// Columns of the lowest priority go first when room is short.
        package let priority: Int
        package let alignment: Alignment

        package init(
            _ id: String, title: String, minWidth: Int, idealWidth: Int, grows: Bool = false, priority: Int = 0,
            alignment: Alignment = .leading
        ) {
            self.id = id
            self.title = title
            self.minWidth = max(1, minWidth)
            self.idealWidth = max(max(1, minWidth), idealWidth)
            self.grows = grows
            self.priority = priority
            self.alignment = alignment
        }
    }

    /// The text of a cell, and its own style where it has one.
    package struct Entry {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    /// The style and the signs of a whole row.
    package struct RowLook {
        package var isMarked: Bool
        /// The style of cells that have none: `.added`, `.error` and the like.
        package var role: Role
        /// Replaces the sign of a mark, for a row that needs attention: `!`, `+`, `~`, `-`.
        package var sign: String?

        package init(isMarked: Bool = false, role: Role = .plain, sign: String? = nil) {
            self.isMarked = isMarked
            self.role = role
            self.sign = sign
        }
    }

    package struct Sort {
        package let column: String
        package let isAscending: Bool

        package init(column: String, isAscending: Bool) {
            self.column = column
            self.isAscending = isAscending
        }
    }

    package var columns: [Column]
    package var rowCount: Int
    /// The row at the top of the visible part.
    package var top: Int
    /// The row under the cursor; nil for none.
    package var cursor: Int?
    package var sort: Sort?
    package var hasFocus = true
    /// Columns skipped at the left, for tables wider than the screen; more than ``mostSkipped(width:)`` count as that
    /// many. The first column always stays. While some are skipped, the heading points to where more of them are.
    package var skippedColumns = 0
    /// Shown when there are no rows.
    package var emptyText: StyledLine = ""
    /// The look of a row; asked for visible rows only.
    package var look: (Int) -> RowLook = { _ in RowLook() }
    /// The text of a cell by row and by index in `columns`; asked for visible cells only.
    package var entry: (Int, Int) -> Entry

    package init(
        columns: [Column], rowCount: Int, top: Int = 0, cursor: Int? = nil, sort: Sort? = nil,
        entry: @escaping (Int, Int) -> Entry
    ) {
        self.columns = columns
        self.rowCount = rowCount
        self.top = top
        self.cursor = cursor
        self.sort = sort
        self.entry = entry
    }

    /// Rows that fit a canvas of this height, below the heading.
    package static func visibleRows(height: Int) -> Int { max(0, height - 1) }

    /// The first row to show so that `cursor` is visible, moving `top` no more than needed.
    package static func top(_ top: Int, showing cursor: Int, rowCount: Int, height: Int) -> Int {
        let visible = visibleRows(height: height)
        guard visible > 0 else { return 0 }
        let needed = cursor < top ? cursor : cursor >= top + visible ? cursor - visible + 1 : top
        return max(0, min(needed, rowCount - visible))
    }

    /// Draws the table and returns where the cursor's row begins, for the hardware cursor.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        guard canvas.height > 0 else { return nil }
        let areas = layout(width: canvas.width)
        drawHeading(on: canvas, areas)
        if rowCount == 0 {
            canvas.put(emptyText, at: Point(3, min(2, canvas.height - 1)), maxWidth: max(0, canvas.width - 3))
            return nil
        }
        let first = max(0, top)
        let end = min(rowCount, first + Self.visibleRows(height: canvas.height))
        guard first < end else { return nil }
        for row in first..<end { draw(row, at: 1 + row - first, on: canvas, areas) }
        guard let cursor, (first..<end).contains(cursor) else { return nil }
        return Point(0, 1 + cursor - first)
    }

    /// A part of the table that can be pointed at.
    package enum Part: Sendable, Equatable {
        /// The heading of a column, by its id.
        case heading(String)
        /// A row, by its number among all rows.
        case row(Int)
    }

    /// The part at a point of a canvas of this size; nil where there is none.
    package func part(at point: Point, size: Size) -> Part? {
        guard Rect(size: size).contains(point) else { return nil }
        if point.y == 0 {
            let area = layout(width: size.width).last { $0.x <= point.x }
            return area.map { .heading(columns[$0.column].id) }
        }
        let row = max(0, top) + point.y - 1
        return row < rowCount ? .row(row) : nil
    }

    /// The number of columns to skip to see the last one; 0 when all fit. More would leave room unused.
    package func mostSkipped(width: Int) -> Int { TableLayout.mostSkipped(columns, width: width) }

    private func drawHeading(on canvas: Canvas, _ areas: [TableLayout.ColumnArea]) {
        let style = Style(.heading)
        let skipped = skipped(width: canvas.width)
        if skipped > 0 { canvas.put(canvas.glyphs.choiceStart, at: .zero, .muted) }
        if skipped > 0, skipped < mostSkipped(width: canvas.width) {
            canvas.put(canvas.glyphs.choiceEnd, at: Point(1, 0), .muted)
        }
        for area in areas {
            let column = columns[area.column]
            var title = column.title
            if let sort, sort.column == column.id {
                title += " " + (sort.isAscending ? canvas.glyphs.sortedUp : canvas.glyphs.sortedDown)
            }
            put(title, column, area, at: 0, style, on: canvas)
        }
    }

    private func draw(_ row: Int, at y: Int, on canvas: Canvas, _ areas: [TableLayout.ColumnArea]) {
        let look = look(row)
        let isCursor = row == cursor
        let ground: Role = !isCursor ? .plain : hasFocus ? .selected : .unfocused
        let style = Style(look.isMarked && look.role == .plain ? .marked : look.role, on: ground)
        if isCursor {
            canvas.fill(Rect(0, y, canvas.width, 1), style)
            canvas.put(canvas.glyphs.cursor, at: Point(0, y), style: style)
        }
        if let sign = look.sign ?? (look.isMarked ? canvas.glyphs.mark : nil) {
            canvas.put(sign, at: Point(1, y), style: style, maxWidth: 1)
        }
        for area in areas {
            let entry = entry(row, area.column)
            let own = entry.style == .plain ? style : entry.style.on(ground)
            put(entry.text, columns[area.column], area, at: y, own, on: canvas)
        }
    }

    private func put(
        _ text: String, _ column: Column, _ area: TableLayout.ColumnArea, at y: Int, _ style: Style, on canvas: Canvas
    ) {
        var x = area.x
        if column.alignment == .trailing {
            x += max(0, area.width - TextWidth.cells(of: text, marks: canvas.glyphs.marks))
        }
        canvas.put(text, at: Point(x, y), style: style, maxWidth: area.width)
    }

    private func layout(width: Int) -> [TableLayout.ColumnArea] {
        TableLayout.areas(columns, skipping: skipped(width: width), width: width)
    }

    private func skipped(width: Int) -> Int {
        skippedColumns > 0 ? min(skippedColumns, mostSkipped(width: width)) : 0
    }
}
