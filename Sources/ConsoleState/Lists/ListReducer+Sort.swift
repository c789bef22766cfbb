extension ListReducer {
    /// Chooses the order of the rows.
    func sort(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        let current = state.table.sort
        switch action {
        case .sortPickerOpened:
            var scroll = Scroll()
            scroll.place(at: current?.column ?? 0, count: feature.columns.count)
            state.sortPicker = scroll
        case .sortPickerMoved(let movement, let page):
            state.sortPicker?.move(movement, count: feature.columns.count, page: page)
        case .sortPickerClosed:
            state.sortPicker = nil
        case .sortChosen(let column):
            state.sortPicker = nil
            let descends = current?.column == column && current?.isDescending == false
            return .run(order(state, by: ListSort(column: column, isDescending: descends)))
        case .sortReversed:
            guard let current else { break }
            return .run(order(state, by: ListSort(column: current.column, isDescending: !current.isDescending)))
        default: break
        }
        return ConsoleOutcome()
    }

    /// Sorts the rows beside the store.
    func order(_ state: ListState, by sort: ListSort?) -> ConsoleEffect {
        let (list, table) = (state.id, state.table)
        return .run(id(.sorting), "sorting \(feature.noun)") { send in
            await send(.listResult(list, .sorted(table.sorted(by: sort), sort, generation: table.generation)))
        }
    }
}
