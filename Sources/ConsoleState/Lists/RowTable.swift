/// All rows of a list that have come so far, and the order they are shown in. Pages are shared between the states that
/// hold them; only the orders are copied when they change.
package struct RowTable: Sendable {
    package private(set) var pages: [RowPage] = []
    /// All rows, sorted.
    private var order: [RowRef] = []
    /// The rows that pass the filter, in the same order.
    private var visible: [RowRef] = []
    /// Rows of the pages whose records are no more.
    private var removed: Set<RowRef> = []
    package private(set) var sort: ListSort?
    package private(set) var filter = ListFilter.none

    package init() {}

    /// An empty table that will sort and filter as `other` does.
    package init(like other: RowTable) {
        sort = other.sort
        filter = other.filter
    }

    /// All rows, whether they pass the filter or not.
    package var total: Int { order.count }
    /// The rows that pass the filter.
    package var count: Int { visible.count }

    /// The row at a place among the visible ones; nil outside.
    package func ref(at index: Int) -> RowRef? {
        visible.indices.contains(index) ? visible[index] : nil
    }

    package func id(at index: Int) -> RecordID? { ref(at: index).map(id) }

    package func id(_ ref: RowRef) -> RecordID { pages[ref.page].id(ref.row) }

    /// A cell of a visible row; empty outside.
    package func cell(at index: Int, _ column: Int) -> String {
        guard let ref = ref(at: index) else { return "" }
        return pages[ref.page].cell(ref.row, column)
    }

    /// Where a row stands among the visible ones.
    package func index(of ref: RowRef) -> Int? { visible.firstIndex(of: ref) }

    /// Where a record stands among the visible ones. A walk over all rows.
    package func index(of id: RecordID) -> Int? { ref(of: id).flatMap(index(of:)) }

    /// Whether there is such a record, whatever the filter. A walk over all rows.
    func contains(_ id: RecordID) -> Bool { ref(of: id) != nil }

    /// How many of the records pass the filter.
    package func visibleCount(of ids: Set<RecordID>) -> Int {
        filter.isEmpty ? ids.count : visible.count { ids.contains(id($0)) }
    }

    /// The first records whose cells or ids hold what is typed, whatever the filter of the list, named by their first
    /// cell. A walk over all rows when few do.
    func records(matching text: String, limit: Int) -> [FormOption] {
        let filter = ListFilter(text, columns: [])
        var found: [FormOption] = []
        for ref in order {
            let page = pages[ref.page]
            guard filter.matches(page, row: ref.row) || !text.isEmpty && page.id(ref.row).description.hasPrefix(text)
            else { continue }
            found.append(FormOption(page.id(ref.row).description, page.cell(ref.row, 0)))
            if found.count == limit { break }
        }
        return found
    }

    /// Takes a page that came from the server, in its place.
    package mutating func append(_ page: RowPage) {
        guard pages.count < RowRef.maxPages else { return }
        pages.append(page)
        let refs = Self.refs(of: page, at: pages.count - 1)
        guard let sort else {
            order += refs
            visible += matching(refs)
            return
        }
        let comparison = RowComparison(pages: pages, sort: sort)
        let added = refs.sorted(by: comparison.precedes)
        order = comparison.merged(order, added)
        visible = comparison.merged(visible, matching(added))
    }

    package mutating func apply(_ filter: ListFilter) {
        let candidates = filter.narrows(self.filter) ? visible : order
        self.filter = filter
        visible = matching(candidates)
    }

    /// The rows in the order of `sort`, or as they came when it is nil. Slow with many rows: meant for an effect,
    /// whose result `take` accepts.
    package func sorted(by sort: ListSort?) -> [RowRef] {
        let natural = pages.indices.flatMap { Self.refs(of: pages[$0], at: $0) }.filter { !removed.contains($0) }
        return sort.map { natural.sorted(by: RowComparison(pages: pages, sort: $0).precedes) } ?? natural
    }

    /// Takes an order that `sorted` made. Pages that came since then are merged in.
    package mutating func take(_ order: [RowRef], sort: ListSort?) {
        let order = removed.isEmpty ? order : order.filter { !removed.contains($0) }
        let known = order.reduce(-1) { max($0, $1.page) }
        let later = pages.indices.dropFirst(known + 1).flatMap { Self.refs(of: pages[$0], at: $0) }
        self.sort = sort
        if let sort, !later.isEmpty {
            let comparison = RowComparison(pages: pages, sort: sort)
            self.order = comparison.merged(order, later.sorted(by: comparison.precedes))
        } else {
            self.order = order + later
        }
        visible = matching(self.order)
    }

    /// Puts a record that changed in the place of its old row. Keeps the order: a row that jumps away under the eyes
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

    private func ref(of id: RecordID) -> RowRef? {
        let wanted = Array(id.description.utf8)
        for (index, page) in pages.enumerated() {
            if let row = page.row(of: wanted) { return RowRef(page: index, row: row) }
        }
        return nil
    }

    private func matching(_ refs: [RowRef]) -> [RowRef] {
        filter.isEmpty ? refs : refs.filter { filter.matches(pages[$0.page], row: $0.row) }
    }

    private static func refs(of page: RowPage, at index: Int) -> [RowRef] {
        (0..<page.count).map { RowRef(page: index, row: $0) }
    }
}
