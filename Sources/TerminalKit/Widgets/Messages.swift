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
    /// The keys to press next, at the right.
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

/// The messages of the past with their times, the newest first: what ``ToastView`` showed for a moment, in full.
package struct MessageHistoryView {
    package struct Entry {
        package var kind: ToastView.Kind
        /// The time it was shown, as people read it.
        package var time: String
        package var text: String
        /// More about it, below the text; may have several lines.
        package var detail: String

        package init(_ kind: ToastView.Kind, time: String, _ text: String, detail: String = "") {
            self.kind = kind
            self.time = time
            self.text = text
            self.detail = detail
        }
    }

    /// The newest first.
    package var entries: [Entry]
    /// The line at the top.
    package var top: Int

    package init(_ entries: [Entry], top: Int = 0) {
        self.entries = entries
        self.top = top
    }

    package func draw(on canvas: Canvas) {
        TextView(lines(width: canvas.width, glyphs: canvas.glyphs), top: top).draw(on: canvas)
    }

    /// All lines at a width, to know how far there is to scroll.
    package func lines(width: Int, glyphs: Glyphs = .unicode) -> [StyledLine] {
        let timeWidth = entries.map { TextWidth.cells(of: $0.time) }.max() ?? 0
        return entries.flatMap { lines(of: $0, timeWidth: timeWidth, width: width, glyphs: glyphs) }
    }

    /// The text beside its time, what follows below the text.
    private func lines(of entry: Entry, timeWidth: Int, width: Int, glyphs: Glyphs) -> [StyledLine] {
        let sign = entry.kind.sign(glyphs)
        let indent = timeWidth + 2 + TextWidth.cells(of: sign.text)
        let room = max(8, width - indent)
        let text = StyledLine(entry.text, Style(entry.kind.textRole)).wrapped(to: room)
        let detail = Sanitizer.lines(of: entry.detail).filter { !$0.isEmpty }
            .flatMap { StyledLine($0, Style(.muted)).wrapped(to: room) }
        let start = StyledLine([Span(entry.time.padded(to: timeWidth) + "  ", .muted), sign])
        let blank = StyledLine(String(repeating: " ", count: indent))
        return (text + detail).enumerated().map { ($0.offset == 0 ? start : blank) + $0.element }
    }
}
