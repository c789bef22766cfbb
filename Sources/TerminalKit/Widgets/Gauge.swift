/// How much of a whole there is, as a bar. Numbers of any size will do.
package struct Gauge {
    package var part: Int
    /// With no whole at all, all of it is there.
    package var whole: Int

    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// Cells of `width` that are full: one for the smallest part, all of them for the whole alone.
    package func cells(of width: Int) -> Int {
        guard part < whole else { return width }
        let share = Double(max(0, part)) * Double(width) / Double(whole)
        return min(max(min(Int(share), width - 1), part > 0 ? 1 : 0), width)
    }

    /// The bar in a line of `width` cells.
    package func line(width: Int, _ role: Role, _ glyphs: Glyphs) -> StyledLine {
        let full = cells(of: width)
        return StyledLine([
            Span(String(repeating: glyphs.barFull, count: full), role),
            Span(String(repeating: glyphs.barEmpty, count: width - full), .muted),
        ])
    }
}
