/// Where the lines of a tree stand: those of a page beside each other where there is room for two columns, a document
/// below both at full width. A cursor goes down the left column, then down the right one, then into the document.
///
/// Made for each frame and each key, so it looks at the lines of the page alone, of which there are few.
package struct TreePlacement: Sendable {
    /// The lines of the page, by their index among those in sight.
    private var spots: [Spot] = []
    /// The lines of the page in the order of the cursor.
    private var order: [Int] = []
    /// The first line of the document on the screen.
    package let documentTop: Int
    /// Lines in sight, the document's among them.
    private let count: Int
    /// True when the lines of the page stand in two columns.
    package let hasColumns: Bool

    private struct Spot {
        var y: Int
        var isRight: Bool
        var takesCursor: Bool
    }

    /// - Parameters:
    ///   - hasColumns: True where there is room for two. A page that has nothing for the right one has one.
    ///   - side: The only column that is shown; nil for both.
    package init(_ tree: JSONTreeState, hasColumns: Bool, only side: RecordBlock.Side? = nil) {
        let nodes = (0..<tree.pageCount).compactMap(tree.node(at:))
        let isRight = nodes.map { tree.jsonTree.nodes[$0].side == .right }
        let isSplit = hasColumns && side == nil && isRight.contains(true)
        // The line of air before its first block would leave the right column lower than the left one.
        var (left, right) = (0, isSplit ? -1 : 0)
        for (row, node) in nodes.enumerated() {
            let takesCursor = tree.jsonTree.takesCursor(node)
            if let side, side != tree.jsonTree.nodes[node].side {
                spots.append(Spot(y: Self.nowhere, isRight: false, takesCursor: false))
            } else if isSplit, isRight[row] {
                spots.append(Spot(y: right, isRight: true, takesCursor: takesCursor))
                right += 1
            } else {
                spots.append(Spot(y: left, isRight: false, takesCursor: takesCursor))
                left += 1
            }
        }
        documentTop = max(left, right)
        count = tree.count
        self.hasColumns = isSplit
        order = spots.indices.filter { !spots[$0].isRight } + spots.indices.filter { spots[$0].isRight }
    }

    /// The line of what is not shown.
    private static let nowhere = -1

    /// True for a row of the page, false for one of the document.
    package func isOnPage(_ row: Int) -> Bool { spots.indices.contains(row) }

    /// Lines that all of it takes.
    package var height: Int { documentTop + count - spots.count }

    /// The line of the screen on which a row stands, counted from the top of the page.
    package func y(of row: Int) -> Int {
        spots.indices.contains(row) ? spots[row].y : documentTop + row - spots.count
    }

    /// True for a row of the right column.
    package func isRight(_ row: Int) -> Bool { spots.indices.contains(row) && spots[row].isRight }

    /// The rows that stand in these lines of the screen.
    package func rows(in lines: Range<Int>) -> [Int] {
        let page = spots.indices.filter { lines.contains(spots[$0].y) && spots[$0].y >= 0 }
        let first = max(lines.lowerBound - documentTop, 0) + spots.count
        let last = min(lines.upperBound - documentTop + spots.count, count)
        return page + (first < last ? Array(first..<last) : [])
    }

    /// The row at a point of the page; nil where there is none.
    package func row(atLine y: Int, isRight: Bool) -> Int? {
        rows(in: y..<y + 1).first { row in row >= spots.count || !hasColumns || spots[row].isRight == isRight }
    }

    // MARK: Rows that take the cursor

    /// The first row of a document that takes the cursor: the one behind the line of air.
    private var documentFirst: Int? { spots.count + 1 < count ? spots.count + 1 : nil }

    /// The first row that takes the cursor; nil when none does.
    var first: Int? { order.first { spots[$0].takesCursor } ?? documentFirst }

    /// The last one.
    var last: Int? { documentFirst.map { max($0, count - 1) } ?? order.last { spots[$0].takesCursor } }

    /// The next one behind a row.
    func next(after row: Int) -> Int? {
        guard row < spots.count else { return row + 1 < count ? row + 1 : nil }
        let rest = order.firstIndex(of: row).map { order[($0 + 1)...] } ?? order[...]
        return rest.first { spots[$0].takesCursor } ?? documentFirst
    }

    /// The next one before a row.
    func next(before row: Int) -> Int? {
        if let documentFirst, row > documentFirst { return row - 1 }
        let rest = order.firstIndex(of: row).map { order[..<$0] } ?? order[...]
        return rest.last { spots[$0].takesCursor }
    }

    /// The one whose line is nearest to that of a row.
    func nearest(to row: Int) -> Int? { nearest(toLine: y(of: row), isRight: isRight(row)) }

    /// The one nearest to a line of the screen, in the same column where that has any.
    func nearest(toLine y: Int, isRight: Bool) -> Int? {
        if documentFirst != nil, y > documentTop { return min(spots.count + max(y - documentTop, 1), count - 1) }
        let all = order.filter { spots[$0].takesCursor }
        let column = all.filter { spots[$0].isRight == isRight }
        let best = (column.isEmpty ? all : column).min { abs(spots[$0].y - y) < abs(spots[$1].y - y) }
        guard let documentFirst else { return best }
        guard let best, abs(spots[best].y - y) <= abs(documentTop + 1 - y) else { return documentFirst }
        return best
    }
}

