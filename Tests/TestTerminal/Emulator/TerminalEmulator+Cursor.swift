extension TerminalEmulator {
    mutating func carriageReturn() { move(toColumn: 0) }

    mutating func lineFeed() {
        index()
        if modes.lineFeedReturns { carriageReturn() }
    }

    /// One row down; at the foot of the scroll region the region scrolls instead.
    mutating func index() {
        if cursor.row == scrollRegion.upperBound {
            screen.scrollUp(1, region: scrollRegion, style: cursor.style)
            cursor.wrapPending = false
        } else {
            moveBy(rows: 1)
        }
    }

    /// One row up; at the top of the scroll region the region scrolls instead.
    mutating func reverseIndex() {
        if cursor.row == scrollRegion.lowerBound {
            screen.scrollDown(1, region: scrollRegion, style: cursor.style)
            cursor.wrapPending = false
        } else {
            moveBy(rows: -1)
        }
    }

    /// Moves relatively. A row inside the scroll region does not leave it.
    mutating func moveBy(rows: Int = 0, columns: Int = 0) {
        let top = cursor.row >= scrollRegion.lowerBound ? scrollRegion.lowerBound : 0
        let bottom = cursor.row <= scrollRegion.upperBound ? scrollRegion.upperBound : size.rows - 1
        if rows != 0 { cursor.row = min(max(cursor.row + rows, top), bottom) }
        cursor.column = min(max(cursor.column + columns, 0), size.columns - 1)
        cursor.wrapPending = false
    }

    /// Moves to a row and column from 0; with origin mode the rows count from the scroll region's top.
    mutating func move(toRow row: Int, column: Int) {
        let allowed = modes.originMode ? scrollRegion : 0...size.rows - 1
        cursor.row = min(max(row + allowed.lowerBound, allowed.lowerBound), allowed.upperBound)
        move(toColumn: column)
    }

    mutating func move(toColumn column: Int) {
        cursor.column = min(max(column, 0), size.columns - 1)
        cursor.wrapPending = false
    }

    /// Tabs keep a pending wrap, as in xterm.
    mutating func tab(_ count: Int) {
        for _ in 0..<min(count, size.columns) {
            cursor.column = (cursor.column + 1..<size.columns).first(where: tabStops.contains) ?? size.columns - 1
        }
    }

    mutating func backTab(_ count: Int) {
        for _ in 0..<min(count, size.columns) {
            cursor.column = (0..<cursor.column).last(where: tabStops.contains) ?? 0
        }
        cursor.wrapPending = false
    }

    /// DECSTBM. A region of less than two rows is ignored.
    mutating func setScrollRegion(top: Int, bottom: Int) {
        let bottom = min(bottom, size.rows)
        guard top < bottom else { return }
        scrollRegion = top - 1...bottom - 1
        move(toRow: 0, column: 0)
    }

    /// DECSC
    mutating func saveCursor() {
        savedCursor = cursor
        savedCursor.originMode = modes.originMode
    }

    /// DECRC
    mutating func restoreCursor() {
        cursor = savedCursor
        modes.dec.formSymmetricDifference(modes.originMode == cursor.originMode ? [] : [6])
        cursor.row = min(cursor.row, size.rows - 1)
        cursor.column = min(cursor.column, size.columns - 1)
    }
}
