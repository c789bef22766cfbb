/// A question over the screen: what will happen, the answers, and for grave acts a word to type.
package struct DialogView {
    package struct Button {
        package var title: String
        package var isDanger: Bool
        package var isEnabled: Bool

        package init(_ title: String, isDanger: Bool = false, isEnabled: Bool = true) {
            self.title = title
            self.isDanger = isDanger
            self.isEnabled = isEnabled
        }
    }

    /// The field for a word that must be typed.
    package struct Word {
        package var label: StyledLine
        package var text: String
        package var cursor: Int

        package init(label: StyledLine, text: String, cursor: Int) {
            self.label = label
            self.text = text
            self.cursor = cursor
        }
    }

    package var title: StyledLine
    package var body: [StyledLine]
    /// Lines below the body that stay in place while it scrolls. Where there is little room the last ones give way.
    package var summary: [StyledLine] = []
    /// Lines of the body scrolled away; the rest of a long body is announced in the frame.
    package var top: Int
    package var buttons: [Button]
    package var focus: Int
    package var word: Word?
    package var isDanger: Bool
    /// Cells of the widest dialog.
    package var maxWidth: Int
    /// True where it takes the whole canvas, with its buttons at the end.
    package var fillsCanvas = false

    package init(
        title: StyledLine, body: [StyledLine], buttons: [Button], focus: Int = 0, word: Word? = nil, top: Int = 0,
        isDanger: Bool = false, maxWidth: Int = 76
    ) {
        self.title = title
        self.body = body
        self.buttons = buttons
        self.focus = focus
        self.word = word
        self.top = top
        self.isDanger = isDanger
        self.maxWidth = maxWidth
    }

    /// Draws the dialog in the middle of the canvas and returns the position of the text cursor or the focused button.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let extent = extent(in: canvas.rect.size)
        let (lines, shown) = (extent.lines, extent.shown)
        let first = min(max(0, top), lines.count - shown)
        let inside = canvas.overlay(
            extent.frame, title: title, below: lines.count - first - shown, style: Style(isDanger ? .error : .focus))
        for (y, line) in (extent.heading + lines[first..<first + shown] + extent.summary).enumerated() {
            inside.put(line, at: Point(1, y), maxWidth: max(0, inside.width - 2))
        }
        var y = inside.height - footerRows
        var caret: Point?
        if let word {
            let x = 1 + inside.put(word.label, at: Point(1, y), maxWidth: max(0, inside.width - 12)) + 1
            let column = EditedText(text: word.text, cursor: word.cursor).draw(
                on: inside, at: Point(x, y), width: max(0, inside.width - x - 1), style: Style(.input, on: .input))
            caret = Point(column, y)
            y += 2
        }
        let button = drawButtons(on: inside, at: y)
        return (caret ?? button).map { canvas.place($0, of: inside) }
    }

    /// Lines for the field and the buttons, each with one of air after it.
    private var footerRows: Int { (word == nil ? 0 : 2) + (buttons.isEmpty ? 0 : 2) }

    /// Lines to scroll through on a canvas of this size, and those of them in sight.
    package func scrollExtent(in size: Size) -> (lines: Int, page: Int) {
        let extent = extent(in: size)
        return (extent.lines.count, max(extent.shown, 1))
    }

    /// True when nothing of it has to scroll or to give way on a canvas of this size.
    package func fits(in size: Size) -> Bool {
        let extent = extent(in: size)
        return extent.shown == extent.lines.count && extent.summary.count == wrapped(summary, in: size).count
    }

    private struct Extent {
        /// A title that the border cuts, in full.
        var heading: [StyledLine] = []
        /// The wrapped lines of the body, and how many of them are in sight.
        var lines: [StyledLine] = []
        var shown = 0
        var summary: [StyledLine] = []
        var frame = Size(0, 0)
    }

    private func width(in size: Size) -> Int { fillsCanvas ? size.width : min(maxWidth, max(0, size.width - 2)) }

    private func wrapped(_ lines: [StyledLine], in size: Size) -> [StyledLine] {
        lines.flatMap { $0.wrapped(to: width(in: size) - 4) }
    }

    private func extent(in size: Size) -> Extent {
        let width = width(in: size)
        let room = max(0, size.height - 3 - footerRows)
        var extent = Extent()
        extent.lines = wrapped(body, in: size)
        let heading = title.width > width - 6 ? title.wrapped(to: width - 4) + [""] : []
        let summary = wrapped(summary, in: size)
        if heading.count + extent.lines.count + summary.count <= room {
            (extent.heading, extent.summary) = (heading, summary)
        } else {
            // What scrolls keeps at least half of the room.
            extent.heading = Array(heading.prefix(room / 4))
            extent.summary = Array(summary.prefix(room / 2 - extent.heading.count))
        }
        extent.shown = min(extent.lines.count, room - extent.heading.count - extent.summary.count)
        let rows = fillsCanvas ? room : extent.heading.count + extent.shown + extent.summary.count
        extent.frame = Size(width, rows + footerRows + 3)
        return extent
    }

    /// The enabled button at a point of a canvas of this size; nil where there is none.
    package func button(at point: Point, size: Size) -> Int? {
        let frame = extent(in: size).frame
        let inside = Rect(size: size).centred(frame).inset(1)
        guard inside.contains(point), point.y - inside.y == inside.height - footerRows + (word == nil ? 0 : 2) else {
            return nil
        }
        var x = inside.x + 1
        for (index, button) in buttons.enumerated() {
            let width = TextWidth.cells(of: button.title) + 4
            if (x..<x + width).contains(point.x) { return button.isEnabled ? index : nil }
            x += width + 2
        }
        return nil
    }

    private func drawButtons(on canvas: Canvas, at y: Int) -> Point? {
        var caret: Point?
        var x = 1
        for (index, button) in buttons.enumerated() {
            let isFocused = index == focus
            let role: Role = !button.isEnabled ? .muted : button.isDanger ? .error : .plain
            let style = Style(role, on: isFocused ? .selected : .plain)
            let text =
                isFocused
                ? "[ \(button.title) ]" : button.isEnabled ? "  \(button.title)  " : " (\(button.title)) "
            if isFocused { caret = Point(x, y) }
            x += canvas.put(text, at: Point(x, y), style: style, maxWidth: max(0, canvas.width - x)) + 2
        }
        return caret
    }
}
