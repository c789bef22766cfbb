import SisenseClient

extension ConsoleReducer {
    /// Leads a write on its way, and does what follows from it elsewhere.
    func reduceWrite(_ state: inout ConsoleState, _ action: WriteAction) -> [Effect<ConsoleAction>] {
        // One trial at a time: a second save would rest on settings that may go away.
        if case .planned(.success(let plans), _) = action, state.autoRevert != nil, plans.contains(where: \.isRisky) {
            return post(Message(.warning, "Settings are on trial: keep them or put them back first"), &state)
        }
        let confirmation = state.writes.confirmation
        let outcome = WriteReducer(environment: connected(state), session: state.session)
            .reduce(&state.writes, action)
        // A form stays until what it asked for is done, so that nothing typed is lost.
        if case .finished(let result) = action, result.failure == nil { state.form = nil }
        if case .rehearsed = action { state.form = nil }
        var effects = outcome.effects + post(outcome.message, &state)
        if case .finished(let result) = action, let confirmation {
            effects += settle(confirmation, result, &state)
        }
        if case .call(let draft) = outcome.changed, case .finished(let result) = action,
            let plan = result.results.done.last, let answer = result.answer
        {
            effects.append(ExplorerReducer(environment: connected(state)).showing(answer, to: plan, draft))
            // The list the operation is about is out of date, when somebody has looked at it.
            if let pane = RecordReference.pane(of: plan.call.operation), state.lists[pane]?.loadedAt != nil {
                effects += reduceList(&state, pane, .refreshRequested)
            }
        }
        if case .token = outcome.changed, case .finished(let result) = action {
            let answer = try? result.answer?.json()
            effects += reduceToken(&state, .renewed(answer.flatMap(APIToken.init)))
        }
        return effects + reread(outcome.changed, &state) + expiry(&state, action.failure)
    }

    /// What follows from a write beside reading again: a conflict to settle, a trial that begins or has ended.
    private func settle(
        _ confirmation: Confirmation, _ result: WriteOutcome, _ state: inout ConsoleState
    ) -> [Effect<ConsoleAction>] {
        guard confirmation.plans.count == 1, let plan = confirmation.plans.first else { return [] }
        if case .conflict(let conflict) = result.failure?.kind, plan.replan != nil {
            state.conflict = ConflictState(conflict, plan: plan, origin: confirmation.origin)
        }
        guard result.failure == nil, plan.isRisky else { return [] }
        if confirmation.autoReverts == true {
            return AutoRevertReducer(environment: connected(state)).begin(plan, confirmation.origin, &state.autoRevert)
        }
        guard confirmation.isUndo else { return [] }
        state.autoRevert = nil
        return [.cancel(AutoRevertReducer.clock)]
    }

    /// Reads again what a write has changed.
    func reread(_ origin: WriteOrigin?, _ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        switch origin {
        case .list(let pane, let records): reduceChanged(&state, records, in: pane)
        case .shares:
            reduceShares(&state, .saved)
                + (state.shares.map { reduceList(&state, .dashboards, .recordsChanged([$0.id])) } ?? [])
        case .security:
            security(state).reduce(&state.security, .saved).effects
        case .session: reduceSession(&state)
        case .token, .call, nil: []
        }
    }

    /// Reads again what a write has changed in a list, and what hangs on it.
    private func reduceChanged(
        _ state: inout ConsoleState, _ records: [RecordID], in pane: PaneID
    ) -> [Effect<ConsoleAction>] {
        var effects = reduceList(&state, pane, records.isEmpty ? .refreshRequested : .recordsChanged(records))
        if let feature = state.feature(of: pane), let parent = feature.parent {
            let action = parent.record.map { ListAction.recordsChanged([$0]) } ?? .refreshRequested
            effects += reduceList(&state, parent.pane, action)
        }
        guard pane == .dashboards else { return effects }
        return effects + reduceTree(&state, .refreshRequested) + refreshShares(&state, of: records)
    }
}
