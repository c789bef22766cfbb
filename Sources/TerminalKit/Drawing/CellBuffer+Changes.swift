import Glibc

extension CellBuffer {
    /// The columns of a row that differ from another frame, widened to whole glyphs; nil when none does.
    func changedSpan(_ y: Int, since other: CellBuffer?) -> Range<Int>? {
        guard let other, other.size == size else { return size.width == 0 ? nil : 0..<size.width }
        guard !isRow(y, equalTo: y, of: other) else { return nil }
        return withRow(y) { new in
            other.withRow(y) { old in
                guard var from = new.indices.first(where: { new[$0] != old[$0] }) else { return nil }
                var to = new.count
                while new[to - 1] == old[to - 1] { to -= 1 }
                if new[from].width == 0 { from -= 1 }
                if to < new.count, new[to].width == 0 { to += 1 }
                return from..<to
            }
        }
    }

    /// The rows that another frame shows higher or lower, and by how many it has to move them up, or down when that is
    /// negative; nil when they are too few. A key moves by one row and the wheel by three.
    func scrolled(since other: CellBuffer) -> (rows: Range<Int>, step: Int)? {
        let all = 0..<size.height
        guard other.size == size, let first = all.first(where: { !isRow($0, equalTo: $0, of: other) }),
            let last = all.last(where: { !isRow($0, equalTo: $0, of: other) })
        else { return nil }
        let rows = first..<last + 1
        let step = [1, -1, 3, -3].first { step in
            let moved = rows.count { rows.contains($0 + step) && isRow($0, equalTo: $0 + step, of: other) }
            return moved > rows.count / 2
        }
        return step.map { (rows, $0) }
    }

    private func isRow(_ y: Int, equalTo otherY: Int, of other: CellBuffer) -> Bool {
        withRow(y) { new in
            other.withRow(otherY) { old in
                guard let newStart = new.baseAddress, let oldStart = old.baseAddress else { return true }
                return memcmp(newStart, oldStart, new.count * MemoryLayout<Cell>.stride) == 0
            }
        }
    }

    /// The same frame with a last cell that ncurses and the terminal agree on.
    ///
    /// A terminal must not go on to the next row there. Either its margins are turned off meanwhile: then tmux puts marks
    /// onto the cell before, so the last cell has none. Or the glyph is written one cell too early and pushed on, which
    /// ncurses does wrongly behind a wide glyph: that one is held by question marks.
    func fillable(withMargins hasFixedMargins: Bool) -> CellBuffer {
        let (x, y) = (size.width - 1, size.height - 1)
        let corner = self[x, y]
        let isBehindWide = hasFixedMargins && x > 1 && y >= 0 && self[x - 1, y].width == 0
        guard isBehindWide || corner.glyph & Cell.clusterBit != 0 else { return self }
        let frame = copy()
        if isBehindWide {
            let style = self[x - 2, y].style
            for column in x - 2..<x { frame.set(column, y, glyph: 0x3F, width: 1, style: style) }
        }
        if corner.width == 1, let base = corner.scalars.first {
            frame.set(x, y, glyph: base.value, width: 1, style: corner.style)
        }
        return frame
    }

    /// True when a row holds a flag. Terminals draw its two letters as one sign, so half of it cannot be replaced.
    func hasFlag(_ y: Int) -> Bool {
        withRow(y) { $0.contains { (0x1F1E6...0x1F1FF).contains($0.glyph) } }
    }

    /// The same frame cut, or filled up with blanks, to another size.
    func resized(to size: Size) -> CellBuffer {
        let result = CellBuffer(size, glyphs: glyphs)
        for y in 0..<min(size.height, self.size.height) {
            for (x, cell) in row(y).enumerated() where cell.width > 0 && x + Int(cell.width) <= size.width {
                result.set(x, y, glyph: cell.glyph, width: Int(cell.width), style: cell.style)
            }
        }
        return result
    }
}
