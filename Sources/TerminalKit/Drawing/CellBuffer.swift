/// A screenful of cells that a frame is drawn into.
///
/// Every row keeps this invariant: a cell of width 2 is followed by its continuation, and no continuation stands alone.
package final class CellBuffer {
    package let size: Size
    /// The signs that drawing into this buffer uses.
    package let glyphs: Glyphs
    private var cells: [Cell]

    package init(_ size: Size, glyphs: Glyphs = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank(), count: size.width * size.height)
    }

    /// The same cells, which later drawing into this buffer leaves alone. Shares their storage until then.
    func copy() -> CellBuffer {
        CellBuffer(size: size, glyphs: glyphs, cells: cells)
    }

    private init(size: Size, glyphs: Glyphs, cells: [Cell]) {
        self.size = size
        self.glyphs = glyphs
        self.cells = cells
    }

    /// The whole buffer to draw on.
    package var canvas: Canvas { Canvas(self) }

    /// The cell at a place inside the buffer, a blank outside it.
    package subscript(x: Int, y: Int) -> Cell {
        guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank() }
        return cells[y * size.width + x]
    }

    /// The cells of a row, `0 ..< size.height`.
    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.width..<(y + 1) * size.width]
    }

    /// The cells of a row as memory, `0 ..< size.height`.
    func withRow<Result>(_ y: Int, _ body: (UnsafeBufferPointer<Cell>) -> Result) -> Result {
        cells.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[y * size.width..<(y + 1) * size.width])) }
    }

    /// Puts a glyph of one or two cells. The caller has clipped: all its cells lie inside the buffer.
    func set(_ x: Int, _ y: Int, glyph: UInt32, width: Int, style: Style) {
        let index = y * size.width + x
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
        splitWide(at: x, y)
        splitWide(at: x + ascii.count - 1, y)
        var index = y * size.width + x
        cells.withUnsafeMutableBufferPointer { cells in
            for byte in ascii {
                cells[index] = Cell(glyph: UInt32(byte), style: style, width: 1)
                index += 1
            }
        }
    }

    /// Puts the same glyph of one cell everywhere in a part of the buffer.
    func fill(_ part: Rect, glyph: UInt32, style: Style) {
        guard part.width > 0 else { return }
        for y in part.y..<max(part.y, part.endY) {
            splitWide(at: part.x, y)
            splitWide(at: part.endX - 1, y)
        }
        cells.withUnsafeMutableBufferPointer { cells in
            for y in part.y..<max(part.y, part.endY) {
                for x in part.x..<part.endX {
                    cells[y * size.width + x] = Cell(glyph: glyph, style: style, width: 1)
                }
            }
        }
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
