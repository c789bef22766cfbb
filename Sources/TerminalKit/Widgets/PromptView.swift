/// A line to type into: its prefix, the text, the rest of a suggested completion, and a hint.
package struct PromptView {
    package var prefix: String
    package var text: String
    /// The position of the text cursor in Characters.
    package var cursor: Int
    /// The text that Tab would add.
    package var completion: String
    package var hint: StyledLine

    package init(prefix: String, text: String, cursor: Int, completion: String = "", hint: StyledLine = StyledLine()) {
        self.prefix = prefix
        self.text = text
        self.cursor = cursor
        self.completion = completion
        self.hint = hint
    }

    /// Draws the prompt in the first row and returns the position of the text cursor.
    package func draw(on canvas: Canvas) -> Point {
        var x = 1 + canvas.put(prefix, at: Point(1, 0), .accent, maxWidth: max(0, canvas.width - 2))
        x += 1
        let hintWidth = hint.width
        let showsHint = hintWidth > 0 && canvas.width - x - hintWidth - 3 >= max(16, TextWidth.cells(of: text) + 1)
        let width = max(1, canvas.width - x - 1 - (showsHint ? hintWidth + 2 : 0))
        let column = EditedText(text: text, cursor: cursor).draw(
            on: canvas, at: Point(x, 0), width: width, style: Style(.input))
        if cursor >= text.count, !completion.isEmpty {
            canvas.put(
                completion, at: Point(column, 0), style: Style(.muted, on: .input), maxWidth: max(0, x + width - column)
            )
        }
        if showsHint { canvas.put(hint, at: Point(canvas.width - hintWidth - 1, 0)) }
        return Point(column, 0)
    }
}

/// The visible part of a text that is being typed: it scrolls so that the text cursor stays in view.
struct EditedText {
    let text: String
    /// The position of the text cursor in Characters, 0 before the first.
    let cursor: Int

    /// Draws the text in `width` cells and returns the column of the text cursor.
    @discardableResult
    func draw(on canvas: Canvas, at point: Point, width: Int, style: Style) -> Int {
        guard width > 0 else { return point.x }
        let characters = Array(text)
        let cursor = min(max(0, self.cursor), characters.count)
        func cells(_ range: Range<Int>) -> Int {
            TextWidth.cells(of: String(characters[range]), marks: canvas.glyphs.marks)
        }
        var start = 0
        while start < cursor, cells(start..<cursor) >= width { start += 1 }
        canvas.fill(Rect(point.x, point.y, width, 1), style)
        canvas.sub(Rect(point.x, point.y, width, 1)).put(
            String(characters[start...]), at: .zero, style: style)
        return point.x + min(width - 1, cells(start..<cursor))
    }
}
