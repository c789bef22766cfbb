/// The layout of a table: the columns that are shown, with their positions and widths.
///
/// Columns take the width of their texts. Where not all fit in full, they give way in steps: times have short forms,
/// headings are cut, and then the texts of the columns that have long ones; a short text stays whole. Then columns go,
/// those of the lowest priority first. Room that is left goes to what gave way last, so nothing is cut while there are
/// cells to spare.
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

    /// The widths that a column may take.
    private struct Widths {
        /// What it takes as room gets short, from its widest text down to the least it is drawn with.
        let steps: [Int]
        let isTime: Bool
        let priority: Int

        var least: Int { steps[stepCount - 1] }

        init(_ column: TableView.Column, isSorted: Bool) {
            let sign = isSorted ? 2 : 0
            let heading = TextWidth.cells(of: column.title) + sign
            let shortHeading = min(TextWidth.cells(of: column.shortTitle ?? column.title), leastHeading) + sign
            let (most, shorts) = (column.maxWidth, column.shortWidths.filter { $0 < column.maxWidth })
            let usual = most <= shortText ? most : column.usualWidth
            let short = shorts.first ?? usual
            let shortest = shorts.last ?? usual
            let least = shorts.isEmpty && most > shortText ? min(column.minWidth, usual) : shortest
            steps = [
                max(most, heading),
                max(shorts.isEmpty ? most : short, heading),
                max(short, heading),
                shorts.isEmpty ? max(usual, heading) : max(shortest, min(heading, shortHeading)),
                max(shortest, min(heading, shortHeading)),
                max(least, min(heading, shortHeading)),
            ]
            isTime = !shorts.isEmpty
            priority = column.priority
        }
    }

    /// The steps in which columns give way: all in full; times in a short form; texts of one in twenty cut; times in
    /// their shortest form; headings cut; and at last the texts of the columns that have long ones.
    private static let stepCount = 6
    /// Cells of a text that is never cut before a longer one.
    private static let shortText = 14
    /// Cells of a heading that stay.
    private static let leastHeading = 7

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

    /// The widths of the first step that fits, and what is left over for what the steps before it have: small needs
    /// first, and times together, so that all of them read alike.
    private static func shared(_ columns: [Widths], room: Int) -> [Int] {
        if columns.count == 1 { return [max(0, min(columns[0].steps[0], room))] }
        let fit = (0..<stepCount).first { step in columns.reduce(0) { $0 + $1.steps[step] } <= room } ?? stepCount - 1
        var widths = columns.map { $0.steps[fit] }
        var spare = room - widths.reduce(0, +)
        for step in (0..<fit).reversed() where spare > 0 { widen(&widths, columns, to: step, &spare) }
        return widths
    }

    /// Gives cells to the columns below a step, the narrowest first. The one that matters most, which names the row,
    /// gets two for each one of the others.
    private static func widen(_ widths: inout [Int], _ columns: [Widths], to step: Int, _ spare: inout Int) {
        let highest = columns.map(\.priority).max()
        let shares = columns.map { $0.priority == highest ? 1 : 2 }
        while spare > 0 {
            var narrowest: Int?
            for index in widths.indices where !columns[index].isTime && widths[index] < columns[index].steps[step] {
                let isNarrower = narrowest.map { widths[index] * shares[index] < widths[$0] * shares[$0] } ?? true
                if isNarrower { narrowest = index }
            }
            guard let narrowest else { break }
            widths[narrowest] += 1
            spare -= 1
        }
        let times = widths.indices.filter { columns[$0].isTime }
        let missing = times.reduce(0) { $0 + columns[$1].steps[step] - widths[$1] }
        guard missing <= spare else { return }
        for index in times { widths[index] = columns[index].steps[step] }
        spare -= missing
    }
}
