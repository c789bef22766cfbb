import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The table of a list: its columns as wide as their texts, and its rows.
struct ListTable {
    private let feature: ListFeature
    private let list: ListState
    private let columns: ListColumns

    init(_ feature: ListFeature, _ list: ListState) {
        (self.feature, self.list) = (feature, list)
        columns = ListColumns.of(feature, list)
    }

    /// - Parameters:
    ///   - rows: Rows in sight.
    ///   - showsHeading: False where the titles of the columns give their line to a row.
    func view(rows: Int, showsHeading: Bool) -> TableView {
        let (list, sources) = (list, columns.sources)
        let top = list.scroll.top(count: list.table.count, page: rows)
        let form = LocalTime.form
        var table = TableView(
            columns: columns.views, rowCount: list.table.count, top: top, cursor: list.scroll.cursor
        ) { row, column in
            if form == .age, let now = list.readAt,
                let age = Self.short(list, row: row, sources[column], width: .max, at: now)
            {
                return TableView.Entry(age)
            }
            return Self.entry(list, row: row, sources[column])
        }
        table.layouts = columns.layouts
        if form != .date, let now = list.readAt {
            table.short = { Self.short(list, row: $0, sources[$1], width: $2, at: now) }
        }
        table.sort = list.table.sort.map { sort in
            TableView.Sort(column: list.columns[sort.column].id, isAscending: !sort.isDescending)
        }
        table.hasFocus = list.detail == nil
        table.showsHeading = showsHeading
        if list.table.count == 0 { table.emptyText = emptyText }
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

    private static func entry(_ list: ListState, row: Int, _ source: ListColumns.Source) -> TableView.Entry {
        guard let ref = list.table.ref(at: row) else { return TableView.Entry("") }
        let text = list.table.cell(ref, source.index)
        return TableView.Entry(text == source.usual ? "" : text)
    }

    /// The age of a time instead of the time.
    private static func short(
        _ list: ListState, row: Int, _ source: ListColumns.Source, width: Int, at now: Date
    ) -> String? {
        guard source.isTime, let ref = list.table.ref(at: row),
            let time = list.table.number(ref, source.index)
        else { return nil }
        return Age.text(of: time, at: now, width: width)
    }

    /// The reason why there are no rows, and the way out.
    var emptyText: StyledLine {
        let isUnread = !list.unreadSources.isEmpty
        let text =
            switch list.load {
            case .notStarted: ""
            case .loading where !list.sourcesOnTheirWay.isEmpty:
                "Reading \(list.sourcesOnTheirWay.joined(separator: " and "))"
            case .loading: list.isSlow ? "Reading \(feature.noun)" : ""
            case .stopped where list.table.total == 0:
                "Loading was stopped; \(key: .refreshList) loads again"
            case .loaded where isUnread, .failed where isUnread, .stopped where isUnread:
                "Not known: the \(list.unreadSources.joined(separator: " and ")) were not read. "
                    + "\(key: .refreshList) reads them."
            case .loaded, .failed, .stopped:
                noRowsText
            }
        return StyledLine(text, Style(.muted))
    }

    /// The reason why nothing of what was read shows.
    private var noRowsText: String {
        let (filter, total) = (list.table.filter, Quantity.count(list.table.total))
        let all = counted(list.table.total, of: feature.noun.description)
        if filter.isEmpty { return feature.emptyText.shown }
        if filter.text.isEmpty { return "None of these is here any more. \(key: .stopOrClear) shows all (\(total))." }
        if let text = feature.unmatchedText(filter.text) {
            return "\(text.shown) \(key: .stopOrClear) shows all \(all)."
        }
        return "No \(feature.noun) match /\(filter.text). "
            + "\(key: .stopOrClear) clears the filter (\(all) without it)."
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
