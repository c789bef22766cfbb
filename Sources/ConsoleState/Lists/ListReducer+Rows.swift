import SisenseClient

extension ListReducer {
    func filter(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .filterOpened:
            state.filterInput = TextInput(state.filter.text)
        case .filterEdited(let edit):
            state.filterInput?.apply(edit)
            return state.filterInput.map { show($0.text, in: &state) } ?? ConsoleOutcome()
        case .filterRecalled(let isOlder):
            guard let input = state.filterInput else { break }
            let text = isOlder ? state.filterHistory.older(than: input.text) : state.filterHistory.newer()
            guard let text else { break }
            state.filterInput = TextInput(text)
            return show(text, in: &state)
        // A filter that hides nothing must not look like one that does: what is wrong is said where it is typed.
        case .filterKept where state.filter.problem != nil: break
        case .filterKept:
            state.filterInput.map { state.filterHistory.add($0.text) }
            state.filterInput = nil
        default:
            let wasTyping = state.filterInput != nil
            state.filterInput = nil
            // What was typed goes first, and then what somebody was led to.
            guard state.filter.text.isEmpty, !wasTyping, state.filter.selection != nil else {
                return show("", in: &state)
            }
            return apply(.none, to: &state)
        }
        return ConsoleOutcome()
    }

    /// Shows these records alone, marked, so that the next command is about them. Rows that lack one of them are old.
    func choose(_ selection: RecordSelection, in state: inout ListState) -> ConsoleOutcome {
        (state.filterInput, state.detail) = (nil, nil)
        let outcome = apply(filter("", state, among: selection), to: &state)
        state.markOnly(selection.ids)
        // Those whose rows are still to come are marked as well.
        state.marks = selection.ids
        state.markAnchor = nil
        state.countMarks()
        let isKnown = state.table.known(selection.ids).count == selection.ids.count
        return outcome + (isKnown ? ConsoleOutcome() : load(&state, .refreshRequested))
    }

    /// Takes the rows that a filter has found, or their order. Those of rows that were read again meanwhile are asked
    /// for once more.
    func arrange(_ state: inout ListState, _ result: ListResult) -> ConsoleOutcome {
        switch result {
        case .filtered(let found, let filter, let pages, let generation):
            guard generation == state.table.generation else { return apply(filter, to: &state) }
            state.pendingFilter = nil
            state.keepingCursor { $0.take(found, of: filter, pages: pages) }
        case .sorted(let rows, let sort, let generation):
            guard generation == state.table.generation else { return .run(order(state, by: sort)) }
            state.keepingCursor { $0.take(rows, sort: sort) }
        default: break
        }
        return ConsoleOutcome()
    }

    func show(_ text: String, in state: inout ListState) -> ConsoleOutcome {
        guard text != state.filter.text else { return ConsoleOutcome() }
        return apply(filter(text, state, among: state.filter.selection), to: &state)
    }

    func filter(_ text: String, _ state: ListState, among selection: RecordSelection?) -> ListFilter {
        ListFilter(
            text, columns: state.columns, selection: selection, now: Timestamp(context.dependencies.now()),
            timeZone: context.dependencies.timeZone)
    }

    /// Filters at once; where that would keep the next key waiting, beside the store, and only by the newest filter.
    func apply(_ filter: ListFilter, to state: inout ListState) -> ConsoleOutcome {
        guard state.table.isSlow(filter) else {
            let wasPending = state.pendingFilter != nil
            state.pendingFilter = nil
            state.keepingCursor { $0.apply(filter) }
            return wasPending ? .run(.cancel(id(.filter))) : ConsoleOutcome()
        }
        state.pendingFilter = filter
        let (list, table) = (state.id, state.table)
        return .run(
            .run(id(.filter), "filtering \(feature.noun)") { send in
                guard let found = table.found(by: filter) else { return }
                let (pages, generation) = (table.pages.count, table.generation)
                await send(.listResult(list, .filtered(found, filter, pages: pages, generation: generation)))
            })
    }
}

extension ListReducer {
    /// Chooses the order of the rows.
    func sort(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        let current = state.table.sort
        switch action {
        case .sortRequested:
            return .then(.picker(.opened(.sort(of: state))))
        case .sortChosen(let column):
            return .run(order(state, by: current?.chosen(column: column) ?? ListSort(column: column)))
        case .sortReversed:
            guard let current else { break }
            return .run(order(state, by: current.reversed))
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
