import TerminalKit

/// Rows in columns of even width, for people. The widths are those of the first rows, so that a long list can be
/// written as it comes.
struct TextTable {
    private let headings: [String]
    /// The cells of a line; nil for as many as it needs.
    private let width: Int?
    private var widths: [Int] = []

    private static let gap = 2
    /// Cells below which a column is not cut to make room.
    private static let least = 8

    init(_ headings: [String], width: Int?) {
        (self.headings, self.width) = (headings, width)
    }

    /// Lines for some rows, with the headings above the first. What a terminal could act on shows as signs.
    mutating func lines(_ rows: [[String]]) -> String {
        let rows = rows.map { row in row.map { Sanitizer.clean($0, marks: .unicode) } }
        guard widths.isEmpty else { return rows.map(line).joined() }
        guard !rows.isEmpty else { return "" }
        widths = headings.indices.map { column in
            rows.reduce(TextWidth.cells(of: headings[column])) { max($0, TextWidth.cells(of: $1[column])) }
        }
        fit()
        return ([headings] + rows).map(line).joined()
    }

    /// Takes cells from the widest columns until a line fits.
    private mutating func fit() {
        guard let width else { return }
        var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - width
        while excess > 0, let widest = widths.max(), widest > Self.least, let column = widths.lastIndex(of: widest) {
            let next = widths.filter { $0 < widest }.max() ?? Self.least
            let taken = min(excess, max(widest - max(next, Self.least), 1))
            widths[column] -= taken
            excess -= taken
        }
    }

    private func line(_ cells: [String]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let text = width == nil ? cell : cell.truncated(to: widths[column])
            let isLast = column == cells.count - 1
            line += isLast ? text : text.padded(to: widths[column] + Self.gap)
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
