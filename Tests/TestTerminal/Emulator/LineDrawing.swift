/// The DEC special graphics set: what the characters from `_` to `~` show after `ESC ( 0`
/// (VT220 Programmer Reference Manual, table 2-4).
enum LineDrawing {
    private static let glyphs = Array(" ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)
    private static let first: UInt32 = 0x5F

    static func glyph(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= first, scalar.value - first < UInt32(glyphs.count) else { return scalar }
        return glyphs[Int(scalar.value - first)]
    }
}
