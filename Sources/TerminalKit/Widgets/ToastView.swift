/// One line of news: a sign, a word in its colour, the message. Meaning never rests on the colour alone.
package struct ToastView {
    package enum Kind: Sendable {
        case info, ok, warning, error

        /// The sign in its colour, and a space.
        func sign(_ glyphs: Glyphs) -> Span {
            switch self {
            case .info: Span(glyphs.bullet + " ", .accent, .bold)
            case .ok: Span(glyphs.check + " ", .ok, .bold)
            case .warning: Span(glyphs.warning + " ", .warning, .bold)
            case .error: Span(glyphs.cross + " ", .error, .bold)
            }
        }

        var textRole: Role { self == .error ? .error : .plain }
    }

    package var kind: Kind
    package var text: String
    /// What to press next, at the right.
    package var hint: StyledLine

    package init(_ kind: Kind, _ text: String, hint: StyledLine = StyledLine()) {
        self.kind = kind
        self.text = text
        self.hint = hint
    }

    package func draw(on canvas: Canvas) {
        let hintWidth = hint.width
        let showsHint = hintWidth > 0 && canvas.width >= hintWidth + 24
        let room = canvas.width - 2 - (showsHint ? hintWidth + 2 : 0)
        let line = StyledLine([kind.sign(canvas.glyphs), Span(text, kind.textRole)])
        canvas.put(line, at: Point(1, 0), maxWidth: max(0, room))
        if showsHint { canvas.put(hint, at: Point(canvas.width - hintWidth - 1, 0)) }
    }
}
