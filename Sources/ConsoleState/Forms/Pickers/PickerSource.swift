/// The things that a picker offers: those that are at hand, and behind them the records of a list.
package struct PickerSource: Sendable {
    package var items: [FormOption]
    package let records: PickerRecords?
    /// True when a text that names nothing may be taken as it stands.
    let takesText: Bool

    package init(_ items: [FormOption] = [], records: PickerRecords? = nil, takesText: Bool = false) {
        let items = FormOption.distinct(items)
        // What cannot be chosen comes last.
        self.items = items.filter { $0.obstacle == nil } + items.filter { $0.obstacle != nil }
        (self.records, self.takesText) = (records, takesText)
    }
}

/// The records of a list as things to choose. There may be 100,000, so an option is made only of what is shown.
package struct PickerRecords: Sendable {
    /// The list. It is read when the form opens, as far as nobody has.
    let pane: PaneID
    /// The columns that typing looks at, beside the ids.
    let columns: [Int]
    let option: @Sendable (RowTable, RowRef) -> FormOption
    /// True for a record that cannot be chosen: those come last. Nil where all can.
    let isBarred: (@Sendable (RowTable, RowRef) -> Bool)?

    /// The records of any list: their names, and the columns behind the name that show without a choice.
    init(of pane: PaneID) {
        let columns = pane.ownList?.columns ?? []
        let name = columns.firstIndex(where: \.isName) ?? 0
        let others = columns.indices.filter { $0 != name && columns[$0].isShown && columns[$0].kind != .time }
        let details = others.prefix(2)
        self.init(pane: pane, columns: [name]) { table, ref in
            FormOption(
                table.id(ref).description, table.cell(ref, name), details: details.map { table.cell(ref, $0) })
        }
    }

    package init(
        pane: PaneID, columns: [Int], isBarred: (@Sendable (RowTable, RowRef) -> Bool)? = nil,
        option: @escaping @Sendable (RowTable, RowRef) -> FormOption
    ) {
        (self.pane, self.columns, self.isBarred, self.option) = (pane, columns, isBarred, option)
    }
}

extension PickerSource {
    /// The records of a list, by their ids.
    package static func records(of pane: PaneID, takesText: Bool = false) -> PickerSource {
        PickerSource(records: PickerRecords(of: pane), takesText: takesText)
    }
}
