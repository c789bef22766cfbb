/// The visible part of a text one types into: it scrolls so that the text cursor stays in view.
struct EditedText {
    let text: String
    /// The place of the text cursor in Characters, 0 before the first.
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
