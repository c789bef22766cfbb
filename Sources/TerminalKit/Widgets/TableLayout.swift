/// The layout of a table: the columns that are shown, with their positions and widths.
///
/// Columns take the width of their texts. Where not all texts fit in full, those with a short form take that first;
/// then the widest columns give way, down to their smallest widths; then columns go, those of the lowest priority first.
/// Room that is left goes to those whose texts are cut, so no text is cut while there are cells to spare.
enum TableLayout {
    struct ColumnArea: Equatable {
        /// Index in the table's columns.
        let column: Int
        let x: Int
        let width: Int
    }

    /// Cells before the first column: the signs of cursor, mark and state, and a space.
    static let gutter = 4
    /// Cells after the last column.
    static let margin = 1
    /// Cells between columns.
    static let gap = 2

    /// The widths a column may take.
    private struct Widths {
        let least: Int
        let usual: Int
        let most: Int
        /// The width of the short forms, where there are some and they save room.
        let short: Int?
        let priority: Int

        init(_ column: TableView.Column, isSorted: Bool) {
            let heading = TextWidth.cells(of: column.title) + (isSorted ? 2 : 0)
            let most = max(column.maxWidth, heading)
            let short = column.shortWidth.map { max($0, heading) }.flatMap { $0 < most ? $0 : nil }
            self.most = most
            usual = max(column.usualWidth, heading)
            least = short ?? min(max(column.minWidth, heading), most)
            self.short = short
            priority = column.priority
        }
    }

    /// The fewest columns to skip after the first so that all that are left fit.
    static func mostSkipped(_ columns: [TableView.Column], sort: TableView.Sort?, width: Int) -> Int {
        let all = widths(of: columns, sort)
        let most = max(0, columns.count - 2)
        return (0..<most).first { skipped in
            let offered = offered(columns, skipping: skipped)
            return fitting(offered, all, width: width).count == offered.count
        } ?? most
    }

    static func areas(
        _ columns: [TableView.Column], sort: TableView.Sort? = nil, skipping: Int, width: Int
    ) -> [ColumnArea] {
        let all = widths(of: columns, sort)
        let kept = fitting(offered(columns, skipping: skipping), all, width: width)
        guard !kept.isEmpty else { return [] }
        let widths = shared(kept.map { all[$0] }, room: width - gutter - margin - gap * (kept.count - 1))
        var areas: [ColumnArea] = []
        var x = gutter
        for (index, width) in zip(kept, widths) {
            areas.append(ColumnArea(column: index, x: x, width: width))
            x += width + gap
        }
        return areas
    }

    private static func widths(of columns: [TableView.Column], _ sort: TableView.Sort?) -> [Widths] {
        columns.map { Widths($0, isSorted: $0.id == sort?.column) }
    }

    private static func offered(_ columns: [TableView.Column], skipping: Int) -> [Int] {
        columns.indices.filter { $0 == 0 || $0 > max(0, skipping) }
    }

    /// Leaves away the columns of lowest priority, the rightmost first, until the rest fits at its smallest. The last
    /// one left is cut to fit.
    private static func fitting(_ indices: [Int], _ all: [Widths], width: Int) -> [Int] {
        var kept = indices
        while kept.count > 1, gutter + margin + kept.reduce(-gap, { $0 + all[$1].least + gap }) > width {
            guard let lowest = kept.map({ all[$0].priority }).min(),
                let index = kept.lastIndex(where: { all[$0].priority == lowest })
            else { break }
            kept.remove(at: index)
        }
        return width > gutter + margin ? kept : []
    }

    private static func shared(_ columns: [Widths], room: Int) -> [Int] {
        if columns.count == 1 { return [max(0, min(columns[0].most, room))] }
        if columns.reduce(0, { $0 + $1.most }) <= room { return columns.map(\.most) }
        var widths = columns.map { $0.short ?? $0.usual }
        narrow(&widths, columns, by: widths.reduce(0, +) - room)
        widen(&widths, columns, by: room - widths.reduce(0, +))
        return widths
    }

    /// Takes cells from the widest column of those that can give one, again and again.
    private static func narrow(_ widths: inout [Int], _ columns: [Widths], by excess: Int) {
        var excess = excess
        while excess > 0 {
            var widest: Int?
            for index in widths.indices where widths[index] > columns[index].least {
                if widest.map({ widths[index] >= widths[$0] }) ?? true { widest = index }
            }
            guard let widest else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    /// Gives cells in turn to the columns whose texts are cut, so that small needs are met first. Short forms are written
    /// out again only where nothing else wants the room.
    private static func widen(_ widths: inout [Int], _ columns: [Widths], by spare: Int) {
        var spare = spare
        var gave = true
        while spare > 0, gave {
            gave = false
            for index in widths.indices where spare > 0 {
                guard widths[index] < columns[index].most, widths[index] != columns[index].short else { continue }
                widths[index] += 1
                spare -= 1
                gave = true
            }
        }
        for index in widths.indices where widths[index] == columns[index].short {
            let missing = columns[index].most - widths[index]
            guard missing <= spare else { continue }
            widths[index] += missing
            spare -= missing
        }
    }
}
