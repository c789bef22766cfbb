import ConsoleState
import Synchronization
import TerminalKit

/// The columns of a list that are drawn, as wide as their texts.
struct ListColumns: Sendable {
    /// A cell's way from the rows to the screen: as little as that takes, since every cell in sight asks.
    struct Source: Sendable {
        /// The index among all columns of the list.
        let index: Int
        /// The text that is left out because most rows have it.
        let usual: String?
        let isTime: Bool
    }

    let sources: [Source]
    let views: [TableView.Column]
    let layouts = TableLayouts()

    /// Rows from which on a column says nothing when they all say the same in it.
    private static let rowsToCompare = 5

    private init(_ feature: ListFeature, _ list: ListState, isNarrowed: Bool) {
        let extents = list.table.extents(columns: list.columns.count, measuring: TextWidth.cells(ofUTF8:))
        let shown =
            isNarrowed
            ? list.table.shownExtents(columns: list.columns.count, measuring: TextWidth.cells(ofUTF8:)) : nil
        let sorted = list.table.sort.map { list.columns[$0.column].id }
        let arranged = list.arrangement?.shown
        let ids = arranged ?? feature.columns.filter(\.isShown).map(\.id)
        var (sources, views): ([Source], [TableView.Column]) = ([], [])
        for (position, id) in ids.enumerated() {
            guard let index = list.columns.firstIndex(where: { $0.id == id }) else { continue }
            let column = list.columns[index]
            let isSilent =
                Self.common(column, extents[index], rows: list.table.total) != nil
                || shown.map { Self.isBlank(column, $0[index]) } ?? false
            if id != sorted, isSilent { continue }
            // Columns that a person arranged go from the right; else those that matter least go first.
            let stays = column.isName ? Int.max : id == sorted || column.kind == .state ? Int.max - 1 : nil
            let priority = stays ?? (arranged == nil ? column.priority : -position)
            let extent = (shown ?? extents)[index]
            sources.append(Source(index: index, usual: column.usual, isTime: column.kind == .time))
            views.append(TableView.Column(column, extent, priority: priority))
        }
        (self.sources, self.views) = (sources, views)
    }

    /// The text of a column that is not drawn because it says nothing: all rows are empty in it, or as usual, or, where
    /// there are several, the same. Nil for one that is drawn.
    private static func common(_ column: ListColumn, _ extent: ColumnExtent, rows: Int) -> String? {
        guard rows > 0, !column.isName, let common = extent.common else { return nil }
        let isKnown = common.isEmpty || common == column.usual
        return isKnown || (column.kind != .state && rows >= rowsToCompare) ? common : nil
    }

    /// True when the rows that a filter leaves say nothing in a column. One in which they say the same stays: that may be
    /// what was asked for.
    private static func isBlank(_ column: ListColumn, _ extent: ColumnExtent) -> Bool {
        guard !column.isName, let common = extent.common else { return false }
        return common.isEmpty || common == column.usual
    }

    /// The reasons why columns of a list are not drawn though they are chosen, by their ids.
    static func reasonsHidden(in list: ListState) -> [String: String] {
        let extents = list.table.extents(columns: list.columns.count, measuring: TextWidth.cells(ofUTF8:))
        let pairs = zip(list.columns, extents).compactMap { column, extent in
            common(column, extent, rows: list.table.total).map { (column.id, $0.isEmpty ? "all empty" : "all \($0)") }
        }
        return Dictionary(pairs) { $1 }
    }
}

extension ListColumns {
    /// Everything that the columns depend on, and the cursor does not change.
    private struct Basis: Equatable {
        let list: ListID
        let rows: MeasuredRows
        let sort: ListSort?
        let arrangement: ColumnArrangement?
        let isNarrowed: Bool
    }

    private static let known = Mutex<[(basis: Basis, columns: ListColumns)]>([])
    /// The list on the screen, and those that tests draw beside it.
    private static let most = 4

    /// The columns of a list: those of the last frame where nothing has changed that they depend on.
    ///
    /// They are measured on the rows that a filter leaves once it is kept. While it is typed they are measured on all,
    /// so that no letter makes them jump; nor does scrolling.
    static func of(_ feature: ListFeature, _ list: ListState) -> ListColumns {
        let basis = Basis(
            list: list.id, rows: list.table.measuredRows, sort: list.table.sort, arrangement: list.arrangement,
            isNarrowed: list.filterInput == nil)
        return known.withLock { known in
            if let found = known.first(where: { $0.basis == basis }) { return found.columns }
            let columns = ListColumns(feature, list, isNarrowed: basis.isNarrowed)
            known = [(basis, columns)] + known.prefix(most - 1)
            return columns
        }
    }
}

extension TableView.Column {
    fileprivate init(_ column: ListColumn, _ extent: ColumnExtent, priority: Int) {
        self.init(
            column.id, title: column.heading, shortTitle: column.shortHeading, minWidth: column.least,
            usualWidth: extent.usual, maxWidth: extent.most, shortWidths: column.kind == .time ? Age.widths : [],
            priority: priority,
            alignment: column.alignment == .leading ? .leading : .trailing,
            role: column.kind == .aside || column.kind == .time ? .muted : .plain, isName: column.isName,
            cut: column.kind == .path ? .middle : .end)
    }
}
