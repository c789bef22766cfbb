/// The differences of the rows of a table from those it had before they were read again.
package struct RowChanges: Sendable, Equatable {
    package enum Change: Sendable { case added, changed }

    private let rows: [RowRef: Change]
    /// The number of records that are no more.
    package let removedCount: Int

    /// Looks only at pages that differ. Slow with many rows: meant for an effect.
    package init(from old: RowTable, to new: RowTable) {
        let differing = Set(
            (0..<max(old.pages.count, new.pages.count)).filter { index in
                index >= old.pages.count || index >= new.pages.count || !new.pages[index].isSame(as: old.pages[index])
                    || old.removed.contains { $0.page == index }
            })
        func refs(_ table: RowTable) -> [RowRef] {
            differing.filter { $0 < table.pages.count }.flatMap { page in
                (0..<table.pages[page].count).map { RowRef(page: page, row: $0) }
            }.filter { !table.removed.contains($0) }
        }
        var before = Dictionary(refs(old).map { (old.id($0), $0) }) { $1 }
        var rows: [RowRef: Change] = [:]
        for ref in refs(new) {
            guard let former = before.removeValue(forKey: new.id(ref)) else {
                rows[ref] = .added
                continue
            }
            let isSame = new.pages[ref.page].hasSameCells(ref.row, as: old.pages[former.page], former.row)
            if !isSame { rows[ref] = .changed }
        }
        self.rows = rows
        removedCount = before.count
    }

    package subscript(row: RowRef) -> Change? { rows[row] }

    package func count(of change: Change) -> Int { rows.values.count { $0 == change } }

    package var isEmpty: Bool { rows.isEmpty && removedCount == 0 }
}
