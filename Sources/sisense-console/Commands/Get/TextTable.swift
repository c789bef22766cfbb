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
        leave()
        fit()
        return ([headings] + rows).map(line).joined()
    }

    /// Leaves away the columns of the lowest priority, the rightmost first, until the rest fits.
    private mutating func leave() {
        guard let width, let leaving else { return }
        func least(_ column: Int) -> Int {
            widths[column] <= Self.short ? widths[column] : min(widths[column], max(leaving[column].least, Self.least))
        }
        while kept.count > 1, kept.reduce(Self.gap * (kept.count - 1), { $0 + least($1) }) > width {
            guard let lowest = kept.map({ leaving[$0].priority }).min(),
                let index = kept.lastIndex(where: { leaving[$0].priority == lowest })
            else { return }
            kept.remove(at: index)
        }
    }

    /// Takes cells from the widest columns until a line fits.
    private mutating func fit() {
        guard let width else { return }
        var excess = kept.reduce(0) { $0 + widths[$1] } + Self.gap * (kept.count - 1) - width
        while excess > 0, let widest = kept.map({ widths[$0] }).max(), widest > Self.least,
            let column = kept.last(where: { widths[$0] == widest })
        {
            let next = kept.map { widths[$0] }.filter { $0 < widest }.max() ?? Self.least
            let taken = min(excess, max(widest - max(next, Self.least), 1))
            widths[column] -= taken
            excess -= taken
        }
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
