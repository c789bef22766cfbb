package import Foundation
package import SisenseClient

/// A list pane: its rows, what is shown of them, and the record that is open.
package struct ListState: Sendable {
    /// The choice of another view of the same records.
    package enum Choice: Sendable, Equatable {
        case record(RecordID, title: String)
        case nothing
    }

    package let id: ListID
    package let columns: [ListColumn]
    package var table = RowTable()
    package var scroll = Scroll()
    package var marks: Set<RecordID> = []
    /// The marked records whose rows are off.
    var marksOff: Set<RecordID> = []
    /// The row where the last mark was set or taken away.
    var markAnchor: RowRef?
    /// Marked records that the filter hides. Whoever acts on marks must see this number first.
    package private(set) var hiddenMarks = 0
    /// The rows of a refresh that is under way; they replace `table` when the last one has come.
    package var incoming: RowTable?
    /// The filter while it is typed; nil when the keys move the cursor.
    package var filterInput: TextInput?
    /// The filters that were kept.
    package var filterHistory = TextHistory()
    /// The filter whose rows are being found beside the store; those of the old one show meanwhile.
    package internal(set) var pendingFilter: ListFilter?
    package var load = Loadable<Void, APIError>.notStarted
    /// True once loading has taken so long that a person wonders.
    package internal(set) var isSlow = false
    /// True once the rows are so old that a person should know.
    package internal(set) var isStale = false
    /// The progress of loading, where rows alone do not show it; empty otherwise.
    package internal(set) var progress = ""
    /// How reading it has gone so far.
    var pace = ListPace()
    /// The number of the token that the list is being read again with, without anybody having asked; nil while it is
    /// not.
    var refreshToken: Int?
    /// The gaps in the rows, as the last complete load found out.
    package internal(set) var gaps: [ListGap] = []
    /// True when what it shows has been changed since it was read; it is read again when it is shown next.
    package internal(set) var isOutdated = false
    /// The time at which the last complete load ended.
    package var loadedAt: ClockTime?
    /// The time at which the load of the rows on the screen began, which the ages of their times count from.
    package internal(set) var readAt: Date?
    /// The facts that the rows on the screen were read with, and those of the rows that are on their way.
    var facts: Set<ColumnFact> = []
    var factsOnTheirWay: Set<ColumnFact> = []
    package var detail: DetailState?
    /// The record under the cursor of the tree over this list; nil when the rows themselves are shown.
    package var choice: Choice?
    /// The record under the cursor, while records show beside the list; nil when they do not.
    package internal(set) var beside: DetailState?
    /// The columns as a person arranged them; nil when nobody has.
    package internal(set) var arrangement: ColumnArrangement?
    /// The progress of an export; nil when there is none.
    package internal(set) var export: ExportProgress?
    /// The changes of the last refresh; nil when it brought nothing new, and once a person has seen it.
    package internal(set) var changes: RowChanges?
    /// Columns scrolled away at the left, behind the first.
    package internal(set) var skippedColumns = 0

    package init(_ id: ListID, columns: [ListColumn]) {
        (self.id, self.columns) = (id, columns)
    }

    /// The filter as it was typed last, whether its rows are found already or not.
    package var filter: ListFilter { pendingFilter ?? table.filter }

    /// The column that names records.
    package var nameColumn: Int { columns.firstIndex(where: \.isName) ?? 0 }

    /// The name of the record of a visible row; empty outside.
    package func name(at row: Int) -> String { table.cell(at: row, nameColumn) }

    package var cursorID: RecordID? { table.id(at: scroll.cursor) }

    /// The record under the cursor, to be read.
    var cursorDetail: DetailState? {
        cursorID.map { DetailState(id: $0, title: name(at: scroll.cursor)) }
    }

    /// The record that is open, or else the one under the cursor.
    package var subject: RecordID? {
        if let detail { return detail.id }
        switch choice {
        case .record(let id, _): return id
        case .nothing: return nil
        case nil: return cursorID
        }
    }

    /// The name of that record.
    package var subjectTitle: String {
        if case .record(_, let title) = choice, detail == nil { return title }
        return detail?.title ?? name(at: scroll.cursor)
    }

    /// The cell of the record a command would act on, as far as it is the row under the cursor; nil elsewhere.
    func cell<Record>(of column: Column<Record>) -> String? { cell(ofColumn: column.column.id) }

    /// The same for a column by its id.
    func cell(ofColumn id: ListColumn.ID) -> String? {
        guard choice == nil, detail.map({ $0.id == cursorID }) ?? true, let row = table.ref(at: scroll.cursor),
            let index = columns.firstIndex(where: { $0.id == id })
        else { return nil }
        return table.cell(row, index)
    }

    /// The records an action is about: the one that is open; else those that are marked, in the order of the list, or
    /// the one under the cursor. With marks a walk over all rows.
    package var targets: [RecordID] {
        targetsMarks ? table.refs(of: .marked, marks: marks).map(table.id) : [subject].compactMap(\.self)
    }

    private var emailColumn: Int? { columns.firstIndex { $0.identity == .email } }

    package var showsEmails: Bool { emailColumn != nil }

    /// The emails of those, as far as the list shows any. With marks a walk over all rows.
    package var emails: [String] {
        guard let column = emailColumn else { return [] }
        let cells =
            targetsMarks
            ? table.refs(of: .marked, marks: marks).map { table.cell($0, column) }
            : subject.flatMap(table.index(of:)).map { [table.cell(at: $0, column)] } ?? []
        return cells.filter { !$0.isEmpty }
    }

    /// The records a command is about.
    func targets(of subject: ListCommand.Subject) -> [RecordID] {
        guard case .shown = subject, marks.isEmpty else { return targets }
        return table.refs(of: .shown, marks: []).map(table.id)
    }

    /// The number of those.
    package var targetCount: Int { targetsMarks ? marks.count : subject == nil ? 0 : 1 }

    private var targetsMarks: Bool { detail == nil && !marks.isEmpty }

    package var isLoading: Bool { load.isLoading }

    /// True while it is read again without anybody having asked: nothing shows that.
    package var isRefreshing: Bool { refreshToken != nil }

    /// The reasons why the rows may not be all there is on the server now; empty where they are.
    package var shortfall: [ListGap] {
        let list = id.pane.title.lowercased()
        let reason: ListGap.Reason? =
            switch load {
            case .failed(let error) where loadedAt == nil: .notAllLoaded(error.message)
            case .failed(let error): .notRefreshed(error.message)
            case .stopped where loadedAt == nil: .notAllLoaded("loading was stopped")
            case .loading where loadedAt == nil: .notAllLoaded("loading goes on")
            default: nil
            }
        return [reason.map { ListGap(list, $0) }].compactMap(\.self) + gaps.filter(\.hidesRecords)
    }

    /// The names of those of these records that the filter hides. A walk over all rows.
    func hiddenNames(of ids: Set<RecordID>) -> [String] {
        guard !table.filter.isEmpty else { return [] }
        let shown = Set(table.refs(of: .shown, marks: []))
        return table.refs(of: .marked, marks: ids).filter { !shown.contains($0) }.map { table.cell($0, nameColumn) }
    }

    /// Changes order or filter while the cursor stays on its record; when the record is hidden, on its index.
    package mutating func keepingCursor(_ change: (inout RowTable) -> Void) {
        let ref = table.ref(at: scroll.cursor)
        change(&table)
        if table.ref(at: scroll.cursor) != ref {
            scroll.place(at: ref.flatMap(table.index(of:)) ?? scroll.cursor, count: table.count)
        }
        countMarks()
    }

    /// Replaces all old rows with new ones.
    /// - Parameter keepsLine: True where the cursor's row stays on its line of the screen: nobody has asked for new rows.
    package mutating func replaceTable(with new: RowTable, keepsLine: Bool = false) {
        let (id, anchor) = (cursorID, markAnchor.map(table.id))
        table = new
        markOnly(marks)
        markAnchor = anchor.flatMap(new.ref(of:))
        changes = nil
        if table.id(at: scroll.cursor) != id {
            let index = id.flatMap(table.index(of:)) ?? scroll.cursor
            if keepsLine { scroll.shift(to: index) }
            scroll.place(at: index, count: table.count)
        }
        countMarks()
    }

    /// Takes a record out that is no more.
    mutating func remove(_ id: RecordID) {
        marks.remove(id)
        marksOff.remove(id)
        table.remove(id)
        // A record just deleted is no longer worth a look; one that could not be opened says why.
        if detail?.id == id, case .loaded? = detail?.content { detail = nil }
        scroll.place(at: scroll.cursor, count: table.count)
        countMarks()
    }

    /// Counts again how many marked records the filter hides. Needed after a change of marks, rows or filter.
    package mutating func countMarks() {
        hiddenMarks = marks.isEmpty ? 0 : marks.count - table.visibleCount(of: marks)
    }
}

