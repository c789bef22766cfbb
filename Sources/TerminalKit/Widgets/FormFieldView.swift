/// One field of a ``FormView``: sign, label, control, and its message below.
struct FormFieldView {
    let field: FormView.Field
    let isFocused: Bool
    let hasFocus: Bool
    /// Cells of the labels; nil where they stand above the controls.
    let labelWidth: Int?

    /// Draws the field from the top of the canvas and returns the position of the text cursor.
    func draw(on canvas: Canvas) -> Point {
        let ground: Role = !isFocused ? canvas.ground : hasFocus ? .selected : .unfocused
        let y = labelWidth == nil && field.hasLabel ? 1 : 0
        let row = canvas.sub(Rect(0, y, canvas.width, 1)).on(ground)
        if y > 0 { canvas.put(field.label, at: Point(1, 0), .muted, maxWidth: max(0, canvas.width - 1)) }
        if isFocused {
            row.fill()
            row.put(canvas.glyphs.cursor, at: Point(0, 0))
        }
        if field.isDirty { row.put("~", at: Point(1, 0), .changed) }
        var x = 3
        if let labelWidth, field.hasLabel {
            row.put(field.label, at: Point(x, 0), field.isEnabled ? .plain : .muted, maxWidth: labelWidth)
            x += labelWidth + 2
        }
        let column = drawControl(on: row, at: x)
        drawMessage(on: canvas.inset(top: y), at: Self.start(of: field, labelWidth: labelWidth))
        return Point(column, y)
    }

    private func drawControl(on row: Canvas, at x: Int) -> Int {
        let width = max(0, row.width - x - Self.margin)
        let role: Role = field.isEnabled ? .plain : .muted
        switch field.control {
        case .text(let text, let cursor) where !field.unit.isEmpty:
            let room = min(width, cursor == nil ? TextWidth.cells(of: text) : Self.numberWidth)
            let column = drawText(text, cursor, role, on: row, at: x, width: room)
            row.put(field.unit, at: Point(x + room + 1, 0), .muted, maxWidth: max(0, width - room - 1))
            return column
        case .text(let text, let cursor): return drawText(text, cursor, role, on: row, at: x, width: width)
        case .secret(let text, let cursor):
            let dots = String(repeating: row.glyphs.secret, count: cursor == nil ? min(8, text.count) : text.count)
            return drawText(dots, cursor, role, on: row, at: x, width: width)
        case .toggle(let isOn):
            row.put(isOn ? "[x] on" : "[ ] off", at: Point(x, 0), isOn && field.isEnabled ? .ok : role, maxWidth: width)
            return 0
        case .choice(let value):
            let line = StyledLine([
                Span(row.glyphs.choiceStart + " ", .muted), Span(value, role), Span(" " + row.glyphs.choiceEnd, .muted),
            ])
            row.put(line, at: Point(x, 0), maxWidth: width)
            return 0
        case .info(let line):
            row.put(line, at: Point(x, 0), maxWidth: width)
            return 0
        case .entry(let sign, let text, let cursor, let note):
            row.put(sign, at: Point(x + 2, 0), .muted, maxWidth: 3)
            let start = x + 6
            let noteWidth = note.width
            let room = max(0, row.width - start - Self.margin)
            let textWidth = noteWidth > 0 && room - noteWidth >= 12 ? room - noteWidth - 2 : room
            let column = drawText(text, cursor, role, on: row, at: start, width: textWidth)
            if textWidth < room { row.put(note, at: Point(row.width - 1 - noteWidth, 0)) }
            return column
        }
    }

    /// Cells for a number while it is typed.
    private static let numberWidth = 10
    /// Cells that stay free at the end of a row.
    private static let margin = 1

    /// A text being edited scrolls with its cursor; one at rest ends in an ellipsis.
    private func drawText(_ text: String, _ cursor: Int?, _ role: Role, on row: Canvas, at x: Int, width: Int) -> Int {
        if let cursor {
            // To the end of the row: a single cell of the row's ground behind it would look like a cursor.
            let isLast = x + width == row.width - Self.margin
            return EditedText(text: text, cursor: cursor).draw(
                on: row, at: Point(x, 0), width: isLast ? width + Self.margin : width, style: Style(.input, on: .input))
        }
        let isEmpty = text.isEmpty
        row.put(isEmpty ? field.placeholder : text, at: Point(x, 0), isEmpty ? .muted : role, maxWidth: width)
        return 0
    }

    /// The lines of a message below a field.
    static func messageLines(_ field: FormView.Field, labelWidth: Int?, width: Int) -> [String] {
        guard let message = field.message else { return [] }
        let room = width - start(of: field, labelWidth: labelWidth) - signWidth - margin
        return StyledLine(message.text).wrapped(to: max(room, 1)).prefix(mostMessageLines).map(\.text)
    }

    private static let mostMessageLines = 8
    /// Cells of the sign of a message and the space behind it.
    private static let signWidth = 2

    /// The cell at which the control of a field begins, and its message.
    private static func start(of field: FormView.Field, labelWidth: Int?) -> Int {
        if case .entry = field.control { return 9 }
        return 3 + (field.hasLabel ? labelWidth.map { $0 + 2 } ?? 0 : 0)
    }

    private func drawMessage(on canvas: Canvas, at x: Int) {
        guard let message = field.message else { return }
        let (sign, role): (String, Role) =
            switch message.severity {
            case .note: (canvas.glyphs.dot, .muted)
            case .warning: (canvas.glyphs.warning, .warning)
            case .error: (canvas.glyphs.cross, .error)
            }
        canvas.put(sign, at: Point(x, 1), role, maxWidth: max(0, canvas.width - x - Self.margin))
        let lines = Self.messageLines(field, labelWidth: labelWidth, width: canvas.width)
        for (index, line) in lines.enumerated() {
            let start = x + Self.signWidth
            canvas.put(line, at: Point(start, 1 + index), role, maxWidth: max(0, canvas.width - start - Self.margin))
        }
    }
}
