import TerminalKit

/// Rows in columns of even width, for people. The widths are those of the first rows, so that a long list can be
/// written as it comes.
struct TextTable {
    private let headings: [String]
    /// The priorities and least widths of columns that may go where room is short; nil where all are wanted.
    private let leaving: [(priority: Int, least: Int)]?
    /// The columns that are shown.
    private var kept: [Int] = []
    /// The cells of a line; nil for as many as it needs.
    private let width: Int?
    private var widths: [Int] = []

    private static let gap = 2
    /// Cells below which a column is not cut to make room.
    private static let least = 8

    /// Cells of a text that stays whole as long as its column does.
    private static let short = 16

    init(_ headings: [String], width: Int?, leaving: [(priority: Int, least: Int)]? = nil) {
        (self.headings, self.width, self.leaving) = (headings, width, leaving)
    }

    /// The headings of the columns for which there was no room.
    var left: [String] { kept.isEmpty ? [] : headings.indices.filter { !kept.contains($0) }.map { headings[$0] } }

    /// Lines for some rows, with the headings above the first. What a terminal could act on shows as signs.
    mutating func lines(_ rows: [[String]]) -> String {
        let rows = rows.map { row in row.map { Sanitizer.clean($0, marks: .unicode) } }
        guard widths.isEmpty else { return rows.map(line).joined() }
        guard !rows.isEmpty else { return "" }
        widths = headings.indices.map { column in
            rows.reduce(TextWidth.cells(of: headings[column])) { max($0, TextWidth.cells(of: $1[column])) }
        }
        kept = Array(headings.indices)
        if let width { fit(in: width) }
        return ([headings] + rows).map(line).joined()
    }

    /// Leaves away the columns of the lowest priority, the rightmost first, until the rest fits at its least, and then
    /// takes cells from the widest ones until a line fits.
    private mutating func fit(in width: Int) {
        let least = widths.indices.map { leastWidth($0) }
        if let leaving {
            while kept.count > 1, kept.reduce(-Self.gap, { $0 + least[$1] + Self.gap }) > width {
                guard let lowest = kept.map({ leaving[$0].priority }).min(),
                    let index = kept.lastIndex(where: { leaving[$0].priority == lowest })
                else { break }
                kept.remove(at: index)
            }
        }
        var excess = kept.reduce(-Self.gap) { $0 + widths[$1] + Self.gap } - width
        while excess > 0 {
            let wide = kept.reversed().filter { widths[$0] > least[$0] }
            guard let column = wide.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[column] -= 1
            excess -= 1
        }
    }

    /// The cells that a column keeps as long as it is shown: short texts stay whole.
    private func leastWidth(_ column: Int) -> Int {
        guard let leaving else { return min(widths[column], Self.least) }
        return widths[column] <= Self.short
            ? widths[column] : min(widths[column], max(leaving[column].least, Self.least))
    }

    private func line(_ cells: [String]) -> String {
        var line = ""
        for column in kept {
            let text = width == nil ? cells[column] : cells[column].truncated(to: widths[column])
            let isLast = column == kept.last
            line += isLast ? text : text.padded(to: widths[column] + Self.gap)
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
