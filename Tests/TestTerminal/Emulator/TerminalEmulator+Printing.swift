extension TerminalEmulator {
    /// Shows one character where the cursor is. In the last column the cursor stays and the wrap waits for
    /// the next character (xterm's and the VT100's "pending wrap").
    mutating func print(_ scalar: Unicode.Scalar) {
        let shown = cursor.drawsLines[cursor.activeSet] ? LineDrawing.glyph(for: scalar) : scalar
        let width = ScalarWidth.cells(of: shown)
        guard width > 0 else { return combine(shown) }
        lastPrinted = scalar
        guard width <= size.columns else { return }

        let last = size.columns - 1
        if cursor.wrapPending || cursor.column + width > size.columns {
            if modes.autoWrap {
                carriageReturn()
                index()
            } else {
                cursor.column = size.columns - width
            }
        }
        if modes.insert {
            screen.insertCells(width, row: cursor.row, column: cursor.column, style: cursor.style)
        }
        var cell = TerminalCell()
        cell.text = String(shown)
        cell.width = width
        cell.style = cursor.style
        cell.link = link
        screen.put(cell, row: cursor.row, column: cursor.column)

        cursor.wrapPending = cursor.column + width > last
        cursor.column = min(cursor.column + width, last)
    }

    /// Prints the last character again (REP).
    mutating func repeatLast(_ count: Int) {
        guard let lastPrinted else { return }
        for _ in 0..<min(count, size.columns * size.rows) { print(lastPrinted) }
    }

    /// A mark goes onto the character before the cursor; without one it goes onto the cell it stands at.
    private mutating func combine(_ mark: Unicode.Scalar) {
        let column = cursor.wrapPending ? cursor.column : max(0, cursor.column - 1)
        screen.combine(mark, row: cursor.row, column: column)
    }
}
