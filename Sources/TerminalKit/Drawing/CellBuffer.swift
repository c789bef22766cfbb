/// A screenful of cells that a frame is drawn into.
///
/// Every row keeps this invariant: a cell of width 2 is followed by its continuation, and no continuation stands alone.
package final class CellBuffer {
    package let size: Size
    /// The signs that drawing into this buffer uses.
    package let glyphs: Glyphs
    /// Memory of its own: an array in a class is checked for other users before every glyph, which took longer than
    /// drawing it. Every write checks that it lies inside.
    private let cells: UnsafeMutableBufferPointer<Cell>

    package init(_ size: Size, glyphs: Glyphs = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = .allocate(capacity: size.width * size.height)
        cells.initialize(repeating: .blank())
    }

    private init(copying other: CellBuffer) {
        size = other.size
        glyphs = other.glyphs
        cells = .allocate(capacity: other.cells.count)
        _ = cells.initialize(fromContentsOf: other.cells)
    }

    deinit {
        cells.deallocate()
    }

    /// The same cells, which later drawing into this buffer leaves alone.
    func copy() -> CellBuffer { CellBuffer(copying: self) }

    /// The whole buffer to draw on.
    package var canvas: Canvas { Canvas(self) }

    /// The cell at a position inside the buffer, a blank outside it.
    package subscript(x: Int, y: Int) -> Cell {
        guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank() }
        return cells[y * size.width + x]
    }

    /// The cells of a row, `0 ..< size.height`.
    package func row(_ y: Int) -> [Cell] {
        withRow(y) { Array($0) }
    }

    /// The cells of a row as memory, `0 ..< size.height`.
    func withRow<Result>(_ y: Int, _ body: (UnsafeBufferPointer<Cell>) -> Result) -> Result {
        precondition(y >= 0 && y < size.height, "No such row")
        return body(UnsafeBufferPointer(rebasing: cells[y * size.width..<(y + 1) * size.width]))
    }

    /// Moves the rows of a part up by `step`, or down when it is negative; what comes in is blank.
    func scroll(_ rows: Range<Int>, by step: Int) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= size.height, "No such rows")
        let kept = rows.clamped(to: rows.lowerBound - step..<rows.upperBound - step)
        guard let start = cells.baseAddress else { return }
        (start + kept.lowerBound * size.width).update(
            from: start + (kept.lowerBound + step) * size.width, count: kept.count * size.width)
        for y in rows where !kept.contains(y) {
            (start + y * size.width).update(repeating: .blank(), count: size.width)
        }
    }

    /// Puts a glyph of one or two cells. The caller has clipped: all its cells lie inside the buffer.
    func set(_ x: Int, _ y: Int, glyph: UInt32, width: Int, style: Style) {
        let index = offset(x, y, count: width)
        if cells[index].width != 1 || width == 2 {
            splitWide(at: x, y)
            if width == 2 { splitWide(at: x + 1, y) }
        }
        cells[index] = Cell(glyph: glyph, style: style, width: UInt8(width))
        if width == 2 { cells[index + 1] = .continuation(style) }
    }

    /// Puts printable ASCII, one cell a byte. The caller has clipped.
    func set(_ x: Int, _ y: Int, ascii: Slice<UnsafeBufferPointer<UInt8>>, style: Style) {
        guard !ascii.isEmpty else { return }
        var index = offset(x, y, count: ascii.count)
        splitWide(at: x, y)
        splitWide(at: x + ascii.count - 1, y)
        for byte in ascii {
            cells[index] = Cell(glyph: UInt32(byte), style: style, width: 1)
            index += 1
        }
    }

    /// Puts the same glyph of one cell everywhere in a part of the buffer.
    func fill(_ part: Rect, glyph: UInt32, style: Style) {
        guard part.width > 0 else { return }
        for y in part.y..<max(part.y, part.endY) {
            let start = offset(part.x, y, count: part.width)
            splitWide(at: part.x, y)
            splitWide(at: part.endX - 1, y)
            cells[start..<start + part.width].update(repeating: Cell(glyph: glyph, style: style, width: 1))
        }
    }

    /// The offset of the first of `count` cells, all of which are inside the buffer.
    private func offset(_ x: Int, _ y: Int, count: Int) -> Int {
        precondition(
            x >= 0 && y >= 0 && count >= 0 && x <= size.width - count && y < size.height, "Drawing was not clipped")
        return y * size.width + x
    }

    /// Blanks the other half of a wide glyph of which the cell at `x` is about to be overwritten.
    private func splitWide(at x: Int, _ y: Int) {
        let index = y * size.width + x
        switch cells[index].width {
        case 0: cells[index - 1] = .blank(cells[index - 1].style)
        case 2: cells[index + 1] = .blank(cells[index + 1].style)
        default: return
        }
        cells[index] = .blank(cells[index].style)
    }
}
