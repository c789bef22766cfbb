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