/// The room that a tree is drawn in, as far as moving in it depends on that.
package struct TreeRoom: Sendable, Equatable {
    /// Lines in sight.
    package let page: Int
    /// True where there is room for two columns.
    package let hasColumns: Bool

    package init(page: Int, hasColumns: Bool = false) {
        (self.page, self.hasColumns) = (max(page, 1), hasColumns)
    }
}

extension JSONTreeState {
    /// The first line in sight in a room: as it was scrolled, moved as little as needed to show the cursor and to leave
    /// no gap at the end.
    package func top(in room: TreeRoom, _ placement: TreePlacement) -> Int {
        let top = min(self.top, max(placement.height - room.page, 0))
        // What stands before the first line of the cursor is shown until somebody scrolls.
        if isAway || unfoldedEnd == nil && self.top == 0 && cursor == placement.first { return top }
        let y = placement.y(of: cursor)
        if y < top { return max(y, 0) }
        // As much as there is room for of what was opened just now, below the line that opens it.
        let end = unfoldedEnd.map { max(y, min(placement.y(of: $0), y + room.page - 1)) } ?? y
        return end >= top + room.page ? end - room.page + 1 : top
    }

    /// Moves the cursor to another line that takes it. Where none is in sight the lines scroll instead.
    mutating func move(_ movement: Movement, in room: TreeRoom) {
        let placement = TreePlacement(self, hasColumns: room.hasColumns)
        top = top(in: room, placement)
        unfoldedEnd = nil
        switch movement {
        case .up: step(-1, room, placement)
        case .down: step(1, room, placement)
        case .pageUp: scroll(by: -room.page, room, placement)
        case .pageDown: scroll(by: room.page, room, placement)
        case .halfPageUp: scroll(by: -max(room.page / 2, 1), room, placement)
        case .halfPageDown: scroll(by: max(room.page / 2, 1), room, placement)
        case .first: (top, cursor, isAway) = (0, placement.first ?? 0, false)
        case .last:
            (top, cursor) = (max(placement.height - room.page, 0), placement.last ?? cursor)
            isAway = !isInSight(cursor, room, placement)
        }
    }

    /// Puts the cursor on a node in sight while the lines stay where they are.
    mutating func place(at index: Int, in room: TreeRoom) {
        top = top(in: room, TreePlacement(self, hasColumns: room.hasColumns))
        show(index)
    }

    /// Goes to the other column, to the line beside the cursor's.
    mutating func switchColumn(in room: TreeRoom) {
        let placement = TreePlacement(self, hasColumns: room.hasColumns)
        guard placement.hasColumns else { return }
        let y = placement.y(of: cursor)
        guard let row = placement.nearest(toLine: y, isRight: !placement.isRight(cursor)), row != cursor else { return }
        (top, cursor, isAway, unfoldedEnd) = (top(in: room, placement), row, false, nil)
    }

    private func isInSight(_ row: Int, _ room: TreeRoom, _ placement: TreePlacement) -> Bool {
        (top..<top + room.page).contains(placement.y(of: row))
    }

    private mutating func step(_ direction: Int, _ room: TreeRoom, _ placement: TreePlacement) {
        let y = placement.y(of: cursor)
        // A cursor that was scrolled away comes back once its line does.
        let isAhead = direction > 0 ? y >= top + room.page : y < top
        let next =
            isAhead ? cursor : direction > 0 ? placement.next(after: cursor) : placement.next(before: cursor)
        // From the end of a column to the top of the other one there is nothing between to be seen.
        let isBehind = next.map { direction > 0 ? placement.y(of: $0) < top : placement.y(of: $0) >= top + room.page }
        if let next, isBehind == true || isInSight(next, room, placement) {
            (cursor, isAway) = (next, false)
            return top = top(in: room, placement)
        }
        top = min(max(top + direction, 0), max(placement.height - room.page, 0))
        if let next, isInSight(next, room, placement) { cursor = next }
        isAway = !isInSight(cursor, room, placement)
    }

    private mutating func scroll(by lines: Int, _ room: TreeRoom, _ placement: TreePlacement) {
        let wanted = min(max(placement.y(of: cursor) + lines, 0), max(placement.height - 1, 0))
        top = min(max(top + lines, 0), max(placement.height - room.page, 0))
        if let row = placement.nearest(toLine: wanted, isRight: placement.isRight(cursor)) { cursor = row }
        isAway = !isInSight(cursor, room, placement)
    }
}
