import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The table of a list: its columns as wide as their texts, and its rows.
struct ListTable {
    private let feature: ListFeature
    private let list: ListState
    private let columns: [Column]

    /// A column that is drawn.
    private struct Column {
        let column: ListColumn
        /// The index among all columns of the list.
        let index: Int
        let view: TableView.Column
    }

    /// Rows from which on a column says nothing when they all say the same in it.
    private static let rowsToCompare = 5

    init(_ feature: ListFeature, _ list: ListState) {
        (self.feature, self.list) = (feature, list)
        let extents = list.table.extents(columns: list.columns.count, measuring: TextWidth.cells(ofUTF8:))
        let sorted = list.table.sort.map { list.columns[$0.column].id }
        let arranged = list.arrangement?.shown
        let ids = arranged ?? feature.columns.filter(\.isShown).map(\.id)
        columns = ids.enumerated().compactMap { position, id in
            guard let index = list.columns.firstIndex(where: { $0.id == id }) else { return nil }
            let (column, extent) = (list.columns[index], extents[index])
            if id != sorted, Self.common(column, extent, rows: list.table.total) != nil { return nil }
            // Columns that a person arranged go from the right; else those that matter least go first.
            let stays = column.isName ? Int.max : id == sorted || column.kind == .state ? Int.max - 1 : nil
            let priority = stays ?? (arranged == nil ? column.priority : -position)
            return Column(column: column, index: index, view: TableView.Column(column, extent, priority: priority))
        }
    }

    /// The text of a column that is not drawn because it says nothing: all rows are empty in it, or as usual, or, where
    /// there are several, the same. Nil for one that is drawn.
    private static func common(_ column: ListColumn, _ extent: ColumnExtent, rows: Int) -> String? {
        guard rows > 0, !column.isName, let common = extent.common else { return nil }
        let isKnown = common.isEmpty || common == column.usual
        return isKnown || (column.kind != .state && rows >= rowsToCompare) ? common : nil
    }

    /// The reasons why columns of a list are not drawn though they are chosen, by their ids.
    static func reasonsHidden(in list: ListState) -> [String: String] {
        let extents = list.table.extents(columns: list.columns.count, measuring: TextWidth.cells(ofUTF8:))
        let pairs = zip(list.columns, extents).compactMap { column, extent in
            common(column, extent, rows: list.table.total).map { (column.id, $0.isEmpty ? "all empty" : "all \($0)") }
        }
        return Dictionary(pairs) { $1 }
    }

    /// - Parameters:
    ///   - rows: Rows in sight.
    ///   - showsHeading: False where the titles of the columns give their line to a row.
    func view(rows: Int, showsHeading: Bool) -> TableView {
        let (list, columns) = (list, columns)
        let top = list.scroll.top(count: list.table.count, page: rows)
        var table = TableView(
            columns: columns.map(\.view), rowCount: list.table.count, top: top, cursor: list.scroll.cursor
        ) { Self.entry(list, row: $0, columns[$1]) }
        table.sort = list.table.sort.map { sort in
            TableView.Sort(column: list.columns[sort.column].id, isAscending: !sort.isDescending)
        }
        table.hasFocus = list.detail == nil
        table.showsHeading = showsHeading
        table.emptyText = emptyText
        table.skippedColumns = list.skippedColumns
        let isOutdated = if case .failed = list.load { true } else { false }
        table.look = { row in
            guard let ref = list.table.ref(at: row) else { return TableView.RowLook() }
            var look = TableView.RowLook(list.table.style(ref))
            look.isMarked = !list.marks.isEmpty && list.marks.contains(list.table.id(ref))
            // The sign of the row itself stays: that an account is locked must not hide behind the news of it.
            if look.sign == nil, let change = list.changes?[ref] {
                switch change {
                case .added: (look.role, look.sign) = (.added, "+")
                case .changed: (look.role, look.sign) = (.changed, "~")
                }
            }
            // What could not be read again may be otherwise by now.
            if isOutdated { look.role = .faint }
            return look
        }
        return table
    }

    private static func entry(_ list: ListState, row: Int, _ column: Column) -> TableView.Entry {
        guard let ref = list.table.ref(at: row) else { return TableView.Entry("") }
        let text = list.table.cell(ref, column.index)
        var entry = TableView.Entry(text == column.column.usual ? "" : text)
        if column.column.kind == .time, let now = list.readAt, let time = list.table.number(ref, column.index) {
            entry.short = Age.text(of: time, at: now)
        }
        return entry
    }

    /// The reason why there are no rows, and the way out.
    private var emptyText: StyledLine {
        let text =
            switch list.load {
            case .notStarted: ""
            case .loading where !list.sourcesOnTheirWay.isEmpty:
                "Reading \(list.sourcesOnTheirWay.joined(separator: " and "))"
            case .loading: list.isSlow ? "Reading \(feature.noun)" : ""
            case .stopped where list.table.total == 0:
                "Loading was stopped; \(key: .refreshList) loads again"
            case .loaded, .failed, .stopped:
                list.table.filter.isEmpty
                    ? feature.emptyText.shown
                    : list.table.filter.text.isEmpty
                        ? "None of these is here any more. \(key: .stopOrClear) shows all (\(Quantity.count(list.table.total)))."
                        : "No \(feature.noun) match /\(list.table.filter.text). "
                            + "\(key: .stopOrClear) clears the filter (\(Quantity.count(list.table.total)) \(feature.noun) without it)."
            }
        return StyledLine(text, Style(.muted))
    }
}

extension TableView.Column {
    fileprivate init(_ column: ListColumn, _ extent: ColumnExtent, priority: Int) {
        self.init(
            column.id, title: column.heading, minWidth: column.least, usualWidth: extent.usual, maxWidth: extent.most,
            shortWidth: column.kind == .time ? Age.width : nil, priority: priority,
            alignment: column.alignment == .leading ? .leading : .trailing,
            role: column.kind == .aside || column.kind == .time ? .muted : .plain, isName: column.isName)
    }
}

extension TableView.RowLook {
    fileprivate init(_ look: RowStyle) {
        let sign: String? =
            switch look.sign {
            case .none: nil
            case .fault: "x"
            case .attention: "!"
            case .added: "+"
            case .removed: "-"
            case .changed: "~"
            case .unknown: "?"
            case .kept: "*"
            }
        self.init(role: look.style.role, sign: sign)
    }
}

extension RowStyle.Style {
    /// The colour of it in the theme, for rows of lists and lines of records.
    var role: TerminalKit.Role {
        switch self {
        case .plain: .plain
        case .faint: .faint
        case .accent: .accent
        case .ok: .ok
        case .warning: .warning
        case .error: .error
        case .added: .added
        case .removed: .removed
        case .changed: .changed
        }
    }
}
