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
