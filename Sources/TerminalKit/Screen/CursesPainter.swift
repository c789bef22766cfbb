import CNcurses

/// Turns cells into ncurses cells: looks into attributes and colour pairs, glyphs into what the locale can show.
@ScreenActor
final class CursesPainter {
    private let depth: ColorDepth
    private let theme: Theme
    /// Present at the depth of exact colours, where ncurses does not know them itself.
    let trueColour: TrueColour?
    private let hasDirectColours = TerminalDescription.hasDirectColours
    private var pens: [Style: Pen] = [:]
    private var run: [cchar_t] = []

    private struct Pen {
        let attributes: attr_t
        let pair: Int32
        /// A blank in this pen, to fill with a character.
        let blank: cchar_t
    }

    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
        trueColour = depth == .truecolour && !hasDirectColours ? TrueColour() : nil
    }

    /// Puts the cells of a row from column `start` on. The slice begins and ends with whole glyphs.
    func put(
        _ cells: Slice<UnsafeBufferPointer<Cell>>, at start: Int, _ y: Int, in window: UnsafeMutablePointer<WINDOW>
    ) {
        guard let first = cells.first else { return }
        var run = self.run
        self.run = []
        run.removeAll(keepingCapacity: true)
        var style = first.style
        var pen = self.pen(for: style)
        for cell in cells where cell.width > 0 {
            if cell.style != style {
                style = cell.style
                pen = self.pen(for: style)
            }
            // All but clusters go without a detour: letters, and the lines and signs of our own.
            if cell.glyph < 0x7F || cell.glyph & Cell.clusterBit == 0 && cn_width(cell.glyph) == Int32(cell.width) {
                var character = pen.blank
                character.chars.0 = wchar_t(cell.glyph)
                run.append(character)
            } else {
                append(cell, pen, to: &run)
            }
        }
        wmove(window, Int32(y), Int32(start))
        wadd_wchnstr(window, run, Int32(run.count))
        self.run = run
    }

    /// Makes the theme's ground the one of blanks that scrolling and erasing leave, so that they need not be drawn.
    func prepare(_ window: UnsafeMutablePointer<WINDOW>) {
        cn_set_ground(window, pen(for: .plain).blank)
    }

    private func append(_ cell: Cell, _ pen: Pen, to run: inout [cchar_t]) {
        let scalars = cell.scalars
        if let base = scalars.first, Int(cn_width(base.value)) == Int(cell.width),
            scalars.dropFirst().allSatisfy({ cn_width($0.value) == 0 })
        {
            run.append(cn_cell(scalars.map(\.value) + [0], pen.attributes, pen.pair))
        } else {
            // The C library sees another width here, or the locale lacks the character: fill its cells.
            for _ in 0..<cell.width { run.append(cn_cell([0x3F, 0], pen.attributes, pen.pair)) }
        }
    }

    private func pen(for style: Style) -> Pen {
        if let pen = pens[style] { return pen }
        let look = theme.look(of: style, at: depth)
        var attributes: attr_t = 0
        if look.attributes.contains(.bold) { attributes |= cn_bold() }
        if look.attributes.contains(.dim) { attributes |= cn_dim() }
        if look.attributes.contains(.underline) { attributes |= cn_underline() }
        if look.attributes.contains(.reverse) { attributes |= cn_reverse() }
        if look.attributes.contains(.italic) { attributes |= cn_italic() }
        let pair = pair(look)
        let pen = Pen(attributes: attributes, pair: pair, blank: cn_cell([0x20, 0], attributes, pair))
        pens[style] = pen
        return pen
    }

    private func pair(_ look: Look) -> Int32 {
        guard depth > .mono, look.text != .standard || look.ground != .standard else { return 0 }
        return max(0, alloc_pair(number(look.text), number(look.ground)))
    }

    /// ncurses' number of a colour.
    private func number(_ color: Look.Color) -> Int32 {
        switch color {
        case .standard: -1
        case .indexed(let index) where index >= 8 && hasDirectColours: Self.directNumber(RGB(xterm: index))
        case .indexed(let index): Int32(index)
        case .rgb(let rgb) where hasDirectColours: Self.directNumber(rgb)
        case .rgb(let rgb): Int32(trueColour?.number(for: rgb) ?? rgb.nearestXterm)
        }
    }

    /// The darkest blues are named colours there.
    private static func directNumber(_ rgb: RGB) -> Int32 {
        max(8, Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue))
    }
}

/// Exact colours through a terminal description that knows 256.
///
/// For ncurses a colour is one of 240 free numbers, and ``RenditionFilter`` writes the exact colour where
/// ncurses names the number. The terminal's palette is never changed, so nothing has to be put back.
@ScreenActor
final class TrueColour {
    private var numbers: [RGB: UInt8] = [:]
    private(set) var colours: [UInt8: RGB] = [:]

    /// The number for a colour; the nearest fixed colour when all are taken.
    func number(for rgb: RGB) -> UInt8 {
        if let number = numbers[rgb] { return number }
        guard numbers.count < 240 else { return rgb.nearestXterm }
        let number = UInt8(16 + numbers.count)
        numbers[rgb] = number
        colours[number] = rgb
        return number
    }
}
