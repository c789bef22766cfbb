import Glibc

extension CellBuffer {
    /// The columns of a row that differ from another frame, widened to whole glyphs; nil when none does.
    func changedSpan(_ y: Int, since other: CellBuffer?) -> Range<Int>? {
        guard let other, other.size == size else { return size.width == 0 ? nil : 0..<size.width }
        return withRow(y) { new in
            other.withRow(y) { old in
                guard let newStart = new.baseAddress, let oldStart = old.baseAddress,
                    memcmp(newStart, oldStart, new.count * MemoryLayout<Cell>.stride) != 0
                else { return nil }
                guard var from = new.indices.first(where: { new[$0] != old[$0] }) else { return nil }
                var to = new.count
                while new[to - 1] == old[to - 1] { to -= 1 }
                if new[from].width == 0 { from -= 1 }
                if to < new.count, new[to].width == 0 { to += 1 }
                return from..<to
            }
        }
    }

    /// True when a row holds a flag. Terminals draw its two letters as one sign, so half of it cannot be replaced.
    func hasFlag(_ y: Int) -> Bool {
        row(y).contains { (0x1F1E6...0x1F1FF).contains($0.glyph) }
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
