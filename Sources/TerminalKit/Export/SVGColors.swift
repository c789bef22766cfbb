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