/// The lists of the console by their panes. One that nobody has looked at is as empty as its columns say and takes no
/// room here: every frame holds a copy of this.
package struct ListStates: Sendable {
    private var used: [PaneID: CopyOnWrite<ListState>] = [:]
    /// Counts the lists that a pane had before the one it has now.
    private var replaced: [PaneID: Int] = [:]

    package init() {}

    /// Nil when the pane is no list, or one that was never opened. To set another list than the one that is there,
    /// there are `replace` and `forget`.
    package internal(set) subscript(pane: PaneID) -> ListState? {
        get { used[pane]?.wrappedValue ?? empty(pane) }
        set { used[pane] = newValue.map { CopyOnWrite(wrappedValue: $0) } }
        _modify {
            var list = self[pane]
            // Taken out while it changes, so that its rows are not copied.
            used[pane] = nil
            defer { self[pane] = list }
            yield &list
        }
    }

    /// Replaces the list of a pane with an empty one of these columns. No result meant for the old one reaches it.
    mutating func replace(_ pane: PaneID, columns: [ListColumn]) {
        forget(pane)
        self[pane] = ListState(id(pane), columns: columns)
    }

    /// Makes the list of a pane as if nobody had looked at it.
    mutating func forget(_ pane: PaneID) {
        used[pane] = nil
        replaced[pane, default: 0] += 1
    }

    private func id(_ pane: PaneID) -> ListID { ListID(pane, number: replaced[pane] ?? 0) }

    /// The panes whose lists somebody has looked at.
    var panes: [PaneID] { used.keys.sorted { $0.rawValue < $1.rawValue } }

    /// The panes whose lists are being read.
    var loading: [PaneID] { used.filter(\.value.wrappedValue.isLoading).map(\.key) }

    private func empty(_ pane: PaneID) -> ListState? {
        pane.ownList.map { feature in
            var list = ListState(id(pane), columns: feature.columns)
            if let order = feature.order { list.table.take([], sort: order) }
            // Followed by the record under the cursor as soon as there is one.
            if feature.showsBeside { list.beside = DetailState(id: "", title: "") }
            return list
        }
    }
}
