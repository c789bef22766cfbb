import Foundation

/// Gives every ``Role`` its colours and attributes.
package struct Theme: Sendable, Equatable {
    /// The colours and attributes of one role.
    package struct Entry: Sendable, Equatable {
        package var text: ThemeColor?
        package var ground: ThemeColor?
        package var attributes: Attributes = []
        /// The attributes at sixteen colours or fewer, where they differ.
        package var few: Attributes?
        /// The attributes without colours, where they differ.
        package var mono: Attributes?

        package init(
            text: ThemeColor? = nil, ground: ThemeColor? = nil, attributes: Attributes = [], few: Attributes? = nil,
            mono: Attributes? = nil
        ) {
            self.text = text
            self.ground = ground
            self.attributes = attributes
            self.few = few
            self.mono = mono
        }

        func attributes(at depth: ColorDepth) -> Attributes {
            switch depth {
            case .mono: mono ?? few ?? attributes
            case .eight, .sixteen: few ?? attributes
            case .xterm256, .truecolour: attributes
            }
        }
    }

    /// The name the user types.
    package let name: String
    /// One line for the list of themes.
    package let about: String
    private let entries: [Role: Entry]

    package init(name: String, about: String, entries: [Role: Entry]) {
        self.name = name
        self.about = about
        self.entries = entries
    }

    package subscript(role: Role) -> Entry { entries[role] ?? Entry() }

    /// The colours and attributes of a style at a depth. A role with a ground of its own, such as a badge, keeps it on any other.
    package func look(of style: Style, at depth: ColorDepth) -> Look {
        let role = self[style.role]
        let plain = self[.plain]
        guard style.ground != .plain else {
            return look(
                text: role.text ?? plain.text, ground: role.ground ?? plain.ground,
                attributes: role.attributes(at: depth).union(style.attributes), at: depth)
        }
        let ground = self[style.ground]
        let groundAttributes = ground.attributes(at: depth)
        let attributes = role.attributes(at: depth).union(style.attributes).union(groundAttributes)
        if groundAttributes.contains(.reverse) {
            // A reversed ground is one even bar: colours of single words would turn into patches of ground.
            return look(
                text: ground.text ?? plain.text, ground: ground.ground ?? plain.ground,
                attributes: attributes.subtracting(.dim), at: depth)
        }
        let isPatch = style.role != .plain && role.ground != nil
        let ownText = style.role == .plain ? nil : role.text
        return look(
            text: ownText ?? ground.text ?? plain.text,
            ground: (isPatch ? role.ground : ground.ground) ?? plain.ground, attributes: attributes, at: depth)
    }

    private func look(text: ThemeColor?, ground: ThemeColor?, attributes: Attributes, at depth: ColorDepth) -> Look {
        Look(text: color(text, at: depth), ground: color(ground, at: depth), attributes: attributes)
    }

    private func color(_ color: ThemeColor?, at depth: ColorDepth) -> Look.Color {
        guard let color else { return .standard }
        switch depth {
        case .mono: return .standard
        case .eight: return color.ansi.map { .indexed($0 % 8) } ?? .standard
        case .sixteen: return color.ansi.map { .indexed($0) } ?? .standard
        case .xterm256: return color.xterm.map { .indexed($0) } ?? .standard
        case .truecolour: return color.rgb.map { .rgb($0) } ?? color.xterm.map { .indexed($0) } ?? .standard
        }
    }
}

/// The colours and attributes of a ``Style`` in a theme at a colour depth.
package struct Look: Sendable, Hashable {
    package enum Color: Sendable, Hashable {
        /// The terminal's own.
        case standard
        /// One of the terminal's 8, 16 or 256 colours.
        case indexed(UInt8)
        case rgb(RGB)
    }

    package var text: Color = .standard
    package var ground: Color = .standard
    package var attributes: Attributes = []
}

extension Theme {
    /// The texts of the themes compiled into the program, the default first. They are read when asked for: a start reads
    /// one.
    private static var files: KeyValuePairs<String, [UInt8]> {
        [
            "midnight": PackageResources.midnight_json,
            "daylight": PackageResources.daylight_json,
            "high-contrast": PackageResources.high_contrast_json,
            "clear-dark": PackageResources.clear_dark_json,
            "clear-light": PackageResources.clear_light_json,
            "terminal": PackageResources.terminal_json,
            "mono": PackageResources.mono_json,
        ]
    }

    /// The themes compiled into the program, the default first.
    package static let builtIn: [Theme] = files.compactMap { ThemeFile.parse(Data($1), name: $0).theme }

    /// The default.
    package static let midnight =
        ThemeFile.parse(Data(PackageResources.midnight_json), name: "midnight").theme
        ?? Theme(name: "midnight", about: "", entries: [:])

    package static func named(_ name: String) -> Theme? {
        name == midnight.name ? midnight : builtIn.first { $0.name == name }
    }
}
