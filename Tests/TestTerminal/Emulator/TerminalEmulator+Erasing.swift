extension TerminalEmulator {
    /// ED: 0 below, 1 above, 2 all, 3 what has scrolled away (kept nowhere here).
    mutating func eraseDisplay(_ part: Int) {
        switch part {
        case 0:
            eraseLine(0)
            screen.eraseRows(cursor.row + 1..<size.rows, style: cursor.style)
        case 1:
            eraseLine(1)
            screen.eraseRows(0..<cursor.row, style: cursor.style)
        case 2: screen.eraseRows(0..<size.rows, style: cursor.style)
        default: break
        }
    }

    /// EL: 0 to the right, 1 to the left, 2 all.
    mutating func eraseLine(_ part: Int) {
        switch part {
        case 0:
            screen.erase(row: cursor.row, columns: cursor.column..<size.columns, style: cursor.style)
            cursor.wrapPending = false
        case 1: screen.erase(row: cursor.row, columns: 0..<cursor.column + 1, style: cursor.style)
        case 2: screen.eraseRows(cursor.row..<cursor.row + 1, style: cursor.style)
        default: break
        }
    }

    mutating func eraseCells(_ count: Int) {
        let end = min(cursor.column + count, size.columns)
        screen.erase(row: cursor.row, columns: cursor.column..<end, style: cursor.style)
        cursor.wrapPending = false
    }

    mutating func insertCells(_ count: Int) {
        screen.insertCells(count, row: cursor.row, column: cursor.column, style: cursor.style)
        cursor.wrapPending = false
    }

    mutating func deleteCells(_ count: Int) {
        screen.deleteCells(count, row: cursor.row, column: cursor.column, style: cursor.style)
        cursor.wrapPending = false
    }

    /// IL acts only inside the scroll region, and goes to the first column.
    mutating func insertLines(_ count: Int) {
        guard scrollRegion.contains(cursor.row) else { return }
        screen.scrollDown(count, region: cursor.row...scrollRegion.upperBound, style: cursor.style)
        carriageReturn()
    }

    /// DL acts only inside the scroll region, and goes to the first column.
    mutating func deleteLines(_ count: Int) {
        guard scrollRegion.contains(cursor.row) else { return }
        screen.scrollUp(count, region: cursor.row...scrollRegion.upperBound, style: cursor.style)
        carriageReturn()
    }
}
