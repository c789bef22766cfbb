import TerminalKit

/// The lines of the security pane on an area: the heading, a row for each thing the cursor can stand on, which takes as
/// many lines as it needs, and below them the report on the row under the cursor.
struct SecurityForm {
    /// A line, and the row it belongs to.
    struct Line {
        let row: Int
        let text: StyledLine
    }

    let lines: [Line]
    /// Lines of the rows in sight, and those scrolled away above.
    let height: Int
    let top: Int
    private let heading: [StyledLine]
    private let report: [StyledLine]
    private let cursor: Int

    private static let title = "Cross-origin requests (CORS): the web pages of other sites that may use this server"
    /// Cells before the text of a row, and before its further lines.
    private static let (indent, hanging) = (2, 6)

    init(_ rows: [StyledLine], report: [StyledLine], cursor: Int, in size: Size) {
        let heading = StyledLine(Self.title, Style(.heading)).wrapped(to: size.width - 2)
        let lines = rows.enumerated().flatMap { index, row in
            Self.wrapped(row, width: size.width - Self.indent).map { Line(row: index, text: $0) }
        }
        let report = report.flatMap { $0.wrapped(to: size.width - 2) }
        let room = max(size.height - heading.count - 1, 1)
        // The report takes no more than leaves half of the room to the rows, and begins with a line of air.
        let rest = report.isEmpty ? room : max(min(lines.count, room / 2), room - report.count - 1)
        let end = lines.lastIndex { $0.row == cursor } ?? 0
        let start = lines.firstIndex { $0.row == cursor } ?? 0
        (self.heading, self.lines, self.report, self.cursor) = (heading, lines, report, cursor)
        height = max(rest, 1)
        top = max(0, min(end - height + 1, start))
    }

    /// A row in as many lines as it needs, those after the first further to the right.
    private static func wrapped(_ row: StyledLine, width: Int) -> [StyledLine] {
        guard row.width > width else { return [row] }
        let blanks = StyledLine(String(repeating: " ", count: hanging - indent))
        let lines = row.wrapped(to: width - hanging + indent)
        return Array(lines.prefix(1)) + lines.dropFirst().map { blanks + $0 }
    }

    /// Draws them and returns where the row under the cursor begins.
    func draw(on canvas: Canvas) -> Point? {
        TextView(heading).draw(on: canvas.inset(left: 1, right: 1))
        let list = canvas.sub(Rect(0, heading.count + 1, canvas.width, height))
        var caret: Point?
        for (y, line) in lines.dropFirst(top).prefix(height).enumerated() {
            let isCursor = line.row == cursor
            let row = list.sub(Rect(0, y, list.width, 1)).on(isCursor ? .selected : .plain)
            row.fill()
            if isCursor, caret == nil {
                row.put(row.glyphs.cursor, at: .zero)
                caret = Point(0, heading.count + 1 + y)
            }
            row.put(line.text, at: Point(Self.indent, 0), maxWidth: list.width - Self.indent)
        }
        let below = canvas.inset(left: 1, top: heading.count + 1 + height + 1, right: 1)
        TextView(report).draw(on: below)
        return caret
    }
}
