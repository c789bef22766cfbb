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
