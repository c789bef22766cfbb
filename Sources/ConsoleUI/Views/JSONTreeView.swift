import ConsoleState
import SisenseClient
import TerminalKit

/// Lines that fold: the page of a record, in two columns where there is room, and the document it came as.
struct JSONTreeView {
    private let state: JSONTreeState
    private let hasFocus: Bool
    private let side: RecordBlock.Side?

    /// - Parameter side: The only column of the page that is shown, as beside a list; nil for both.
    init(_ state: JSONTreeState, hasFocus: Bool = true, only side: RecordBlock.Side? = nil) {
        (self.state, self.hasFocus, self.side) = (state, hasFocus, side)
    }

    /// Cells that two columns need.
    private static let widthForColumns = 100

    /// The room in an area of the screen.
    static func room(in size: Size) -> TreeRoom {
        TreeRoom(page: size.height, hasColumns: size.width >= widthForColumns)
    }

    /// The position of the cursor in an area: the path of the value, what was found, and how much there is below.
    func position(in size: Size) -> [BarView.Part] {
        let index = state.cursorNode
        let path = index.flatMap(state.jsonTree.path(of:)).map { "\($0)" } ?? ""
        var parts = [BarView.Part(path.shortened(to: Self.longestPath), .muted, priority: 2)]
        if let search = state.search, !search.isTyping, let matches = search.matches {
            let rank = index.flatMap(matches.firstIndex(of:)).map { "\($0 + 1) of " } ?? ""
            parts.append(BarView.Part("/\(search.text) \(rank)\(matches.count)", .accent, priority: 6))
        }
        let placement = placement(in: size)
        let below = placement.height - state.top(in: Self.room(in: size), placement) - size.height
        return parts + [BarView.Part(MoreBelow.line(below), priority: 8)]
    }

    /// The text of the line under the cursor where it is cut, in full; nil where it is not.
    func cutText(in size: Size) -> StyledLine? {
        guard let index = state.cursorNode else { return nil }
        let width = Columns(placement(in: size), in: size).area(of: state.cursor).width
        return TreeLineText(state).cutText(index, width: width)
    }

    /// Cells of a path above which its middle is left out.
    private static let longestPath = 48

    // MARK: Drawing

    /// Draws the lines in sight and returns where the cursor's line begins.
    func draw(on canvas: Canvas) -> Point? {
        let placement = placement(in: canvas.size)
        let top = state.top(in: Self.room(in: canvas.size), placement)
        let columns = Columns(placement, in: canvas.size)
        if placement.hasColumns {
            let height = min(max(placement.documentTop - top, 0), canvas.height)
            canvas.vline(at: Point(columns.divider, 0), length: height)
        }
        let text = TreeLineText(state)
        var caret: Point?
        for row in placement.rows(in: top..<top + canvas.height) {
            guard let index = state.node(at: row) else { continue }
            let area = columns.area(of: row)
            let y = placement.y(of: row) - top
            let isCursor = hasFocus && row == state.cursor
            let line = canvas.sub(Rect(area.x, y, area.width, 1))
            text.row(index, width: area.width).draw(isCursor: isCursor, on: line)
            if isCursor { caret = Point(area.x, y) }
        }
        return caret
    }

    private func placement(in size: Size) -> TreePlacement {
        TreePlacement(state, hasColumns: Self.room(in: size).hasColumns, only: side)
    }

    /// The columns of a page, and the whole width for a document.
    private struct Columns {
        private let placement: TreePlacement
        private let width: Int

        init(_ placement: TreePlacement, in size: Size) {
            (self.placement, width) = (placement, size.width)
        }

        /// The cell of the line between the columns.
        var divider: Int { width / 2 + 1 }

        func area(of row: Int) -> Rect {
            guard placement.hasColumns, placement.isOnPage(row) else { return Rect(0, 0, width, 1) }
            return placement.isRight(row)
                ? Rect(divider + 1, 0, width - divider - 1, 1) : Rect(0, 0, divider, 1)
        }
    }

    // MARK: The mouse

    /// Returns what a press does: it folds a branch, reads what a block waits for, or puts the cursor on a line.
    func press(at point: Point, in size: Size, _ pane: PaneID) -> [ConsoleAction] {
        let room = Self.room(in: size)
        let placement = placement(in: size)
        let isRight = placement.hasColumns && point.x > Columns(placement, in: size).divider
        guard let row = placement.row(atLine: point.y + state.top(in: room, placement), isRight: isRight),
            let index = state.node(at: row), state.jsonTree.takesCursor(index)
        else { return [] }
        let placed = ConsoleAction.jsonTree(.placed(index, in: room))
        if case .block(let heading) = state.jsonTree.nodes[index].content, heading.isRequestable {
            return [placed, .list(pane, .blockRequested(heading.id))]
        }
        return state.jsonTree.isBranch(index) ? [placed, .jsonTree(.toggled)] : [placed]
    }
}
