/// News: a sign, the message, the keys to press next. Meaning never rests on the colour alone, and nothing is cut.
package struct ToastView {
    package enum Kind: Sendable {
        case info, ok, warning, error

        /// The sign in its colour, and a space.
        func sign(_ glyphs: Glyphs) -> Span {
            switch self {
            case .info: Span(glyphs.bullet + " ", .accent)
            case .ok: Span(glyphs.check + " ", .ok)
            case .warning: Span(glyphs.warning + " ", .warning)
            case .error: Span(glyphs.cross + " ", .error)
            }
        }

        var textRole: Role { self == .error ? .error : .plain }
    }

    package var kind: Kind
    package var text: String
    /// The keys to press next.
    package var hint: StyledLine

    package init(_ kind: Kind, _ text: String, hint: StyledLine = StyledLine()) {
        self.kind = kind
        self.text = text
        self.hint = hint
    }

    /// The message in as many lines as it takes, the hint behind it.
    package func lines(width: Int, glyphs: Glyphs = .unicode) -> [StyledLine] {
        let sign = kind.sign(glyphs)
        let indent = 1 + TextWidth.cells(of: sign.text)
        var line = StyledLine(text, Style(kind.textRole))
        if !hint.spans.isEmpty { line = line + StyledLine("   ") + hint }
        return line.wrapped(to: max(8, width - indent - 1)).enumerated().map { index, part in
            let start = index == 0 ? [Span(" "), sign] : [Span(String(repeating: " ", count: indent))]
            return StyledLine(start) + part
        }
    }

    package func draw(on canvas: Canvas) {
        TextView(lines(width: canvas.width, glyphs: canvas.glyphs)).draw(on: canvas)
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
