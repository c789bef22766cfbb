import SisenseClient

/// The part that all list panes have in common: load, move, filter, sort, mark, open a record, and ask for a plan.
struct ListReducer: ConsoleFeature {
    let feature: ListFeature
    let context: WorkContext

    func reduce(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        let outcome = step(&state, action)
        return outcome + follow(&state) + readFacts(&state)
    }

    /// Takes what came of the work of this list. One of another list does nothing.
    func reduce(_ state: inout ListState, _ result: ListResult, of id: ListID) -> ConsoleOutcome {
        guard id == state.id else { return ConsoleOutcome() }
        let outcome =
            switch result {
            case .pageLoaded, .loadProgressed, .loadSlow, .aged, .foundBeside, .gapsFound, .loadEnded, .compared:
                load(&state, result)
            case .refreshed(let result): refreshed(&state, result)
            case .filtered, .sorted: arrange(&state, result)
            case .recordRead(let record, let result): take(result, of: record, &state)
            case .blocksRead(let record, let read, let result): take(result, of: read, on: record, &state)
            case .exportProgressed, .exportEnded: export(&state, result)
            }
        return outcome + follow(&state) + readFacts(&state)
    }

    private func step(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .moved(let movement, let page):
            state.scroll.move(movement, count: state.table.count, page: page)
        case .cursorPlaced(let row, let page):
            if let page { state.scroll.keepTop(count: state.table.count, page: page) }
            state.scroll.place(at: row, count: state.table.count)
        case .recordFound(let id):
            state.table.index(of: id).map { state.scroll.place(at: $0, count: state.table.count) }
        case .filterOpened, .filterEdited, .filterKept, .filterCleared, .filterRecalled:
            return filter(&state, action)
        case .sortRequested, .sortChosen, .sortReversed:
            return sort(&state, action)
        case .columnsRequested, .columnsArranged, .columnsKept, .valuesRequested:
            return columns(&state, action)
        case .recordsChosen(let selection):
            return choose(selection, in: &state)
        case .markToggled, .recordMarked, .rangeMarked, .allMarked, .marksCleared:
            mark(&state, action)
            if case .allMarked = action { return warning(of: state) }
        case .exportRequested, .exportStarted, .exportStopped:
            return export(&state, action)
        case .columnsSkipped(let count):
            state.skippedColumns = max(0, count)
        case .needed, .outdated, .refreshRequested, .loadRestarted, .loadStopped, .changesCleared:
            return load(&state, action)
        case .quietRefreshRequested:
            return refreshQuietly(&state)
        case .rowsEdited(let rows):
            return edit(&state, rows)
        case .rowsReplaced(let rows):
            for row in rows {
                state.table.replace(row)
                // What is being read may hold the row as it was before.
                state.incoming?.replace(row)
                state.noteMark(row.id, row.style)
            }
        case .detailOpened, .recordOpened, .recordShown, .detailClosed, .recordStepped, .blockRequested,
            .recordsChanged:
            return record(&state, action)
        case .restored(let view):
            return restore(view, to: &state)
        case .viewShown(let view):
            return show(view, in: &state)
        case .besideToggled:
            let left = leaving(state.beside, unlessShown: state.detail)
            state.beside = state.beside == nil ? state.cursorDetail : nil
            return left + .run(state.beside.map { reading($0.id, state) } ?? .cancel(id(.beside)))
        case .commandRun(let id):
            return feature.command(id).map { run($0, state) } ?? ConsoleOutcome()
        case .commandRunOn(let id, let records):
            return feature.command(id).map { run($0, state, on: records) } ?? ConsoleOutcome()
        }
        return ConsoleOutcome()
    }

    /// - Parameter records: The records it is about, whether they are in the list or not; nil for those chosen there.
    private func run(_ command: ListCommand, _ state: ListState, on records: [RecordID]? = nil) -> ConsoleOutcome {
        switch command.deed {
        case .plan(let rereadsList, let plan): .run(planning(plan, rereadsList, command.subject, state, records))
        case .form(let form): .run(opening(form, command.subject, state, records))
        case .actions: ConsoleOutcome()
        }
    }

    private func planning(
        _ plan: @escaping ListFeature.JointPlan, _ rereadsList: Bool, _ subject: ListCommand.Subject,
        _ state: ListState, _ records: [RecordID]?
    ) -> ConsoleEffect {
        let (pane, context) = (feature.pane, context)
        return .preview("reading the current state", context) { context throws(APIError) in
            // Collecting the records may take a while.
            let targets = records ?? state.targets(of: subject)
            let origin = WriteOrigin.list(pane, rereadsList ? [] : targets)
            let planned = targets.isEmpty ? JointPlans([]) : try await plan(context, targets)
            return PlannedWrite(planned.plans, origin, total: planned.total)
        }
    }

    private func opening(
        _ form: @escaping ListFeature.Form, _ subject: ListCommand.Subject, _ state: ListState, _ records: [RecordID]?
    ) -> ConsoleEffect {
        .form("reading the record", context) { context throws(APIError) in
            try await form(context, records ?? state.targets(of: subject))
        }
    }

    /// Names an effect of this list.
    func id(_ work: ListWork) -> ConsoleWork { .list(feature.pane, work) }
}

extension ListReducer {
    /// Says that the rows may not be all, where somebody has marked all of them.
    private func warning(of state: ListState) -> ConsoleOutcome {
        let shortfall = state.shortfall
        guard !state.marks.isEmpty, !shortfall.isEmpty else { return ConsoleOutcome() }
        let sentences = shortfall.map(\.sentence).joined(separator: " ")
        return .message(.warning, "\(state.marks.count) marked. \(sentences)")
    }

    func mark(_ state: inout ListState, _ action: ListAction) {
        switch action {
        case .markToggled:
            guard let row = state.table.ref(at: state.scroll.cursor) else { return }
            state.setMarks(!state.marks.contains(state.table.id(row)), on: [row])
            state.markAnchor = row
            state.scroll.move(.down, count: state.table.count, page: .max)
        case .recordMarked(let id):
            // It may be chosen elsewhere, before its row has come.
            if state.marks.remove(id) == nil { state.marks.insert(id) }
            state.noteMark(id, state.table.ref(of: id).map(state.table.style) ?? .plain)
        case .rangeMarked:
            let cursor = state.scroll.cursor
            let anchor = state.markAnchor.flatMap(state.table.index(of:)) ?? cursor
            state.setMarks(true, on: (min(anchor, cursor)...max(anchor, cursor)).compactMap(state.table.ref(at:)))
            state.markAnchor = state.table.ref(at: cursor)
        case .allMarked:
            state.toggleShownMarks()
        default:
            state.clearMarks()
        }
        state.countMarks()
    }
}
