/// The graphic rendition of a terminal (ECMA-48, SGR): attributes and colours of what is written next.
struct Rendition: Equatable {
    enum Color: Equatable {
        case standard
        /// One of 256.
        case indexed(UInt8)
    }

    var text = Color.standard
    var ground = Color.standard
    /// By parameter of SGR: bit 1 for bold, 2 for dim and so on up to 9.
    private var attributes: UInt16 = 0

    /// Underlined, reversed or struck through: what also shows on a blank.
    private static let shownOnBlanks: UInt16 = 1 << 4 | 1 << 7 | 1 << 9

    /// What switches an attribute off, by parameter of SGR.
    private static let off: [(attribute: Int, parameter: Int)] = [
        (1, 22), (2, 22), (3, 23), (4, 24), (5, 25), (7, 27), (8, 28), (9, 29),
    ]

    /// Changes the rendition as the parameters of a sequence tell; false when one of them is not known.
    mutating func apply(_ parameters: [Int]) -> Bool {
        var rest = parameters.isEmpty ? [0] : parameters[...]
        while let parameter = rest.popFirst() {
            switch parameter {
            case 0: self = Rendition()
            case 1...5, 7...9: attributes |= 1 << UInt16(parameter)
            // The usual font, which the Linux console is told with every change.
            case 10: break
            case 22: attributes &= ~0b110
            case 23...25, 27...29: attributes &= ~(1 << UInt16(parameter - 20))
            case 30...37: text = .indexed(UInt8(parameter - 30))
            case 39: text = .standard
            case 40...47: ground = .indexed(UInt8(parameter - 40))
            case 49: ground = .standard
            case 90...97: text = .indexed(UInt8(parameter - 82))
            case 100...107: ground = .indexed(UInt8(parameter - 92))
            case 38, 48:
                guard rest.popFirst() == 5, let number = rest.popFirst().flatMap({ UInt8(exactly: $0) }) else {
                    return false
                }
                if parameter == 38 { text = .indexed(number) } else { ground = .indexed(number) }
            default: return false
            }
        }
        return true
    }

    /// True when a blank looks the same in both, whatever the colour of the text that is not there.
    func looksTheSameOnBlanks(as other: Rendition) -> Bool {
        self == other || ground == other.ground && (attributes | other.attributes) & Self.shownOnBlanks == 0
    }

    /// The shortest parameters that lead from another rendition to this one, `0;…` or only what differs.
    ///
    /// - Parameter exact: Colours to write in place of numbers.
    func parameters(from other: Rendition, exact: [UInt8: RGB]) -> String {
        let fresh = changes(from: Rendition(), exact: exact)
        let reset = fresh.isEmpty ? "" : "0;" + fresh
        if self == Rendition() { return "" }
        let change = changes(from: other, exact: exact)
        return change.utf8.count <= reset.utf8.count ? change : reset
    }

    private func changes(from other: Rendition, exact: [UInt8: RGB]) -> String {
        var parameters: [String] = []
        var kept = other.attributes
        for (attribute, parameter) in Self.off where kept & ~attributes & (1 << UInt16(attribute)) != 0 {
            parameters.append("\(parameter)")
            // 22 takes both bold and dim away.
            kept &= parameter == 22 ? ~0b110 : ~(1 << UInt16(attribute))
        }
        for attribute in 1...9 where attributes & ~kept & (1 << UInt16(attribute)) != 0 {
            parameters.append("\(attribute)")
        }
        if text != other.text { parameters.append(Self.parameter(text, base: 30, exact: exact)) }
        if ground != other.ground { parameters.append(Self.parameter(ground, base: 40, exact: exact)) }
        return parameters.joined(separator: ";")
    }

    private static func parameter(_ color: Color, base: Int, exact: [UInt8: RGB]) -> String {
        guard case .indexed(let number) = color else { return "\(base + 9)" }
        if let rgb = exact[number] { return "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)" }
        switch number {
        case 0..<8: return "\(base + Int(number))"
        case 8..<16: return "\(base + 52 + Int(number))"
        default: return "\(base + 8);5;\(number)"
        }
    }
}
