import ConsoleState
import SisenseClient
import TerminalKit

/// Two changes of one record: each path they differ at with the version to keep, and below the list the three
/// versions of the path under the cursor.
struct ConflictView {
    private let conflict: ConflictState

    init(_ conflict: ConflictState) {
        self.conflict = conflict
    }

    /// Lines below the list: a gap, three versions, and the frame.
    private static let versionLines = 3
    private static let introduction = 2

    /// The number of paths in sight.
    static func rows(in layout: ConsoleLayout) -> Int {
        max(layout.dialog.height - 2 - introduction - versionLines - 1, 1)
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let count = conflict.merge.differences.count
        let rows = min(count, Self.rows(in: layout))
        let size = Size(layout.dialog.width, rows + Self.introduction + Self.versionLines + 3)
        let frame = layout.dialog(Size(size.width, min(size.height, layout.dialogs.height)))
        let window = canvas.sub(frame).on(.overlay)
        window.fill()
        let top = conflict.scroll.top(count: count, page: rows)
        let inside = window.box(
            title: StyledLine([Span("Also changed by someone else: ", .heading), Span(conflict.plan.target.name)]),
            footer: footer, below: count - top - rows, style: Style(.error))
        inside.put(
            "Nothing sent. Choose mine or theirs; \(key: .resolveConflict) reviews.", at: Point(1, 0),
            .muted, maxWidth: inside.width - 2)
        let list = inside.sub(Rect(0, Self.introduction, inside.width, rows))
        for index in top..<min(top + rows, count) {
            draw(index, on: list.sub(Rect(0, index - top, list.width, 1)))
        }
        drawVersions(on: inside.sub(Rect(0, Self.introduction + rows + 1, inside.width, Self.versionLines)))
        return canvas.place(Point(0, conflict.scroll.cursor - top), of: list)
    }

    private var footer: StyledLine {
        let open = conflict.openCount
        let position = "\(conflict.scroll.cursor + 1)/\(conflict.sides.count)  "
        return StyledLine([
            Span(position, .muted), Span(open == 0 ? "all chosen" : "\(open) to choose", open == 0 ? .ok : .warning),
        ])
    }

    private func draw(_ index: Int, on canvas: Canvas) {
        let isCursor = index == conflict.scroll.cursor
        let row = canvas.on(isCursor ? .selected : canvas.ground)
        row.fill()
        if isCursor { row.put(row.glyphs.cursor, at: Point(0, 0)) }
        row.put(text(of: index), at: Point(2, 0), maxWidth: row.width - 3)
    }

    /// Which version is chosen at a place, who changed it, and its name.
    func text(of index: Int) -> StyledLine {
        let difference = conflict.merge.differences[index]
        let choice: Span =
            switch conflict.sides[index] {
            case .mine: Span("mine    ", .added)
            case .theirs: Span("theirs  ", .accent)
            case nil: Span("?       ", .warning)
            }
        let who: String =
            switch difference.changedBy {
            case .mine: "changed by you"
            case .theirs: "changed by them"
            case nil: "changed by both"
            }
        let name = ConflictText(difference, conflict.plan.names).label
        return StyledLine([
            choice, Span(who.padded(to: 17), difference.changedBy == nil ? .warning : .muted), Span(name),
        ])
    }

    private func drawVersions(on canvas: Canvas) {
        for (y, line) in versions(of: conflict.scroll.cursor).enumerated() {
            canvas.put(line, at: Point(2, y), maxWidth: canvas.width - 3)
        }
    }

    /// The three versions at a place; none outside.
    func versions(of index: Int) -> [StyledLine] {
        guard conflict.merge.differences.indices.contains(index) else { return [] }
        let difference = conflict.merge.differences[index]
        let text = ConflictText(difference, conflict.plan.names)
        let versions: [(String, JSONValue?, TerminalKit.Role)] = [
            ("before", difference.base, .muted), ("mine", difference.mine, .added),
            ("theirs", difference.theirs, .accent),
        ]
        return versions.map { version in
            StyledLine([Span(version.0.padded(to: 8), .muted), Span(text.text(of: version.1), version.2)])
        }
    }
}
