import Synchronization

/// The layouts of some columns that were asked for last: those of a list change with its rows and not with its cursor,
/// and each key and each frame asks for them.
package final class TableLayouts: Sendable {
    private struct Key: Equatable {
        let width: Int
        let skipping: Int
        let sorted: String?
    }

    private let known = Mutex<[(key: Key, areas: [TableLayout.ColumnArea])]>([])
    /// A list is laid out for the whole width, and for what a record beside it leaves.
    private static let most = 4

    package init() {}

    func areas(
        _ columns: [TableView.Column], sort: TableView.Sort?, skipping: Int, width: Int
    ) -> [TableLayout.ColumnArea] {
        let key = Key(width: width, skipping: skipping, sorted: sort?.column)
        return known.withLock { known in
            if let found = known.first(where: { $0.key == key }) { return found.areas }
            let areas = TableLayout.areas(columns, sort: sort, skipping: skipping, width: width)
            known = [(key, areas)] + known.prefix(Self.most - 1)
            return areas
        }
    }
}
