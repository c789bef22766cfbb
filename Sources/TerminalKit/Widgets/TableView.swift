/// A table that asks only for the rows it shows, so its speed does not depend on their number.
///
/// Before the first column stand three signs, each in a cell of its own, so that none hides another: the cursor, the
/// mark and the state of the row. Columns take the width of their texts; ``TableLayout`` shares what room there is.
package struct TableView {
    package struct Column {
        package enum Alignment: Sendable { case leading, trailing }
        /// The part of a text that gives way to an ellipsis.
        package enum Cut: Sendable { case end, middle }

        package let id: String
        package let title: String
        /// The heading where there is no room for the title; nil to cut that.
        let shortTitle: String?
        /// The column is left away rather than drawn narrower, where it has long texts.
        let minWidth: Int
        /// Cells that most of its texts take.
        let usualWidth: Int
        /// Cells of its widest text.
        let maxWidth: Int
        /// Cells of the short forms of its texts, the longest form first; empty where they have none.
        let shortWidths: [Int]
        /// Columns of the lowest priority go first when room is short.
        let priority: Int
        let alignment: Alignment
        /// The role of texts that have no style of their own.
        let role: Role
        /// True for the column that takes the colour of its row.
        let isName: Bool
        let cut: Cut

        package init(
            _ id: String, title: String, shortTitle: String? = nil, minWidth: Int, usualWidth: Int,
            maxWidth: Int? = nil, shortWidths: [Int] = [], priority: Int = 0, alignment: Alignment = .leading,
            role: Role = .plain, isName: Bool = false, cut: Cut = .end
        ) {
            self.id = id
            self.title = title
            self.shortTitle = shortTitle
            self.minWidth = max(1, minWidth)
            self.usualWidth = max(1, usualWidth)
            self.maxWidth = max(1, usualWidth, maxWidth ?? usualWidth)
            self.shortWidths = shortWidths
            self.priority = priority
            self.alignment = alignment
            self.role = role
            self.isName = isName
            self.cut = cut
        }
    }

    /// The text of a cell, and its own style where it has one.
    package struct Entry {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style = .plain) {
            self.text = text.boundedToLine
            self.style = style
        }
    }

    /// The state of a row, which a mark does not change.
    package struct RowLook {
        package var isMarked: Bool
        /// The role of its sign and name: `.added`, `.error` and the like; `.faint` is that of the whole row.
        package var role: Role
        /// The state in one cell: `!`, `x`, `+`, `~`, `-`.
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
    /// False on low screens, where the titles of the columns give their line to a row.
    package var showsHeading = true
    /// The layouts that these columns had last; nil to find each anew.
    package var layouts: TableLayouts?
    /// The look of a row; asked for visible rows only.
    package var look: (Int) -> RowLook = { _ in RowLook() }
    /// The text of a cell by row and by index in `columns`; asked for visible cells only.
    package var entry: (Int, Int) -> Entry
    /// The text of a cell in so many cells, by row, index in `columns` and width; nil where it has no short form. Asked
    /// for visible cells of columns that have some, where the column is too narrow for the whole text.
    package var short: (Int, Int, Int) -> String? = { _, _, _ in nil }

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
        if showsHeading { drawHeading(on: canvas, areas) }
        if rowCount == 0 {
            drawEmpty(on: canvas)
            return nil
        }
        let first = max(0, top)
        let end = min(rowCount, first + canvas.height - headingRows)
        guard first < end else { return nil }
        let pens = areas.map { Pen($0, columns[$0.column]) }
        for row in first..<end { draw(row, at: headingRows + row - first, on: canvas, pens) }
        guard let cursor, (first..<end).contains(cursor) else { return nil }
        return Point(0, headingRows + cursor - first)
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
        if point.y < headingRows {
            let area = layout(width: size.width).last { $0.x <= point.x }
            return area.map { .heading(columns[$0.column].id) }
        }
        let row = max(0, top) + point.y - headingRows
        return row < rowCount ? .row(row) : nil
    }

    /// The number of columns to skip to see the last one; 0 when all fit. More would leave room unused.
    package func mostSkipped(width: Int) -> Int {
        TableLayout.mostSkipped(columns, sort: sort, width: width)
    }

    /// The texts of the row under the cursor that are cut at this width, in full; nil where no row can be cut.
    package func cutTexts(width: Int) -> [String]? {
        let narrow = layout(width: width).filter { area in
            let column = columns[area.column]
            return area.width < min(column.maxWidth, column.shortWidths.last ?? .max)
        }
        guard !narrow.isEmpty else { return nil }
        guard let cursor, cursor < rowCount else { return [] }
        return narrow.compactMap { area in
            let text = entry(cursor, area.column).text
            return TextWidth.cells(of: text) > area.width ? text : nil
        }
    }

    private var headingRows: Int { showsHeading ? 1 : 0 }

    /// Draws the text shown instead of rows, in as many lines as it needs.
    private func drawEmpty(on canvas: Canvas) {
        let inside = canvas.inset(left: TableLayout.gutter, top: min(2, canvas.height - 1), right: TableLayout.margin)
        TextView(emptyText.wrapped(to: inside.width)).draw(on: inside)
    }

    private func drawHeading(on canvas: Canvas, _ areas: [TableLayout.ColumnArea]) {
        let skipped = skipped(width: canvas.width)
        if skipped > 0 { canvas.put(canvas.glyphs.choiceStart, at: .zero, .muted) }
        if skipped > 0, skipped < mostSkipped(width: canvas.width) {
            canvas.put(canvas.glyphs.choiceEnd, at: Point(1, 0), .muted)
        }
        for area in areas {
            let column = columns[area.column]
            let isSorted = sort?.column == column.id
            let room = area.width - (isSorted ? 2 : 0)
            var title = column.title
            if TextWidth.cells(of: title) > room { title = column.shortTitle ?? title }
            if let sort, isSorted {
                // The sign stays where the heading is cut.
                title = title.truncated(to: room, ellipsis: canvas.glyphs.ellipsis, marks: canvas.glyphs.marks)
                title += " " + (sort.isAscending ? canvas.glyphs.sortedUp : canvas.glyphs.sortedDown)
            }
            put(title, Pen(area, column), at: 0, Style(.muted), on: canvas)
        }
    }

    /// A column as its cells are drawn: without texts, since every cell in sight looks at it.
    private struct Pen {
        let column: Int
        let x: Int
        let width: Int
        let isTrailing: Bool
        let role: Role
        let isName: Bool
        let cut: Column.Cut
        /// True where some texts have to be written in a short form.
        let isShortened: Bool

        init(_ area: TableLayout.ColumnArea, _ column: Column) {
            (self.column, x, width) = (area.column, area.x, area.width)
            isShortened = !column.shortWidths.isEmpty && area.width < column.maxWidth
            (isTrailing, role, isName, cut) = (
                column.alignment == .trailing, column.role, column.isName, column.cut
            )
        }
    }

    private func draw(_ row: Int, at y: Int, on canvas: Canvas, _ pens: [Pen]) {
        let look = look(row)
        let isCursor = row == cursor
        let ground: Role = isCursor ? hasFocus ? .selected : .unfocused : look.isMarked ? .marked : .plain
        if ground != .plain { canvas.fill(Rect(0, y, canvas.width, 1), Style(.plain, on: ground)) }
        if isCursor { canvas.put(canvas.glyphs.cursor, at: Point(0, y), style: Style(.plain, on: ground)) }
        if look.isMarked { canvas.put(canvas.glyphs.mark, at: Point(1, y), style: Style(.mark, on: ground)) }
        if let sign = look.sign { canvas.put(sign, at: Point(2, y), style: Style(look.role, on: ground), maxWidth: 1) }
        for pen in pens {
            let entry = entry(row, pen.column)
            let role = look.role == .faint ? .faint : pen.isName && look.role != .plain ? look.role : pen.role
            let style = entry.style == .plain ? Style(role, on: ground) : entry.style.on(ground)
            let text = pen.isShortened ? short(row, pen.column, pen.width) ?? entry.text : entry.text
            put(text, pen, at: y, style, on: canvas)
        }
    }

    private func put(_ text: String, _ pen: Pen, at y: Int, _ style: Style, on canvas: Canvas) {
        // Most texts of some columns are empty: a normal state says nothing.
        guard !text.isEmpty else { return }
        var x = pen.x
        if pen.isTrailing { x += max(0, pen.width - TextWidth.cells(of: text, marks: canvas.glyphs.marks)) }
        switch pen.cut {
        case .end: canvas.put(text, at: Point(x, y), style: style, maxWidth: pen.width)
        case .middle:
            let shown = text.shortened(
                to: pen.width, ellipsis: canvas.glyphs.ellipsis, marks: canvas.glyphs.marks)
            canvas.put(shown, at: Point(x, y), style: style, maxWidth: pen.width)
        }
    }

    private func layout(width: Int) -> [TableLayout.ColumnArea] {
        let skipping = skipped(width: width)
        return layouts?.areas(columns, sort: sort, skipping: skipping, width: width)
            ?? TableLayout.areas(columns, sort: sort, skipping: skipping, width: width)
    }

    private func skipped(width: Int) -> Int {
        skippedColumns > 0 ? min(skippedColumns, mostSkipped(width: width)) : 0
    }
}
