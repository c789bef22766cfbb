/// One line of news: a sign, a word in its colour, the message. Meaning never rests on the colour alone.
package struct ToastView {
    package enum Kind: Sendable { case info, ok, warning, error }

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
        let (sign, role): (String, Role) =
            switch kind {
            case .info: (canvas.glyphs.bullet, .accent)
            case .ok: (canvas.glyphs.check, .ok)
            case .warning: (canvas.glyphs.warning, .warning)
            case .error: (canvas.glyphs.cross, .error)
            }
        let hintWidth = hint.width
        let showsHint = hintWidth > 0 && canvas.width >= hintWidth + 24
        let room = canvas.width - 2 - (showsHint ? hintWidth + 2 : 0)
        let line = StyledLine([Span(sign + " ", role, .bold), Span(text, kind == .error ? .error : .plain)])
        canvas.put(line, at: Point(1, 0), maxWidth: max(0, room))
        if showsHint { canvas.put(hint, at: Point(canvas.width - hintWidth - 1, 0)) }
    }
}
