/// The differences of the rows of a table from those it had before they were read again.
package struct RowChanges: Sendable, Equatable {
    package enum Change: Sendable { case added, changed }

    private let rows: [RowRef: Change]
    /// The number of records that are no more.
    package let removedCount: Int
    /// The name of the one that is no more; nil where there are several, or none.
    package let removedName: String?

    /// No differences.
    static let none = RowChanges(from: RowTable(), to: RowTable())

    /// Looks only at pages that differ. Slow with many rows: meant for an effect.
    /// - Parameter column: The column that names records.
    package init(from old: RowTable, to new: RowTable, naming column: Int = 0) {
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
        removedName = before.count == 1 ? before.values.first.map { old.cell($0, column) } : nil
    }

    package subscript(row: RowRef) -> Change? { rows[row] }

    package func count(of change: Change) -> Int { rows.values.count { $0 == change } }

    package var isEmpty: Bool { rows.isEmpty && removedCount == 0 }
}
