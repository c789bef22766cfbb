/// All rows of a list that have come so far, and the order they are shown in. Pages are shared between the states that
/// hold them; only the orders are copied when they change.
package struct RowTable: Sendable {
    package private(set) var pages: [RowPage] = [] {
        didSet { (knownExtents, knownShownExtents) = (KnownExtents(), KnownExtents()) }
    }
    /// The room that the columns take with these pages.
    private(set) var knownExtents = KnownExtents()
    /// The room that they take with the rows that pass the filter.
    private(set) var knownShownExtents = KnownExtents()
    /// All rows, sorted.
    private(set) var order: [RowRef] = []
    /// The rows that pass the filter, in the same order.
    private var visible: [RowRef] = [] {
        didSet { knownShownExtents = KnownExtents() }
    }
    /// Rows of the pages whose records are no more.
    private(set) var removed: Set<RowRef> = []
    package private(set) var sort: ListSort?
    package private(set) var filter = ListFilter.none
    /// Counts the tables of a list: rows of one mean nothing in another.
    private(set) var generation = 0

    private let collation: Collation

    /// - Parameter collation: The order of texts.
    package init(collation: Collation = .current) {
        self.collation = collation
    }

    /// An empty table that will sort and filter as `other` does.
    package init(like other: RowTable) {
        collation = other.collation
        sort = other.sort
        filter = other.filter
        generation = other.generation + 1
    }

    /// All rows, whether they pass the filter or not.
    package var total: Int { order.count }
    /// The rows that pass the filter.
    package var count: Int { visible.count }

    /// The row at an index among the visible ones; nil outside.
    package func ref(at index: Int) -> RowRef? {
        visible.indices.contains(index) ? visible[index] : nil
    }

    /// The record at an index among the visible rows; nil outside.
    package func id(at index: Int) -> RecordID? { ref(at: index).map(id) }

    /// The record of a row of this table.
    package func id(_ ref: RowRef) -> RecordID { pages[ref.page].id(ref.row) }

    /// A cell of a visible row; empty outside.
    package func cell(at index: Int, _ column: Int) -> String {
        ref(at: index).map { cell($0, column) } ?? ""
    }

    /// The look of a row of this table.
    package func style(_ ref: RowRef) -> RowStyle { pages[ref.page].style(ref.row) }

    /// A cell of a row of this table.
    package func cell(_ ref: RowRef, _ column: Int) -> String { pages[ref.page].cell(ref.row, column) }

    /// The position of a row among the visible ones.
    package func index(of ref: RowRef) -> Int? { visible.firstIndex(of: ref) }

    /// The position of a record among the visible ones. A walk over all rows.
    package func index(of id: RecordID) -> Int? { ref(of: id).flatMap(index(of:)) }

    /// True when there is such a record, whatever the filter. A walk over all rows.
    func contains(_ id: RecordID) -> Bool { ref(of: id) != nil }

    /// The number of the records that pass the filter.
    package func visibleCount(of ids: Set<RecordID>) -> Int {
        filter.isEmpty ? ids.count : visible.count { ids.contains(id($0)) }
    }

    /// The ids that are in the table, of these. A walk over all rows.
    func known(_ ids: Set<RecordID>) -> Set<RecordID> {
        ids.isEmpty ? [] : ids.intersection(order.lazy.map(id))
    }

    /// The rows of an export, in the order on the screen.
    func refs(of rows: ListExport.Rows, marks: Set<RecordID>) -> [RowRef] {
        switch rows {
        case .shown: visible
        case .marked: order.filter { marks.contains(id($0)) }
        case .all: order
        }
    }

    /// Takes a page that came from the server, where its rows belong in the order.
    package mutating func append(_ page: RowPage) {
        guard pages.count < RowRef.maxPages else { return }
        pages.append(page)
        let refs = Self.refs(of: page, at: pages.count - 1)
        guard let sort else {
            order += refs
            visible += matching(refs)
            return
        }
        let comparison = RowComparison(pages, sort, collation)
        let added = comparison.sorted(refs)
        order = comparison.merged(order, added)
        visible = comparison.merged(visible, matching(added))
    }

    /// Shows the rows that pass a filter. A walk over all rows, or over the visible ones when it narrows the last
    /// filter.
    package mutating func apply(_ filter: ListFilter) {
        let candidates = candidates(for: filter)
        self.filter = filter
        visible = matching(candidates)
    }

    /// Rows that a filter takes to be looked at one by one; more than that are better found in an effect.
    private static let quickCount = 5000

    /// True when applying a filter would keep a key waiting.
    func isSlow(_ filter: ListFilter) -> Bool { filter.isSlow && candidates(for: filter).count > Self.quickCount }

    /// The rows that pass a filter; nil when it was cancelled. Meant for an effect, whose result `take` accepts.
    func found(by filter: ListFilter) -> [RowRef]? {
        var run = FilterRun(filter)
        var found: [RowRef] = []
        for (index, ref) in candidates(for: filter).enumerated() {
            if index % 1024 == 0, Task.isCancelled { return nil }
            if run.passes(pages[ref.page], row: ref.row) { found.append(ref) }
        }
        return found
    }

    /// Takes the rows that `found` made when there were so many pages. Later pages are looked at now, and what has
    /// become of the order since holds.
    mutating func take(_ found: [RowRef], of filter: ListFilter, pages known: Int) {
        self.filter = filter
        let set = RowSet(found, pages: known)
        var run = FilterRun(filter)
        visible = order.filter { ref in
            ref.page < known ? set.contains(ref) : run.passes(pages[ref.page], row: ref.row)
        }
    }

    /// The first rows that pass a filter, whatever that of the list is. A walk over rows until there are enough of them;
    /// none for a filter that would keep a key waiting.
    func first(_ limit: Int, passing filter: ListFilter) -> [RowRef] {
        guard !filter.isSlow || order.count <= Self.quickCount else { return [] }
        var run = FilterRun(filter)
        var found: [RowRef] = []
        for ref in order {
            if run.passes(pages[ref.page], row: ref.row) { found.append(ref) }
            if found.count == limit { break }
        }
        return found
    }

    private func candidates(for filter: ListFilter) -> [RowRef] { filter.narrows(self.filter) ? visible : order }

    /// True when it was made of pages like these, and none of their rows was taken out.
    func hasPages(_ others: [RowPage]) -> Bool {
        removed.isEmpty && pages.count == others.count && zip(pages, others).allSatisfy { $0.isSame(as: $1) }
    }

    /// The same rows, sorted and filtered as another table is. Slow with many rows: meant for an effect.
    func arranged(as other: RowTable) -> RowTable {
        var table = self
        if table.sort != other.sort { table.take(sorted(by: other.sort), sort: other.sort) }
        if table.filter != other.filter { table.apply(other.filter) }
        return table
    }

    /// The rows in the order of `sort`, or as they came when it is nil. Slow with many rows: meant for an effect,
    /// whose result `take` accepts.
    package func sorted(by sort: ListSort?) -> [RowRef] {
        let natural = pages.indices.flatMap { Self.refs(of: pages[$0], at: $0) }.filter { !removed.contains($0) }
        return sort.map { RowComparison(pages, $0, collation).sorted(natural) } ?? natural
    }

    /// Takes an order that `sorted` made. Pages that came since then are merged in.
    package mutating func take(_ order: [RowRef], sort: ListSort?) {
        let order = removed.isEmpty ? order : order.filter { !removed.contains($0) }
        let known = order.reduce(-1) { max($0, $1.page) }
        let later = pages.indices.dropFirst(known + 1).flatMap { Self.refs(of: pages[$0], at: $0) }
        self.sort = sort
        if let sort, !later.isEmpty {
            let comparison = RowComparison(pages, sort, collation)
            self.order = comparison.merged(order, comparison.sorted(later))
        } else {
            self.order = order + later
        }
        guard !filter.isEmpty else {
            visible = self.order
            return
        }
        // The rows that pass do not change with their order.
        let set = RowSet(visible, pages: pages.count)
        visible = self.order.filter(set.contains)
    }

    /// Replaces the old row of a record that changed. Keeps the order: a row that jumps away under the eyes
    /// after an edit looks lost.
    package mutating func replace(_ content: RowContent) {
        guard let ref = ref(of: content.id) else { return }
        pages[ref.page] = pages[ref.page].replacing(ref.row, with: content)
    }

    /// Takes a record out that is no more.
    package mutating func remove(_ id: RecordID) {
        guard let ref = ref(of: id) else { return }
        removed.insert(ref)
        order.removeAll { $0 == ref }
        visible.removeAll { $0 == ref }
    }

    /// The row of a record, whatever the filter; nil when there is none. A walk over all rows.
    func ref(of id: RecordID) -> RowRef? {
        let wanted = Array(id.description.utf8)
        for (index, page) in pages.enumerated() {
            if let row = page.row(of: wanted) { return RowRef(page: index, row: row) }
        }
        return nil
    }

    private func matching(_ refs: [RowRef]) -> [RowRef] {
        guard !filter.isEmpty else { return refs }
        var run = FilterRun(filter)
        return refs.filter { run.passes(pages[$0.page], row: $0.row) }
    }

    private static func refs(of page: RowPage, at index: Int) -> [RowRef] {
        (0..<page.count).map { RowRef(page: index, row: $0) }
    }
}
