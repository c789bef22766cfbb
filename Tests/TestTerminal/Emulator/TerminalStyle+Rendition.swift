extension TerminalStyle {
    /// SGR (ECMA-48, 8.3.117), with the colours of ISO 8613-6 written with colons or semicolons.
    mutating func select(_ parameters: [[Int?]]) {
        guard !parameters.isEmpty else {
            self = TerminalStyle()
            return
        }
        var rest = parameters[...]
        while let group = rest.popFirst() {
            let code = group.first.flatMap(\.self) ?? 0
            switch code {
            case 38, 48:
                let color = group.count > 1 ? Self.color(colons: group) : Self.color(semicolons: &rest)
                guard let color else { continue }
                if code == 38 { foreground = color } else { background = color }
            case 4 where group.count > 1: setAttribute(.underline, (group[1] ?? 1) != 0)
            default: select(code)
            }
        }
    }

    private mutating func select(_ code: Int) {
        switch code {
        case 0: self = TerminalStyle()
        case 1: setAttribute(.bold, true)
        case 2: setAttribute(.dim, true)
        case 3: setAttribute(.italic, true)
        case 4, 21: setAttribute(.underline, true)
        case 5, 6: setAttribute(.blink, true)
        case 7: setAttribute(.reverse, true)
        case 8: setAttribute(.invisible, true)
        case 9: setAttribute(.strikethrough, true)
        case 22: attributes.subtract([.bold, .dim])
        case 23: setAttribute(.italic, false)
        case 24: setAttribute(.underline, false)
        case 25: setAttribute(.blink, false)
        case 27: setAttribute(.reverse, false)
        case 28: setAttribute(.invisible, false)
        case 29: setAttribute(.strikethrough, false)
        case 30...37: foreground = .indexed(UInt8(code - 30))
        case 39: foreground = .default
        case 40...47: background = .indexed(UInt8(code - 40))
        case 49: background = .default
        case 90...97: foreground = .indexed(UInt8(code - 90 + 8))
        case 100...107: background = .indexed(UInt8(code - 100 + 8))
        default: break
        }
    }

    private mutating func setAttribute(_ attribute: Attributes, _ on: Bool) {
        if on { attributes.insert(attribute) } else { attributes.remove(attribute) }
    }

    /// `38:5:n`, `38:2::r:g:b` or, without the colour space, `38:2:r:g:b`.
    private static func color(colons group: [Int?]) -> TerminalColor? {
        let values = group.map { UInt8(clamping: $0 ?? 0) }
        switch (group[1], group.count) {
        case (5, 3...): return .indexed(values[2])
        case (2, 6...): return .rgb(values[3], values[4], values[5])
        case (2, 5): return .rgb(values[2], values[3], values[4])
        default: return nil
        }
    }

    /// `38;5;n` or `38;2;r;g;b`, whose numbers are taken from the parameters that follow.
    private static func color(semicolons rest: inout ArraySlice<[Int?]>) -> TerminalColor? {
        func next() -> UInt8? { rest.popFirst().map { UInt8(clamping: $0.first.flatMap(\.self) ?? 0) } }
        switch next() {
        case 5: return next().map(TerminalColor.indexed)
        case 2:
            guard let red = next(), let green = next(), let blue = next() else { return nil }
            return .rgb(red, green, blue)
        default: return nil
        }
    }
}
