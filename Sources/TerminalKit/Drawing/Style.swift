/// The style of a cell in terms of meaning: the role of its text, the role of the ground it stands on, and attributes.
package struct Style: Sendable, Hashable {
    package var role: Role
    /// The role whose ground the text stands on, so that a warning on a selected row keeps its colour. `plain` leaves
    /// the ground to `role`.
    package var ground: Role
    package var attributes: Attributes

    package init(_ role: Role = .plain, on ground: Role = .plain, _ attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    package static let plain = Style()

    /// The style on another ground, unless it has one of its own.
    package func on(_ ground: Role) -> Style {
        self.ground == .plain ? Style(role, on: ground, attributes) : self
    }

    package func adding(_ attributes: Attributes) -> Style {
        Style(role, on: ground, self.attributes.union(attributes))
    }
}

/// The meaning of a piece of the screen. Drawing code names roles; only a ``Theme`` knows colours.
package enum Role: UInt8, Sendable, CaseIterable {
    /// Ordinary text on the ordinary ground.
    case plain
    /// Less important text: headings of columns, times, addresses, hints.
    case muted
    /// The least important text: what is off.
    case faint
    /// Text that a person typed, keys that may be pressed, and what runs.
    case accent
    /// The title of a pane, a dialog or a block.
    case heading
    case border
    /// The border of the part that has the keyboard.
    case focus
    /// A key in a hint.
    case key
    /// The description of a key in a hint.
    case hint
    case ok
    case warning
    case error
    /// The sign and the number of marks.
    case mark
    /// The ground of a row the user has marked.
    case marked
    /// The row or button under the cursor.
    case selected
    /// The row under the cursor of a part that has not the keyboard.
    case unfocused
    case added
    case changed
    case removed
    /// The label of a server.
    case badge
    /// The label of a server that must not be broken, and acts that break things.
    case danger
    case readonly
    /// A field one types into.
    case input
    /// Text that matches a search.
    case match
    /// The lines of status at the top and bottom.
    case bar
    /// Dialogs and menus over the screen.
    case overlay
}

/// The attributes of text beside its colours.
package struct Attributes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
}

/// A run of text in one style.
package struct Span: Sendable, Hashable {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    package init(_ text: String, _ role: Role, _ attributes: Attributes = []) {
        self.init(text, Style(role, on: .plain, attributes))
    }
}

/// A line of text in several styles.
package struct StyledLine: Sendable, Hashable, ExpressibleByStringInterpolation {
    package var spans: [Span]

    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    package init(_ text: String, _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text, style)]
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text without its styles.
    package var text: String { spans.map(\.text).joined() }

    /// Cells the line takes.
    package var width: Int { spans.reduce(0) { $0 + TextWidth.cells(of: $1.text) } }

    package static func + (left: StyledLine, right: StyledLine) -> StyledLine {
        StyledLine(left.spans + right.spans)
    }
}
