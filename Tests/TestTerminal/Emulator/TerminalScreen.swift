/// The cells of a screen and what can be done to them, in coordinates that count from 0.
package struct TerminalScreen: Hashable, Sendable {
    package private(set) var size: TerminalSize
    package private(set) var rows: [[TerminalCell]]

    package init(size: TerminalSize) {
        self.size = size
        rows = Array(repeating: Self.blankRow(size.columns, TerminalStyle()), count: size.rows)
    }

    package subscript(row: Int, column: Int) -> TerminalCell { rows[row][column] }

    /// The text of a row, without the spaces at its end.
    package func line(_ row: Int) -> String {
        guard rows.indices.contains(row) else { return "" }
        let text = rows[row].map(\.text).joined()
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    package var lines: [String] { rows.indices.map(line) }

    /// All rows with line feeds between them.
    package var text: String { lines.joined(separator: "\n") }

    // MARK: Writing

    mutating func put(_ cell: TerminalCell, row: Int, column: Int) {
        splitWide(row: row, column: column)
        if cell.width == 2 { splitWide(row: row, column: column + 1) }
        rows[row][column] = cell
        if cell.width == 2, column + 1 < size.columns {
            var right = cell
            right.text = ""
            right.width = 0
            rows[row][column + 1] = right
        }
    }

    /// Adds a combining mark to the character at the column (the left half where it is wide).
    mutating func combine(_ mark: Unicode.Scalar, row: Int, column: Int) {
        let start = rows[row][column].width == 0 && column > 0 ? column - 1 : column
        rows[row][start].text.unicodeScalars.append(mark)
    }

    /// Blanks the columns; a wide character cut in half goes altogether.
    mutating func erase(row: Int, columns: Range<Int>, style: TerminalStyle) {
        let columns = columns.clamped(to: 0..<size.columns)
        guard !columns.isEmpty else { return }
        splitWide(row: row, column: columns.lowerBound)
        if columns.upperBound < size.columns { splitWideStarting(before: columns.upperBound, row: row) }
        for column in columns { rows[row][column] = TerminalCell(blankIn: style) }
    }

    mutating func eraseRows(_ range: Range<Int>, style: TerminalStyle) {
        for row in range.clamped(to: 0..<size.rows) { rows[row] = Self.blankRow(size.columns, style) }
    }

    mutating func insertCells(_ count: Int, row: Int, column: Int, style: TerminalStyle) {
        splitWideStarting(before: column, row: row)
        let count = min(count, size.columns - column)
        rows[row].removeLast(count)
        rows[row].insert(contentsOf: Self.blankRow(count, style), at: column)
        if rows[row][size.columns - 1].width == 2 { rows[row][size.columns - 1] = TerminalCell(blankIn: style) }
    }

    mutating func deleteCells(_ count: Int, row: Int, column: Int, style: TerminalStyle) {
        let count = min(count, size.columns - column)
        splitWideStarting(before: column, row: row)
        if column + count < size.columns { splitWideStarting(before: column + count, row: row) }
        rows[row].removeSubrange(column..<column + count)
        rows[row] += Self.blankRow(count, style)
    }

    /// Moves the rows of `region` up; blank ones enter at its foot.
    mutating func scrollUp(_ count: Int, region: ClosedRange<Int>, style: TerminalStyle) {
        let count = min(count, region.count)
        rows.removeSubrange(region.lowerBound..<region.lowerBound + count)
        let blank = Self.blankRow(size.columns, style)
        rows.insert(contentsOf: Array(repeating: blank, count: count), at: region.upperBound + 1 - count)
    }

    /// Moves the rows of `region` down; blank ones enter at its top.
    mutating func scrollDown(_ count: Int, region: ClosedRange<Int>, style: TerminalStyle) {
        let count = min(count, region.count)
        rows.removeSubrange(region.upperBound + 1 - count..<region.upperBound + 1)
        let blank = Self.blankRow(size.columns, style)
        rows.insert(contentsOf: Array(repeating: blank, count: count), at: region.lowerBound)
    }

    /// Cuts or extends the rows. Of rows too many, `fromTop` go at the top and the rest at the foot.
    mutating func resize(to new: TerminalSize, fromTop: Int) {
        rows.removeFirst(min(fromTop, max(0, size.rows - new.rows)))
        rows = Array(rows.prefix(new.rows))
        for row in rows.indices {
            let missing = new.columns - rows[row].count
            if missing > 0 {
                rows[row] += Self.blankRow(missing, TerminalStyle())
            } else if missing < 0 {
                rows[row].removeLast(-missing)
                if rows[row][new.columns - 1].width == 2 { rows[row][new.columns - 1] = TerminalCell() }
            }
        }
        while rows.count < new.rows { rows.append(Self.blankRow(new.columns, TerminalStyle())) }
        size = new
    }

    // MARK: Wide characters

    /// Blanks both halves of the wide character that covers the column.
    private mutating func splitWide(row: Int, column: Int) {
        guard rows[row].indices.contains(column) else { return }
        if rows[row][column].width == 2 {
            splitWideStarting(before: column + 1, row: row)
        } else if rows[row][column].width == 0 {
            splitWideStarting(before: column, row: row)
        }
    }

    /// Blanks both halves of a wide character whose right half is at `column`.
    private mutating func splitWideStarting(before column: Int, row: Int) {
        guard column > 0, column < size.columns, rows[row][column].width == 0 else { return }
        rows[row][column - 1] = TerminalCell(blankIn: rows[row][column - 1].style)
        rows[row][column] = TerminalCell(blankIn: rows[row][column].style)
    }

    private static func blankRow(_ columns: Int, _ style: TerminalStyle) -> [TerminalCell] {
        Array(repeating: TerminalCell(blankIn: style), count: columns)
    }
}
