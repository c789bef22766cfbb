/// A frame as a self-contained SVG picture, for documentation.
///
/// Every glyph is positioned by its cell, so the picture keeps its grid with any font; lines and blocks are drawn as
/// shapes, so that they join.
package struct SVGDocument {
    package var buffer: CellBuffer
    package var theme: Theme
    package var depth: ColorDepth
    /// The title of a window around the picture; nil for none.
    package var windowTitle: String?
    /// Drawn as a block; nil for none.
    package var cursor: Point?

    /// Pixels of a cell.
    static let cellWidth = 9.0
    static let cellHeight = 19.0
    static let fontSize = 15.0

    package init(
        _ buffer: CellBuffer, theme: Theme, depth: ColorDepth = .truecolour, windowTitle: String? = nil,
        cursor: Point? = nil
    ) {
        self.buffer = buffer
        self.theme = theme
        self.depth = depth
        self.windowTitle = windowTitle
        self.cursor = cursor
    }

    package func render() -> String {
        let margin = 12.0
        let top = windowTitle == nil ? margin : 44.0
        let width = Double(buffer.size.width) * Self.cellWidth + 2 * margin
        let height = Double(buffer.size.height) * Self.cellHeight + top + margin
        let colors = SVGColors(theme: theme, depth: depth)
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
            viewBox="0 0 \(number(width)) \(number(height))" font-family="ui-monospace, 'SF Mono', Menlo, \
            'DejaVu Sans Mono', 'Noto Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="\(number(Self.fontSize))">
            """,
            """
            <rect width="100%" height="100%" rx="8" fill="\(colors.ground.hex)"/>
            """,
        ]
        if let windowTitle { lines += window(windowTitle, width: width, colors) }
        lines.append("<g transform=\"translate(\(number(margin)) \(number(top)))\">")
        for y in 0..<buffer.size.height {
            let row = SVGRow(buffer: buffer, y: y, colors: colors)
            lines += row.grounds + row.texts
        }
        if let cursor {
            let (x, y) = (Double(cursor.x) * Self.cellWidth, Double(cursor.y) * Self.cellHeight)
            lines.append(
                "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"2\" height=\"\(number(Self.cellHeight))\" "
                    + "fill=\"\(colors.text.hex)\"/>")
        }
        return (lines + ["</g>", "</svg>", ""]).joined(separator: "\n")
    }

    private func window(_ title: String, width: Double, _ colors: SVGColors) -> [String] {
        let dots = [20.0, 40.0, 60.0].map {
            "<circle cx=\"\(number($0))\" cy=\"20\" r=\"6\" fill=\"\(colors.text.hex)\" fill-opacity=\"0.25\"/>"
        }
        return dots + [
            "<text x=\"\(number(width / 2))\" y=\"25\" text-anchor=\"middle\" font-size=\"13\" "
                + "fill=\"\(colors.text.hex)\" fill-opacity=\"0.6\">\(escaped(Sanitizer.clean(title)))</text>"
        ]
    }
}

/// A number without needless digits.
func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String((value * 100).rounded() / 100)
}

/// Text as XML takes it.
func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        default: result.append(character)
        }
    }
}

/// The colours of a picture: exact ones for every style, with values for the terminal's own.
struct SVGColors {
    let theme: Theme
    let depth: ColorDepth
    /// Ordinary text and ground.
    let text: RGB
    let ground: RGB

    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
        let plain = theme.look(of: .plain, at: depth)
        text = Self.rgb(plain.text) ?? RGB(0xD8, 0xDE, 0xE9)
        ground = Self.rgb(plain.ground) ?? RGB(0x14, 0x16, 0x1A)
    }

    /// Text and ground of a style, exchanged where it is reversed, and its attributes.
    func colors(of style: Style) -> (text: RGB, ground: RGB, attributes: Attributes) {
        let look = theme.look(of: style, at: depth)
        let text = Self.rgb(look.text) ?? self.text
        let ground = Self.rgb(look.ground) ?? self.ground
        return look.attributes.contains(.reverse) ? (ground, text, look.attributes) : (text, ground, look.attributes)
    }

    private static func rgb(_ color: Look.Color) -> RGB? {
        switch color {
        case .standard: nil
        case .indexed(let index): RGB(xterm: index)
        case .rgb(let rgb): rgb
        }
    }
}
