import SisenseClient

extension PickerState {
    /// The choice of the column that the rows of a list are sorted by.
    static func sort(of list: ListState) -> PickerState {
        let sort = list.table.sort
        let options = list.columns.enumerated().map { index, column in
            let place = sort?.place(of: index)
            let order = place.map { "\($0.isDescending ? "▼" : "▲") \($0.index + 1)" }
            return FormOption(
                column.id, column.title, details: [order ?? ""],
                note: place?.index == 0 ? "Chosen again, its order is reversed." : "")
        }
        let chosen = sort.map { [options[$0.column]] } ?? []
        return PickerState("Sort by", PickerSource(options), for: .sort(list.id.pane), chosen: chosen)
    }

    /// The choice of the columns that are drawn, and of their order.
    static func columns(
        of list: ListState, as arrangement: ColumnArrangement? = nil, before: ColumnArrangement?
    ) -> PickerState {
        let arrangement = arrangement ?? list.arrangement ?? ColumnArrangement(list.columns)
        let options = arrangement.items.map { item in
            let column = list.columns.first { $0.id == item.id }
            let note = column?.fact.map { "While it shows, the \($0.source) are read with the list." }
            return FormOption(item.id, column?.title ?? item.id, note: note ?? "")
        }
        let shown = Set(arrangement.shown)
        return PickerState(
            "Columns", PickerSource(options), for: .columns(list.id.pane, before: before),
            chosen: options.filter { shown.contains($0.id) }, allowsMany: true)
    }

    /// The choice of a value to filter a column by, with the number of the rows that have it. A walk over all rows.
    /// - Parameter column: An index.
    static func values(of column: Int, in list: ListState) -> PickerState {
        var counts: [String: Int] = [:]
        for ref in list.table.refs(of: .all, marks: []) { counts[list.table.cell(ref, column), default: 0] += 1 }
        let options = counts.filter { !$0.key.isEmpty }.sorted(byName: \.key).map { value, count in
            FormOption(ListFilter.quoted(value), value, details: [Quantity.count(count)])
        }
        return PickerState(list.columns[column].title, PickerSource(options), for: .filter(list.id.pane))
    }

    /// The columns as they are marked and ordered in this picker.
    var arrangement: ColumnArrangement {
        ColumnArrangement(rows.source.items.map { ColumnArrangement.Item($0.id, isShown: isChosen($0)) })
    }
}
