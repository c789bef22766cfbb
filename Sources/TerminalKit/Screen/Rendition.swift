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

    /// The parameter of SGR that switches an attribute off.
    private static let off: [(attribute: Int, parameter: Int)] = [
        (1, 22), (2, 22), (3, 23), (4, 24), (5, 25), (7, 27), (8, 28), (9, 29),
    ]

    /// Applies the parameters of a sequence; false when one of them is not known.
    mutating func apply(_ parameters: [Int]) -> Bool {
        var rest = parameters.isEmpty ? [0] : parameters[...]
        while let parameter = rest.popFirst() {
            switch parameter {
            case 0: self = Rendition()
            case 1...5, 7...9: attributes |= 1 << UInt16(parameter)
            // The usual font, which ncurses sends to the Linux console with every change.
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
    /// - Parameter exact: Colours to write instead of numbers.
    func parameters(from other: Rendition, exact: [UInt8: RGB]) -> [UInt8] {
        if self == Rendition() { return [] }
        let change = changes(from: other, exact: exact)
        if other == Rendition() { return change }
        let fresh = changes(from: Rendition(), exact: exact)
        return change.count <= fresh.count + 2 ? change : Array("0;".utf8) + fresh
    }

    private func changes(from other: Rendition, exact: [UInt8: RGB]) -> [UInt8] {
        var parameters: [UInt8] = []
        var kept = other.attributes
        for (attribute, parameter) in Self.off where kept & ~attributes & (1 << UInt16(attribute)) != 0 {
            Self.append(parameter, to: &parameters)
            // 22 takes both bold and dim away.
            kept &= parameter == 22 ? ~0b110 : ~(1 << UInt16(attribute))
        }
        for attribute in 1...9 where attributes & ~kept & (1 << UInt16(attribute)) != 0 {
            Self.append(attribute, to: &parameters)
        }
        if text != other.text { Self.append(text, base: 30, exact: exact, to: &parameters) }
        if ground != other.ground { Self.append(ground, base: 40, exact: exact, to: &parameters) }
        return parameters
    }

    private static func append(_ color: Color, base: Int, exact: [UInt8: RGB], to parameters: inout [UInt8]) {
        guard case .indexed(let number) = color else { return append(base + 9, to: &parameters) }
        if let rgb = exact[number] {
            for value in [base + 8, 2, Int(rgb.red), Int(rgb.green), Int(rgb.blue)] { append(value, to: &parameters) }
            return
        }
        switch number {
        case 0..<8: append(base + Int(number), to: &parameters)
        case 8..<16: append(base + 52 + Int(number), to: &parameters)
        default: for value in [base + 8, 5, Int(number)] { append(value, to: &parameters) }
        }
    }

    private static func append(_ value: Int, to parameters: inout [UInt8]) {
        if !parameters.isEmpty { parameters.append(UInt8(ascii: ";")) }
        parameters += "\(value)".utf8
    }
}
