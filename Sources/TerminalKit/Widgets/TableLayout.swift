/// The layout of a table: the columns that are shown, with their positions and widths.
enum TableLayout {
    struct ColumnArea: Equatable {
        /// Index in the table's columns.
        let column: Int
        let x: Int
        let width: Int
    }

    /// Cells before the first column: the signs of cursor and mark, and a space.
    static let gutter = 3
    /// Cells after the last column.
    static let margin = 1
    /// Cells between columns.
    static let gap = 2

    /// The fewest columns to skip after the first so that all that are left fit.
    static func mostSkipped(_ columns: [TableView.Column], width: Int) -> Int {
        let most = max(0, columns.count - 2)
        return (0..<most).first { skipped in
            let offered = offered(columns, skipping: skipped)
            return fitting(offered, columns, width: width).count == offered.count
        } ?? most
    }

    private static func offered(_ columns: [TableView.Column], skipping: Int) -> [Int] {
        columns.indices.filter { $0 == 0 || $0 > max(0, skipping) }
    }

    static func areas(_ columns: [TableView.Column], skipping: Int, width: Int) -> [ColumnArea] {
        let kept = fitting(offered(columns, skipping: skipping), columns, width: width)
        guard !kept.isEmpty else { return [] }
        let widths = widths(kept, columns, room: width - gutter - margin - gap * (kept.count - 1))
        var areas: [ColumnArea] = []
        var x = gutter
        for (index, width) in zip(kept, widths) {
            areas.append(ColumnArea(column: index, x: x, width: width))
            x += width + gap
        }
        return areas
    }

    /// Leaves away the columns of lowest priority, the rightmost first, until the rest fits at its smallest. The last
    /// one left is cut to fit.
    private static func fitting(_ indices: [Int], _ columns: [TableView.Column], width: Int) -> [Int] {
        var kept = indices
        while kept.count > 1, gutter + margin + kept.reduce(-gap, { $0 + columns[$1].minWidth + gap }) > width {
            guard let lowest = kept.map({ columns[$0].priority }).min(),
                let index = kept.lastIndex(where: { columns[$0].priority == lowest })
            else { break }
            kept.remove(at: index)
        }
        return width > gutter + margin ? kept : []
    }

    /// From the smallest widths up: first towards the ideal ones, evenly; then what is left to the columns that grow.
    private static func widths(_ kept: [Int], _ columns: [TableView.Column], room: Int) -> [Int] {
        var widths = kept.map { columns[$0].minWidth }
        if kept.count == 1, widths[0] > room { return [max(0, room)] }
        var left = room - widths.reduce(0, +)
        while left > 0 {
            let wanting = kept.indices.filter { widths[$0] < columns[kept[$0]].idealWidth }
            if wanting.isEmpty { break }
            for index in wanting.prefix(left) {
                widths[index] += 1
                left -= 1
            }
        }
        let growing = kept.indices.filter { columns[kept[$0]].grows }
        if left > 0, !growing.isEmpty {
            for (order, index) in growing.enumerated() {
                widths[index] += left / growing.count + (order < left % growing.count ? 1 : 0)
            }
        }
        return widths
    }
}
