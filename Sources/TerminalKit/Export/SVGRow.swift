/// One row of a picture: the rectangles of its grounds and its texts.
struct SVGRow {
    let buffer: CellBuffer
    let y: Int
    let colors: SVGColors

    private var top: Double { Double(y) * SVGDocument.cellHeight }

    var grounds: [String] {
        buffer.runs(y).compactMap { run in
            let ground = colors.colors(of: run.style).ground
            guard ground != colors.ground else { return nil }
            return rectangle(from: run.from, cells: run.to - run.from + 1, fill: ground.hex)
        }
    }

    var texts: [String] {
        buffer.runs(y).flatMap { run -> [String] in
            let cells = (run.from...run.to).map { (x: $0, cell: buffer[$0, y]) }.filter { $0.cell.width > 0 }
            let (text, _, attributes) = colors.colors(of: run.style)
            var result: [String] = []
            var word = ""
            var start = run.from
            func flush() {
                if !word.isEmpty { result.append(element(word, at: start, cells: word.count, text, attributes)) }
                word = ""
            }
            for (x, cell) in cells {
                if let scalar = cell.scalars.first, let shape = SVGShape(scalar) {
                    flush()
                    result.append(shape.element(x: x, y: y, color: text.hex))
                } else if cell.scalars == [" "], !attributes.contains(.underline) {
                    // Words are placed one by one: not every viewer keeps to the width of a longer text.
                    flush()
                } else if cell.width == 1, cell.scalars.count == 1, cell.scalars.allSatisfy(\.isASCII) {
                    if word.isEmpty { start = x }
                    word += cell.text
                } else {
                    flush()
                    result.append(element(cell.text, at: x, cells: Int(cell.width), text, attributes))
                }
            }
            flush()
            return result
        }
    }

    private func rectangle(from x: Int, cells: Int, fill: String) -> String {
        "<rect x=\"\(number(Double(x) * SVGDocument.cellWidth))\" y=\"\(number(top))\" "
            + "width=\"\(number(Double(cells) * SVGDocument.cellWidth))\" "
            + "height=\"\(number(SVGDocument.cellHeight))\" fill=\"\(fill)\"/>"
    }

    private func element(_ content: String, at x: Int, cells: Int, _ color: RGB, _ attributes: Attributes) -> String {
        let width = Double(cells) * SVGDocument.cellWidth
        var extra = ""
        if attributes.contains(.bold) { extra += " font-weight=\"bold\"" }
        if attributes.contains(.italic) { extra += " font-style=\"italic\"" }
        if attributes.contains(.underline) { extra += " text-decoration=\"underline\"" }
        if attributes.contains(.dim) { extra += " fill-opacity=\"0.6\"" }
        return "<text x=\"\(number(Double(x) * SVGDocument.cellWidth))\" y=\"\(number(top + 14.5))\" "
            + "textLength=\"\(number(width))\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" "
            + "fill=\"\(color.hex)\"\(extra)>\(escaped(content))</text>"
    }
}
