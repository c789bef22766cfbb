import SisenseClient

extension WriteReducer {
    /// Looks at the results of runs and leads on from them.
    func take(_ action: ResultsAction, _ state: inout WriteState) -> ConsoleOutcome {
        if case .opened = action { return openResults(&state) }
        guard let index = state.openResults, let run = state.shownResults else { return ConsoleOutcome() }
        switch action {
        case .opened: break
        case .closed:
            state.openResults = nil
        case .stepped(let step):
            guard state.results.indices.contains(index + step) else {
                return .message(.info, step < 0 ? "No earlier results" : "No later results")
            }
            state.openResults = index + step
        case .moved(let movement, let page):
            state.results[index].scroll.move(movement, count: run.rows.count, page: page)
        case .retryRequested:
            return retry(run, &state)
        case .markRequested:
            return mark(run, &state)
        case .exportRequested:
            return .then(.form(.opened(ResultsExport.form(of: run))))
        case .undoRequested:
            return undo(run, &state)
        case .lookRequested:
            guard let lookable = run.lookable, let look = look(after: lookable) else {
                return .message(.info, "Nothing here can be found out by reading it again")
            }
            return .run(look)
        case .recordOpened:
            return openRecord(run, &state)
        }
        return ConsoleOutcome()
    }

    private func openResults(_ state: inout WriteState) -> ConsoleOutcome {
        if let behind = state.behind, state.confirmation == nil {
            (state.confirmation, state.behind) = (behind, nil)
            return ConsoleOutcome()
        }
        guard !state.results.isEmpty else { return .message(.info, "No change of several records yet") }
        state.openResults = state.results.count - 1
        return ConsoleOutcome()
    }

    /// A new preview of what is not done and can be sent as it is.
    private func retry(_ run: RunResults, _ state: inout WriteState) -> ConsoleOutcome {
        let rest = run.results.retryable
        guard !rest.isEmpty else { return .message(.info, "Nothing to send again") }
        guard !state.isSending else { return busy(state) }
        let outcome = propose(PlannedWrite(rest, run.origin, isUndo: run.isUndo), &state)
        if state.confirmation != nil { state.openResults = nil }
        return outcome
    }

    private func mark(_ run: RunResults, _ state: inout WriteState) -> ConsoleOutcome {
        let records = run.results.notDone.compactMap(\.listedRecord)
        guard let pane = records.first?.pane else {
            return .message(.info, "Nothing that is not done stands in a list")
        }
        state.openResults = nil
        let ids = records.filter { $0.pane == pane }.map(\.id)
        let selection = RecordSelection("\(ids.count) not done: \(run.title)", ids)
        return .then(.paneOpened(pane), .list(pane, .recordsChosen(selection)))
    }

    /// The opposite of what this run did, without what was undone since.
    private func undo(_ run: RunResults, _ state: inout WriteState) -> ConsoleOutcome {
        let done = Set(run.results.done.map(\.id))
        guard let entry = state.done.last(where: { $0.plans.contains { done.contains($0.id) } }) else {
            return .message(.info, "Nothing of this is left to undo")
        }
        guard !state.isSending else { return busy(state) }
        // The preview comes up once nothing lies over it.
        state.openResults = nil
        return undo(entry, state)
    }

    private func openRecord(_ run: RunResults, _ state: inout WriteState) -> ConsoleOutcome {
        guard let index = run.cursorPlan else { return ConsoleOutcome() }
        let plan = run.results.plans[index]
        if case .done = run.results.states[index], plan.call.operation.change == .delete {
            return .message(.info, "\(plan.resultName) is no more")
        }
        guard let record = plan.listedRecord else { return .message(.info, "This is no record that a list shows") }
        state.openResults = nil
        return .then(
            .paneOpened(record.pane), .list(record.pane, .recordOpened(record.id, title: plan.resultName)))
    }
}

/// A record and the list it stands in.
struct ListedRecord {
    let pane: PaneID
    let id: RecordID
}

extension RequestPlan {
    /// The record it is about; nil where it is about none or several, or about one that no list shows.
    var listedRecord: ListedRecord? {
        guard let id = subjectID else { return nil }
        let operation = call.operation
        let gap = operation.parameters.first { $0.location == .path }
        let pane = gap.map { RecordReference.pane(of: $0, in: operation) } ?? RecordReference.pane(of: operation)
        return pane.map { ListedRecord(pane: $0, id: RecordID(id)) }
    }
}
