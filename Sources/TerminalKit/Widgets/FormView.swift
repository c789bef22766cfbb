/// Labelled fields below each other, with headings, notes and messages. It draws what it is given: the text being edited,
/// where the text cursor stands and what is wrong are the caller's.
package struct FormView {
    package enum Control {
        /// A text; with a cursor (in Characters) while it is edited.
        case text(String, cursor: Int? = nil)
        /// A text shown as dots, however long it is shown as.
        case secret(String, cursor: Int? = nil)
        case toggle(Bool)
        /// One of several values; the keys Left and Right, or a menu, change it.
        case choice(String)
        /// A value that cannot be changed here.
        case info(StyledLine)
        /// A line of a list: its number or `+`, the text, the cursor while it is edited, and what is known of it.
        case entry(sign: String, text: String, cursor: Int? = nil, note: StyledLine = StyledLine())
    }

    package enum Severity { case note, warning, error }

    package struct Field {
        package var label: String
        package var control: Control
        package var isDirty: Bool
        package var isEnabled: Bool
        /// Shown below the field.
        package var message: (severity: Severity, text: String)?
        /// Shown instead of an empty text.
        package var placeholder: String
        /// The unit behind a number; empty for what has none.
        package var unit: String

        package init(
            _ label: String, _ control: Control, isDirty: Bool = false, isEnabled: Bool = true,
            message: (severity: Severity, text: String)? = nil, placeholder: String = "", unit: String = ""
        ) {
            self.label = label
            self.control = control
            self.isDirty = isDirty
            self.isEnabled = isEnabled
            self.message = message
            self.placeholder = placeholder
            self.unit = unit
        }

        /// False for a line of a list, whose label stands above all of them.
        var hasLabel: Bool {
            if case .entry = control { false } else { true }
        }
    }

    package enum Row {
        case heading(String)
        case note(StyledLine)
        case field(Field)
        case gap
    }

    package var rows: [Row]
    /// The index of the focused row in `rows`.
    package var focus: Int?
    package var hasFocus: Bool
    /// Screen rows scrolled away at the top; moved as needed to show the focus.
    package var top: Int

    package init(_ rows: [Row], focus: Int? = nil, hasFocus: Bool = true, top: Int = 0) {
        self.rows = rows
        self.focus = focus
        self.hasFocus = hasFocus
        self.top = top
    }

    /// Draws the form and returns the position of the text cursor, or of the focused row when nothing is edited.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        var caret: Point?
        var y = -scroll(in: canvas.rect.size)
        let labelWidth = hasLabelsAbove(canvas.width) ? nil : labelWidth(canvas.width)
        for (index, row) in rows.enumerated() {
            let height = height(of: row, width: canvas.width)
            if y + height > 0, y < canvas.height {
                switch row {
                case .gap: break
                case .heading(let text): canvas.put(text, at: Point(1, y), .heading, maxWidth: max(0, canvas.width - 1))
                case .note(let line): canvas.put(line, at: Point(3, y), maxWidth: max(0, canvas.width - 3))
                case .field(let field):
                    let isFocused = index == focus
                    let drawing = FormFieldView(
                        field: field, isFocused: isFocused, hasFocus: hasFocus, labelWidth: labelWidth)
                    let cursor = drawing.draw(on: canvas.sub(Rect(0, y, canvas.width, height)))
                    if isFocused { caret = Point(cursor.x, cursor.y + y) }
                }
            }
            y += height
        }
        return caret
    }

    /// Lines of the whole form at a width.
    package func height(width: Int) -> Int { rows.reduce(0) { $0 + height(of: $1, width: width) } }

    /// Lines of the form below those that an area of this size shows.
    package func linesBelow(in size: Size) -> Int {
        max(0, height(width: size.width) - scroll(in: size) - size.height)
    }

    /// The width below which a label stands above its control and not beside it.
    private static let widthForLabels = 60

    private func hasLabelsAbove(_ width: Int) -> Bool { width < Self.widthForLabels }

    private func height(of row: Row, width: Int) -> Int {
        guard case .field(let field) = row else { return 1 }
        let labelWidth = hasLabelsAbove(width) ? nil : labelWidth(width)
        let message =
            field.message == nil ? [] : FormFieldView.messageLines(field, labelWidth: labelWidth, width: width)
        return 1 + message.count + (labelWidth == nil && field.hasLabel ? 1 : 0)
    }

    private func scroll(in size: Size) -> Int {
        let height = size.height
        let heights = rows.map { self.height(of: $0, width: size.width) }
        let total = heights.reduce(0, +)
        var top = min(max(0, self.top), max(0, total - height))
        guard let focus, rows.indices.contains(focus) else { return top }
        let start = heights[..<focus].reduce(0, +)
        let end = start + heights[focus]
        if end > top + height { top = end - height }
        return min(top, start)
    }

    /// Labels share a column as wide as the widest, at most two fifths of the form.
    private func labelWidth(_ width: Int) -> Int {
        let widths = rows.map { row -> Int in
            guard case .field(let field) = row else { return 0 }
            if case .entry = field.control { return 0 }
            return TextWidth.cells(of: field.label)
        }
        return min(widths.max() ?? 0, max(4, width * 2 / 5))
    }
}
