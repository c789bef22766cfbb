import Foundation

/// A colour of the sRGB space, 0...255 a channel.
package struct RGB: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 7, hex.hasPrefix("#"), hex.dropFirst().allSatisfy(\.isHexDigit),
            let value = UInt32(hex.dropFirst(), radix: 16)
        else { return nil }
        self.init(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    package var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The nearest of the fixed colours 16...255 that terminals with 256 colours share: a cube of 6x6x6 and 24 greys.
    package var nearestXterm: UInt8 {
        func distance(_ other: RGB) -> Int {
            let deltas = [(red, other.red), (green, other.green), (blue, other.blue)].map { Int($0) - Int($1) }
            return 3 * deltas[0] * deltas[0] + 6 * deltas[1] * deltas[1] + deltas[2] * deltas[2]
        }
        return (16...255).min { distance(RGB(xterm: $0)) < distance(RGB(xterm: $1)) } ?? 16
    }

    /// One of the fixed colours 16...255; below them the usual values of the 16 named colours.
    package init(xterm index: UInt8) {
        switch index {
        case 0..<16:
            let named: [UInt32] = [
                0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
                0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
            ]
            let value = named[Int(index)]
            self.init(UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
        case 16..<232:
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let cube = Int(index) - 16
            self.init(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
        default:
            let grey = 8 + (index - 232) * 10
            self.init(grey, grey, grey)
        }
    }

    /// Relative luminance, 0...1 (WCAG 2.2, "relative luminance").
    package var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio, 1...21 (WCAG 2.2, "contrast ratio"); 4.5 is what text needs.
    package func contrast(with other: RGB) -> Double {
        let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }
}

/// A colour of a theme for every depth: exact, among 256, and among the terminal's own sixteen.
package struct ThemeColor: Sendable, Hashable {
    /// The exact colour; nil for the terminal's own text or ground.
    package let rgb: RGB?
    /// The index among 256 colours, 16...255 unless the theme names one of the sixteen.
    package let xterm: UInt8?
    /// The index among sixteen; nil for the terminal's own text or ground.
    package let ansi: UInt8?

    package init(rgb: RGB?, xterm: UInt8? = nil, ansi: UInt8?) {
        self.rgb = rgb
        self.xterm = xterm ?? rgb?.nearestXterm ?? ansi
        self.ansi = ansi
    }

    /// The names of the sixteen colours in theme files, in the terminal's order.
    package static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "brightBlack", "brightRed", "brightGreen", "brightYellow", "brightBlue", "brightMagenta", "brightCyan",
        "brightWhite",
    ]

    /// Reads what a theme file writes: `#rrggbb`, an index among 256 and a name among sixteen, in this order and each
    /// of them optional. The name `default`, also alone, is the terminal's own text or ground.
    package init?(parsing text: String) {
        var words = text.split(separator: " ")[...]
        guard !words.isEmpty else { return nil }
        let rgb = words.first.flatMap { RGB(hex: $0) }
        if rgb != nil { words.removeFirst() }
        let xterm = words.first.flatMap { UInt8($0) }
        if xterm != nil { words.removeFirst() }
        let ansi = words.first.flatMap { word in ThemeColor.ansiNames.firstIndex { $0 == word } }.map(UInt8.init)
        if ansi != nil || words.first == "default" { words.removeFirst() }
        guard words.isEmpty else { return nil }
        self.init(rgb: rgb ?? xterm.map { RGB(xterm: $0) }, xterm: xterm, ansi: ansi)
    }
}
