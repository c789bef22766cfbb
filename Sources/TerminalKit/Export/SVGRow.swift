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
                    // Words are positioned one by one: not every viewer keeps to the width of a longer text.
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

/// A sign drawn as a shape that fills its cell, because fonts leave gaps between lines and blocks.
enum SVGShape {
    /// Lines from the middle of the cell to its sides; a corner of two may be rounded.
    case lines(up: Bool, down: Bool, left: Bool, right: Bool, isRounded: Bool)
    /// A heavy line from side to side.
    case bar
    /// A block over the lower part of the cell, 0...1.
    case block(height: Double)

    init?(_ scalar: Unicode.Scalar) {
        func lines(_ arms: String, rounded: Bool = false) -> SVGShape {
            .lines(
                up: arms.contains("u"), down: arms.contains("d"), left: arms.contains("l"), right: arms.contains("r"),
                isRounded: rounded)
        }
        switch scalar {
        case "─": self = lines("lr")
        case "│": self = lines("ud")
        case "┌": self = lines("dr")
        case "┐": self = lines("dl")
        case "└": self = lines("ur")
        case "┘": self = lines("ul")
        case "╭": self = lines("dr", rounded: true)
        case "╮": self = lines("dl", rounded: true)
        case "╰": self = lines("ur", rounded: true)
        case "╯": self = lines("ul", rounded: true)
        case "├": self = lines("udr")
        case "┤": self = lines("udl")
        case "┬": self = lines("dlr")
        case "┴": self = lines("ulr")
        case "┼": self = lines("udlr")
        case "━": self = .bar
        case "▁"..."█": self = .block(height: Double(scalar.value - 0x2580) / 8)
        default: return nil
        }
    }

    func element(x: Int, y: Int, color: String) -> String {
        let (width, height) = (SVGDocument.cellWidth, SVGDocument.cellHeight)
        let (left, top) = (Double(x) * width, Double(y) * height)
        let (middleX, middleY) = (left + width / 2, top + height / 2)
        switch self {
        case .block(let share):
            return "<rect x=\"\(number(left))\" y=\"\(number(top + height * (1 - share)))\" width=\"\(number(width))\" "
                + "height=\"\(number(height * share))\" fill=\"\(color)\"/>"
        case .bar:
            return "<rect x=\"\(number(left))\" y=\"\(number(middleY - 2))\" width=\"\(number(width))\" "
                + "height=\"4\" fill=\"\(color)\"/>"
        case .lines(let up, let down, let leftArm, let right, let isRounded):
            var path = ""
            let endX = right ? left + width : left
            let endY = down ? top + height : top
            if isRounded {
                path =
                    "M\(number(endX)) \(number(middleY)) Q\(number(middleX)) \(number(middleY)) "
                    + "\(number(middleX)) \(number(endY))"
            } else {
                for (isDrawn, toX, toY) in [
                    (up, middleX, top), (down, middleX, top + height), (leftArm, left, middleY),
                    (right, left + width, middleY),
                ] where isDrawn {
                    path += "M\(number(middleX)) \(number(middleY))L\(number(toX)) \(number(toY))"
                }
            }
            return "<path d=\"\(path)\" stroke=\"\(color)\" stroke-width=\"1.2\" fill=\"none\"/>"
        }
    }
}
