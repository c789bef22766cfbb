/// A list to choose one thing or several from, narrowed by typing. It keeps its size while it is narrowed, so that
/// nothing moves under the eyes.
package struct PickerView {
    package enum Mark: Sendable {
        case none
        /// Some of the things that are changed have it, and others not.
        case some
        case all

        fileprivate var text: String {
            switch self {
            case .none: "[ ]"
            case .some: "[-]"
            case .all: "[x]"
            }
        }
    }

    package struct Row: Sendable {
        package var title: String
        /// The texts beside the title, a column each.
        package var details: [String]
        /// The number of rows it lies below in a tree.
        package var depth: Int
        package var mark: Mark
        /// The reason why it cannot be chosen; nil when it can.
        package var obstacle: String?

        package init(
            _ title: String, details: [String] = [], depth: Int = 0, mark: Mark = .none, obstacle: String? = nil
        ) {
            (self.title, self.details, self.depth) = (title, details, depth)
            (self.mark, self.obstacle) = (mark, obstacle)
        }
    }

    package enum Position: Sendable {
        case centre
        /// At the left end of the top, as for what is about the headings of a table.
        case top
    }

    package var title: StyledLine
    /// The text that narrows the list, and its text cursor in Characters.
    package var filter: (text: String, cursor: Int)
    /// The rows that are left by the filter.
    package var count: Int
    /// The rows among them that the filter has found; a line for the text as it is typed is none.
    package var found: Int
    /// The rows there are without it.
    package var total: Int
    package var cursor: Int
    /// The first row in sight.
    package var top = 0
    /// Makes a row, of `0..<count`. Only those in sight are asked for.
    package var row: (Int) -> Row
    /// Rows that the widths are measured on, whatever the filter.
    package var sample: [Row]
    /// True when rows carry marks.
    package var showsMarks: Bool
    /// The lines below the list: what is chosen, and what follows from it.
    package var notes: [StyledLine] = []
    /// Lines that notes may take; the list keeps them free.
    package var noteRows = 1
    package var emptyText = StyledLine()
    package var footer = StyledLine()
    package var position = Position.centre
    /// True on low screens: it takes the whole canvas, so that nothing of what lies below it looks out.
    package var fillsCanvas = false

    package init(
        title: StyledLine, filter: (text: String, cursor: Int), count: Int, total: Int, cursor: Int,
        sample: [Row], showsMarks: Bool = false, row: @escaping (Int) -> Row
    ) {
        (self.title, self.filter, self.count, found, self.total) = (title, filter, count, count, total)
        (self.cursor, self.sample, self.showsMarks, self.row) = (cursor, sample, showsMarks, row)
    }

    /// Draws the picker and returns the position of the text cursor.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let below = count - top - listRows(in: canvas.size)
        let inside = canvas.overlay(frame(in: canvas.rect), title: title, footer: footer, below: below)
        let hint = StyledLine(filter.text.isEmpty ? "\(total)" : "\(found) of \(total)", Style(.muted))
        let caret = PromptView(prefix: "/", text: filter.text, cursor: filter.cursor, hint: hint).draw(on: inside)
        inside.hline(at: Point(0, 1), length: inside.width)
        let notes = notes.prefix(max(0, inside.height - Self.headRows - 1))
        let list = inside.inset(top: Self.headRows, bottom: min(noteRows, max(0, inside.height - Self.headRows - 1)))
        if count == 0 { list.put(emptyText, at: Point(1, 0), maxWidth: max(0, list.width - 2)) }
        let columns = columns(width: list.width)
        for (y, index) in (top..<max(top, min(top + list.height, count))).enumerated() {
            draw(row(index), isCursor: index == cursor, columns, on: list.sub(Rect(0, y, list.width, 1)))
        }
        for (y, note) in notes.enumerated() {
            let line = inside.height - max(noteRows, notes.count) + y
            inside.put(note, at: Point(1, line), maxWidth: max(0, inside.width - 2))
        }
        return canvas.place(caret, of: inside)
    }

    /// The details of the row under the cursor that are cut on a canvas of this size, in full; empty where none is.
    package func cutDetails(in size: Size) -> String {
        guard (0..<count).contains(cursor) else { return "" }
        let columns = columns(width: max(0, frame(in: Rect(size: size)).width - 2))
        let details = zip(row(cursor).details, columns.dropFirst().dropLast())
        return details.filter { TextWidth.cells(of: $0.0) > $0.1 }.map(\.0).joined(separator: "   ")
    }

    /// Rows of the list in sight on a canvas of this size.
    package func listRows(in size: Size) -> Int {
        max(1, frame(in: Rect(size: size)).height - 2 - Self.headRows - noteRows)
    }

    /// Cells of a note on a canvas of this size.
    package func noteWidth(in size: Size) -> Int { max(0, frame(in: Rect(size: size)).width - 4) }

    /// The row at a point of a canvas of this size; nil where there is none.
    package func row(at point: Point, size: Size) -> Int? {
        let list = frame(in: Rect(size: size)).inset(1).inset(top: Self.headRows, bottom: noteRows)
        guard list.contains(point) else { return nil }
        let index = top + point.y - list.y
        return index < count ? index : nil
    }

    /// The lines of the filter and below it.
    private static let headRows = 2
    /// Cells for the cursor, and for a mark with the blank behind it.
    private static let (cursorWidth, markWidth) = (2, 4)
    private static let gap = 2
    /// Cells below which a title says too little for other columns to take room from it.
    private static let leastTitle = 16
    /// Cells below which a detail goes rather than being cut.
    private static let leastDetail = 12

    private func frame(in rect: Rect) -> Rect {
        if fillsCanvas { return rect }
        let wanted = widths.reduce(Self.cursorWidth + 1 + (showsMarks ? Self.markWidth : 0)) { $0 + $1 + Self.gap }
        let texts = max(title.width + 6, footer.width + 6, TextWidth.cells(of: filter.text) + 24)
        let width = min(max(wanted, min(texts, 60), showsMarks && position == .centre ? 56 : 40), rect.width - 2)
        let height = max(total, 1) + Self.headRows + noteRows + 2
        let size = Size(width, min(height, rect.height))
        switch position {
        case .centre: return rect.centred(size)
        case .top: return Rect(rect.x + min(2, rect.width), rect.y, size.width, size.height)
        }
    }

    /// The widths that the title, each detail, and the reasons ask for.
    private var widths: [Int] {
        let count = sample.map(\.details.count).max() ?? 0
        let title = sample.map { TextWidth.cells(of: $0.title) + 2 * $0.depth }.max() ?? 0
        let details = (0..<count).map { index in
            sample.map { $0.details.indices.contains(index) ? TextWidth.cells(of: $0.details[index]) : 0 }.max() ?? 0
        }
        let reasons = sample.compactMap(\.obstacle).map { TextWidth.cells(of: $0) }.max() ?? 0
        return [max(title, 1)] + details + [reasons]
    }

    /// The widths that they get: reasons stand in the place of details where there is no room for both; long details are
    /// cut, and short ones go from the right. The title gets what is left.
    private func columns(width: Int) -> [Int] {
        var widths = widths
        let room = max(0, width - Self.cursorWidth - 1 - (showsMarks ? Self.markWidth : 0))
        let title = widths[0]
        widths[0] = min(title, Self.leastTitle)
        func used() -> Int { widths.filter { $0 > 0 }.reduce(-Self.gap) { $0 + $1 + Self.gap } }
        for index in widths.indices.dropFirst().reversed() where used() > room {
            let cut = widths[index] - (used() - room)
            let isReason = index == widths.count - 1
            widths[index] = isReason || cut < min(widths[index], Self.leastDetail) ? 0 : cut
        }
        // Rows that were not measured may be wider.
        let most = total > sample.count ? room : title
        widths[0] = max(0, min(most, widths[0] + room - used()))
        return widths
    }

    private func draw(_ row: Row, isCursor: Bool, _ columns: [Int], on canvas: Canvas) {
        let line = canvas.on(isCursor ? .selected : .overlay)
        line.fill()
        if isCursor { line.put(canvas.glyphs.cursor, at: .zero) }
        var x = Self.cursorWidth
        let isOff = row.obstacle != nil
        if showsMarks {
            line.put(row.mark.text, at: Point(x, 0), isOff ? .faint : row.mark == .none ? .muted : .mark)
            x += Self.markWidth
        }
        let indent = min(2 * row.depth, columns[0] / 2)
        line.put(row.title, at: Point(x + indent, 0), isOff ? .faint : .plain, maxWidth: max(0, columns[0] - indent))
        x += columns[0] + Self.gap
        if let obstacle = row.obstacle, columns.last == 0 {
            line.put(obstacle, at: Point(x, 0), .warning, maxWidth: max(0, line.width - x - 1))
            return
        }
        for (detail, width) in zip(row.details, columns.dropFirst().dropLast()) where width > 0 {
            line.put(detail, at: Point(x, 0), .muted, maxWidth: width)
            x += width + Self.gap
        }
        line.put(row.obstacle ?? "", at: Point(x, 0), .warning, maxWidth: max(0, line.width - x - 1))
    }
}
