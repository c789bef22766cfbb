/// A tree with folded and open branches, drawn from its visible rows in order. It asks only for the rows it shows.
package struct TreeView {
    package struct Row {
        /// 0 for the outermost.
        package var level: Int
        /// True for an open branch, false for a folded one; nil for a leaf.
        package var isOpen: Bool?
        package var label: StyledLine
        /// At the right end of the row: a count, a state.
        package var note: StyledLine
        /// A row the user has marked; seen in trees that have marks.
        package var isMarked = false

        package init(level: Int, isOpen: Bool? = nil, label: StyledLine, note: StyledLine = StyledLine()) {
            self.level = level
            self.isOpen = isOpen
            self.label = label
            self.note = note
        }
    }

    package var rowCount: Int
    package var top: Int
    package var cursor: Int?
    package var hasFocus = true
    /// True when rows can be marked: the signs of cursor and mark then stand before the outermost level, as in a table.
    package var hasMarks = false
    package var emptyText: StyledLine = ""
    /// A row by its index among those that are not folded away.
    package var row: (Int) -> Row

    package init(rowCount: Int, top: Int = 0, cursor: Int? = nil, row: @escaping (Int) -> Row) {
        self.rowCount = rowCount
        self.top = top
        self.cursor = cursor
        self.row = row
    }

    /// Draws the tree and returns where the cursor's row begins.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        if rowCount == 0 { canvas.put(emptyText, at: Point(2, 0), maxWidth: max(0, canvas.width - 2)) }
        let first = max(0, top)
        var caret: Point?
        for (y, index) in (first..<max(first, min(rowCount, first + canvas.height))).enumerated() {
            let isCursor = index == cursor
            if isCursor { caret = Point(0, y) }
            row(index).draw(
                isCursor: isCursor, hasFocus: hasFocus, hasMarks: hasMarks, on: canvas.sub(Rect(0, y, canvas.width, 1)))
        }
        return caret
    }
}

extension TreeView.Row {
    /// Draws the row into the first line of a canvas.
    package func draw(isCursor: Bool, hasFocus: Bool = true, hasMarks: Bool = false, on canvas: Canvas) {
        let ground: Role? = isCursor ? hasFocus ? .selected : .unfocused : isMarked ? .marked : nil
        let line = ground.map(canvas.on) ?? canvas
        if ground != nil { line.fill() }
        if isCursor { line.put(canvas.glyphs.cursor, at: .zero) }
        if isMarked { line.put(canvas.glyphs.mark, at: Point(1, 0), .mark) }
        let x = Self.indent(level, hasMarks: hasMarks, width: canvas.width)
        if let isOpen = isOpen {
            line.put(isOpen ? canvas.glyphs.unfolded : canvas.glyphs.folded, at: Point(x, 0), .muted)
        }
        let (labelWidth, showsNote) = rooms(hasMarks: hasMarks, width: canvas.width)
        line.put(label, at: Point(x + 2, 0), maxWidth: labelWidth)
        if showsNote { line.put(note, at: Point(canvas.width - note.width - 1, 0)) }
    }

    /// True when a line of this width has no room for all of the label.
    package func isCut(hasMarks: Bool = false, width: Int) -> Bool {
        label.width > rooms(hasMarks: hasMarks, width: width).label
    }

    /// Cells for the label of a row without a note, in a tree of a width.
    package static func labelRoom(level: Int, hasMarks: Bool = false, width: Int) -> Int {
        max(0, width - indent(level, hasMarks: hasMarks, width: width) - 2)
    }

    /// Cells for the label, and whether the note has room beside it.
    private func rooms(hasMarks: Bool, width: Int) -> (label: Int, showsNote: Bool) {
        let (room, noteWidth) = (Self.labelRoom(level: level, hasMarks: hasMarks, width: width), note.width)
        let showsNote = noteWidth > 0 && room - noteWidth >= 10
        return (showsNote ? room - noteWidth - 2 : room, showsNote)
    }

    private static func indent(_ level: Int, hasMarks: Bool, width: Int) -> Int {
        (hasMarks ? TableLayout.gutter : 2) + 2 * min(level, max(0, width / 4))
    }
}
