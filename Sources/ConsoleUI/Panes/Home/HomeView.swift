import ConsoleState
import SisenseClient
import TerminalKit

/// Home as blocks of lines: beside each other where there is room, else one below the other. Lines that lead somewhere
/// take the cursor. A block that has no room becomes one line.
struct HomeView {
    /// A line of a block, and the actions of Enter on it; nil for a line that the cursor passes over. They are made when
    /// they are asked for: a frame must not collect the records behind a finding.
    struct Line {
        /// The sign in the gutter.
        var sign = Span("")
        let text: StyledLine
        /// True for the heading of a block, which begins in the gutter.
        var isHeading = false
        var opening: (() -> [ConsoleAction])?
        /// The finding that the line is about.
        var finding: Finding?
        /// The record it is about, where its block has a line for each of several.
        var record = ""
        /// The name of the line among all.
        fileprivate(set) var name = ""
    }

    /// Lines under a heading, or one line for all of them.
    struct Block {
        let title: StyledLine
        let lines: [Line]
        /// The sum of the block; it names it too.
        let sum: Line
        /// The lines that stay below the sum: it does not say what they do.
        var kept: [Line] = []
        /// The actions of the line that stands for those that have no room.
        var more: (() -> [ConsoleAction])?
    }

    private let columns: [[Line]]
    /// The index of the line under the cursor among the targets.
    let cursor: Int
    private let widths: [Int]

    /// From this width on there are two columns.
    private static let wideWidth = 96
    /// Cells of the gutter: cursor, sign, and a blank.
    static let gutter = 3

    init(_ state: ConsoleState, size: Size, glyphs: Glyphs = .unicode) {
        if size.width < Self.wideWidth {
            let width = size.width - Self.gutter - 1
            let blocks = Self.workBlocks(state, width) + Self.serverBlocks(state, width, glyphs, isNarrow: true)
            (columns, widths) = ([Self.fitted(blocks, height: size.height)], [size.width])
        } else {
            let left = size.width * 64 / 100
            let right = size.width - left - 1
            let work = Self.workBlocks(state, left - Self.gutter - 1)
            let server = Self.serverBlocks(state, right - Self.gutter - 1, glyphs, isNarrow: false)
            columns = [work, server].map { Self.fitted($0, height: size.height) }
            widths = [left, right]
        }
        cursor = state.home.cursor(in: Self.targets(columns).map(\.name))
    }

    /// The blocks about what people do: what needs attention, what others changed, what was changed from here.
    private static func workBlocks(_ state: ConsoleState, _ width: Int) -> [Block] {
        [attention(state, width), news(state, width), changes(state, width)]
    }

    private static func serverBlocks(_ state: ConsoleState, _ width: Int, _ glyphs: Glyphs, isNarrow: Bool) -> [Block] {
        let server = server(state, width, glyphs)
        let others = [licence(state, width, glyphs), people(state, width), content(state, width)]
        return (isNarrow ? others + [server] : [server] + others) + [requests(state, width)]
    }

    /// All lines, those of one column below those of the other.
    var lines: [Line] { columns.flatMap(\.self) }

    /// The lines that the cursor stops at, in the order it goes.
    var targets: [Line] { Self.targets(columns) }

    private static func targets(_ columns: [[Line]]) -> [Line] {
        columns.flatMap(\.self).filter { $0.opening != nil }
    }

    // MARK: Room

    /// The lines of blocks below each other in so many rows: with room between them, without, and then the last of them
    /// as their sums.
    private static func fitted(_ blocks: [Block], height: Int) -> [Line] {
        var wholes = blocks.count
        func rows(_ gap: Int) -> Int {
            blocks.indices.reduce(0) { $0 + 1 + ($1 < wholes ? blocks[$1].lines : blocks[$1].kept).count }
                + gap * (blocks.count - 1)
        }
        let gap = rows(1) <= height ? 1 : 0
        while wholes > 1, rows(gap) > height { wholes -= 1 }
        var lines: [Line] = []
        for (index, block) in blocks.enumerated() {
            if gap > 0, index > 0 { lines.append(Line(text: StyledLine())) }
            let name = block.title.spans.first?.text ?? ""
            func named(_ lines: [Line]) -> [Line] {
                lines.enumerated().map { index, line in
                    var line = line
                    line.name = "\(name) \(line.record.isEmpty ? "\(index)" : line.record)"
                    return line
                }
            }
            guard index < wholes else {
                var sum = block.sum
                (sum.isHeading, sum.name) = (true, name)
                lines += [sum] + named(block.kept)
                continue
            }
            lines.append(Line(text: block.title, isHeading: true))
            let room = block.lines.count - (index == 0 ? max(0, rows(gap) - height) : 0)
            lines += named(cut(block, to: room))
        }
        return lines
    }

    /// The first lines of a block, with the number of the others where not all fit.
    private static func cut(_ block: Block, to room: Int) -> [Line] {
        guard room < block.lines.count, room > 0 else { return room > 0 ? block.lines : [] }
        let shown = block.lines.prefix(room - 1)
        let rest = block.lines.dropFirst(room - 1).count { !$0.sign.text.isEmpty }
        return shown + [Line(text: StyledLine("\(rest) more", Style(.muted)), opening: block.more)]
    }

    // MARK: Drawing

    /// Returns where the cursor is.
    func draw(on canvas: Canvas) -> Point? {
        var (x, target): (Int, Int) = (0, 0)
        var point: Point?
        for (lines, width) in zip(columns, widths) {
            let column = canvas.sub(Rect(x, 0, width, canvas.height))
            for (y, line) in lines.prefix(canvas.height).enumerated() {
                let isOpen = line.opening != nil
                let isCursor = isOpen && target == cursor
                if isOpen { target += 1 }
                if isCursor { point = Point(x, y) }
                draw(line, isCursor: isCursor, on: column.sub(Rect(0, y, width, 1)))
            }
            // Lines below the edge take the cursor too.
            target += lines.dropFirst(canvas.height).count { $0.opening != nil }
            x += width
            if x < canvas.width {
                canvas.vline(at: Point(x, 0), length: canvas.height)
                x += 1
            }
        }
        return point
    }

    private func draw(_ line: Line, isCursor: Bool, on row: Canvas) {
        let row = row.on(isCursor ? .selected : row.ground)
        if isCursor {
            row.fill()
            row.put(row.glyphs.cursor, at: .zero)
        }
        let x = line.isHeading ? 1 : Self.gutter
        row.put(StyledLine([Span(spelled(line.sign.text, row.glyphs), line.sign.style)]), at: Point(1, 0))
        row.put(line.text, at: Point(x, 0), maxWidth: max(row.width - x, 0))
    }

    /// A sign as the terminal can show it.
    private func spelled(_ sign: String, _ glyphs: Glyphs) -> String {
        switch sign {
        case "·": glyphs.dot
        // The sign has one cell, also where the check takes two.
        case "✓": TextWidth.cells(of: glyphs.check) == 1 ? glyphs.check : "+"
        default: sign
        }
    }

    /// The number of the target at a point; nil where there is none.
    func target(at point: Point) -> Int? {
        var (x, count): (Int, Int) = (0, 0)
        for (lines, width) in zip(columns, widths) {
            let isInside = (x..<x + width).contains(point.x)
            for (y, line) in lines.enumerated() where line.opening != nil {
                if isInside, y == point.y { return count }
                count += 1
            }
            x += width + 1
        }
        return nil
    }
}
