import TerminalKit
import TestGoldens
import Testing

/// The themes, held against everything that the screens of these tests show.
@Suite("Looks")
struct LookTests {
    @Test("Every text of every screen stands out from its ground in every theme", arguments: Theme.builtIn.map(\.name))
    func contrast(name: String) throws {
        let theme = try #require(Theme.named(name))
        let styles = try Self.drawnStyles()
        #expect(styles.count > 40, "the screens are not read as they are written")
        for style in styles {
            for depth in ColorDepth.allCases where depth > .mono {
                let colors = Colors(theme, style, depth)
                let ratio = colors.text.contrast(with: colors.ground)
                let needed = style.role == .border ? 1.8 : style.role == .faint ? 3 : colors.isExact ? 4.5 : 3.5
                #expect(ratio >= needed, "\(name): \(style) at \(depth) has \(ratio)")
            }
        }
    }

    @Test("The row under the cursor is told by its ground in every theme", arguments: Theme.builtIn.map(\.name))
    func selection(name: String) throws {
        let theme = try #require(Theme.named(name))
        for depth in ColorDepth.allCases where depth > .mono {
            let ground = Colors(theme, Style(.plain, on: .selected), depth).ground
            let ratio = ground.contrast(with: Colors(theme, .plain, depth).ground)
            #expect(ratio >= 1.3, "\(name) at \(depth) has \(ratio)")
        }
    }

    /// Every style on any screen, read from the golden files.
    private static func drawnStyles() throws -> Set<Style> {
        let lines = try GoldenFile.all().flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("  ") }
        let runs = Set(
            lines.flatMap { $0.dropFirst(2).split(separator: ", ") }.compactMap { $0.split(separator: " ").first })
        return Set(try runs.map { try #require(Style(golden: $0), "\($0) is no style") })
    }
}

/// What a style looks like, with values for the terminal's own colours: the usual sixteen on black or white, whichever
/// the theme is made for.
private struct Colors {
    let text: RGB
    let ground: RGB
    /// Whether both colours are the theme's own and not what the terminal makes of a name.
    let isExact: Bool

    init(_ theme: Theme, _ style: Style, _ depth: ColorDepth) {
        let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
        let isLight = theme[.plain].ground?.rgb.map { $0.luminance > 0.5 } ?? false
        let look = theme.look(of: style, at: depth)
        let text = Self.rgb(look.text) ?? (isLight ? black : white)
        let ground = Self.rgb(look.ground) ?? (isLight ? white : black)
        let isReversed = look.attributes.contains(.reverse)
        (self.text, self.ground) = isReversed ? (ground, text) : (text, ground)
        isExact = Self.isExact(look.text) && Self.isExact(look.ground)
    }

    private static func rgb(_ color: Look.Color) -> RGB? {
        switch color {
        case .standard: nil
        case .indexed(let index): RGB(xterm: index)
        case .rgb(let rgb): rgb
        }
    }

    private static func isExact(_ color: Look.Color) -> Bool {
        switch color {
        case .standard: false
        case .indexed(let index): index >= 16
        case .rgb: true
        }
    }
}

extension Style {
    /// A style as golden files write it: `warning/selected·bold`.
    fileprivate init?(golden text: Substring) {
        let words = text.split(separator: "·")
        let roles = (words.first ?? "").split(separator: "/").map { name in Role.allCases.first { "\($0)" == name } }
        guard case .some(.some(let role)) = roles.first else { return nil }
        let attributes: [Substring: Attributes] = [
            "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
        ]
        self.init(
            role, on: (roles.count > 1 ? roles[1] : nil) ?? .plain,
            words.dropFirst().reduce(into: []) { $0.formUnion(attributes[$1] ?? []) })
    }
}
