import SisenseClient

/// Sends each action to the feature it belongs to, and does what concerns the console as a whole.
package struct ConsoleReducer: Sendable {
    let dependencies: Dependencies

    package init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    /// Takes an action, and those that follow from it, and returns the work they start.
    /// - Parameter observe: Called with each action that follows, before it is reduced.
    package func reduce(
        _ state: inout ConsoleState, _ action: ConsoleAction, observe: (ConsoleAction) -> Void = { _ in }
    ) -> [ConsoleEffect] {
        // The pane and its view are noted before an action that may leave. Moving the cursor cannot, and is the
        // one a held key repeats.
        if !action.isMove { state.history.visit(History.Visit(pane: state.pane, list: state.list)) }
        let effects = ConsoleOutcome.all(from: action, in: &state, observe: observe, by: reduceOne)
        return action.isMove ? effects : effects + refreshing(&state, observe: observe)
    }

    func reduceOne(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        let wasPending = state.pendingOperation != nil
        var outcome = step(&state, action)
        // A token that stopped working asks for a new one, whoever noticed it, and leaves everything else as it is.
        if let failure = action.failure, failure.kind == .unauthorized {
            outcome.actions.append(.session(.expired(failure)))
        }
        settleRefusals(&outcome, &state)
        notePending(&outcome, after: action, wasPending: wasPending, &state)
        // A preview that something else lies on has to be seen again before it can be answered.
        if state.writes.confirmation?.isShown == true, !state.isPreviewOnTop {
            state.writes.confirmation?.isShown = false
        }
        return outcome
    }

    /// Notes what begins and ends to be pending, and delivers what has come as soon as nothing stands before it.
    private func notePending(
        _ outcome: inout ConsoleOutcome, after action: ConsoleAction, wasPending: Bool, _ state: inout ConsoleState
    ) {
        let sleep = dependencies.sleep
        // Work that is asked for again goes on as what it was.
        if case .refused = action {
        } else {
            outcome.effects += PendingOperation.note(
                outcome.effects, wasPending: wasPending, hasForm: state.form != nil, sleep, &state.pendingOperation)
        }
        // A result that has just come has come up already if it could.
        if case .pendingOperation = action { return }
        guard let pending = state.pendingOperation, pending.result != nil, pending.isAskedByForm || state.form == nil,
            !state.isOccupied
        else { return }
        outcome.actions.append(.pendingOperation(.wayCleared))
    }

    private func step(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        let context = WorkContext(dependencies, state)
        switch action {
        case .session(let action):
            return reduceSession(&state, action)
        case .servers(let action):
            return ServersReducer(context: context).reduce(&state, action)
        case .home(let action):
            return HomeReducer(context: context).reduce(&state.home, action)
        case .list(let pane, let action):
            return reduceList(&state, pane, action)
        case .listResult(let list, let result):
            return reduceList(&state, list, result)
        case .refused(let refusal):
            return take(refusal, &state)
        case .jsonTree(let action):
            guard let owner = state.jsonTreeOwner, var tree = state.jsonTree else { return ConsoleOutcome() }
            // Taken out while it changes, so that its lines are not copied.
            state.jsonTree = nil
            defer { state.jsonTree = tree }
            return JSONTreeReducer(owner: owner).reduce(&tree, action)
        case .cors(let action):
            return CORSReducer(context: context, targets: state.lists[.cors]?.targets ?? []).reduce(&state.cors, action)
        case .hub(let action):
            return HubReducer().reduce(&state.hub, action)
        case .shares(let action):
            return SharesReducer(
                context: context, targets: state.lists[.shares]?.targets ?? [], isOnScreen: state.pane == .shares
            ).reduce(&state.shares, action)
        case .bulkShares(let action):
            return BulkSharesReducer(context: context, targets: state.lists[.bulkShares]?.targets ?? [])
                .reduce(&state.bulkShares, action)
        case .tree(let action):
            var context = context
            context.knownUsers = state.lists[.users]?.table
            let outcome = DashboardTreeReducer(context: context).reduce(&state.tree, action)
            // The tree chooses instead of the list's cursor.
            let choice = state.tree?.choice
            state.lists[.dashboards]?.choice = choice
            return outcome
        case .form(let action):
            let outcome = FormReducer(context: context).reduce(&state.form, action)
            // The picker of a form goes with it.
            if state.form == nil, case .field? = state.picker?.target { state.picker = nil }
            // Without a server there is nothing to go back to.
            return state.session.isBeingSetUp && state.form == nil ? outcome + .then(.quitConfirmed) : outcome
        case .picker(let action):
            return PickerReducer(lists: state.lists).reduce(&state.picker, action)
        case .explorer(let action):
            let isFree = !state.isOccupied && state.form == nil
            return ExplorerReducer(context: context, destination: isFree ? .pane(state.pane) : nil)
                .reduce(&state.explorer, action)
        case .write(let action):
            return WriteReducer(context: context, session: state.session, autoReverts: state.autoRevert != nil)
                .reduce(&state.writes, action.warned(by: state.lists))
        case .pendingOperation(let action):
            return PendingOperationReducer(isOccupied: state.isOccupied, hasForm: state.form != nil)
                .reduce(&state.pendingOperation, action)
        case .typedAhead(let typed):
            guard state.holdsInput else { return ConsoleOutcome(actions: typed.actions(state)) }
            state.pendingOperation?.typedAhead.append(typed)
            return ConsoleOutcome()
        case .token(let action):
            return TokenReducer(context: context, session: state.session).reduce(&state.newToken, action)
        case .conflict(let action):
            return ConflictReducer(context: context).reduce(&state.conflict, action)
        case .autoRevert(let action):
            return AutoRevertReducer(context: context).reduce(&state.autoRevert, action)
        case .autoRefresh(let action):
            return AutoRefreshReducer(dependencies: dependencies).reduce(&state, action)
        case .views(let action):
            return ViewsReducer(dependencies: dependencies).reduce(&state, action)
        case .ownCommand(let action):
            return OwnCommandReducer(dependencies: dependencies).reduce(&state, action)
        default:
            return ShellReducer(dependencies: dependencies).reduce(&state, action)
        }
    }

    private func reduceSession(_ state: inout ConsoleState, _ action: SessionAction) -> ConsoleOutcome {
        let outcome = SessionReducer(signIn: dependencies.signIn).reduce(&state.session, action)
        switch action {
        case .connected:
            state.messages.apply(.settled(.session))
            return outcome + recalling(&state) + .then(.paneNeeded)
                + (state.autoRevert == nil ? ConsoleOutcome() : .then(.autoRevert(.signedIn)))
        case .connectFailed where dependencies.reverts != nil && !state.writes.hasRecalled:
            return outcome + .run(AutoRevertRecovery(WorkContext(dependencies, state)).notice)
        default:
            return outcome
        }
    }

    /// Says once which changes of earlier sessions on this server were sent and have no known outcome, and takes over
    /// settings that they left pending.
    private func recalling(_ state: inout ConsoleState) -> ConsoleOutcome {
        guard !state.writes.hasRecalled else { return ConsoleOutcome() }
        state.writes.hasRecalled = true
        let server = state.session.client.server
        let context = WorkContext(dependencies, state)
        var recovery = ConsoleOutcome.run(AutoRevertRecovery(context).effect)
        if let snapshot = ServerSnapshot.atStart(context) { recovery += .run(snapshot) }
        guard let audit = dependencies.audit else { return recovery }
        return recovery
            + .run(
                .run(.recall, "") { send in
                    if let message = audit.abandonedMessage(on: server) { await send(.posted(message)) }
                })
    }

    /// Hands an action to a list, when there is one of that pane.
    private func reduceList(_ state: inout ConsoleState, _ pane: PaneID, _ action: ListAction) -> ConsoleOutcome {
        if pane == .shares { state.shares?.isLeaving = false }
        if pane == .bulkShares { state.bulkShares?.isLeaving = false }
        let outcome = change(pane, &state) { reducer, list in reducer.reduce(&list, action) }
        switch action {
        // The result that a form asked for has come, or has begun.
        case .recordShown, .exportStarted: return outcome + .then(.form(.dismissed))
        default: return outcome
        }
    }

    /// Hands what came of the work of a list to that list, when it is still there.
    private func reduceList(_ state: inout ConsoleState, _ id: ListID, _ result: ListResult) -> ConsoleOutcome {
        guard state.lists[id.pane]?.id == id else { return ConsoleOutcome() }
        if case .refreshed(let read) = result, !admits(read, of: id, &state) { return ConsoleOutcome() }
        var outcome = change(id.pane, &state) { reducer, list in reducer.reduce(&list, result, of: id) }
        switch result {
        case .refreshed(.success):
            if state.lists[id.pane]?.isRefreshing == false { outcome += besides(id.pane, state) }
            return outcome
        case .pageLoaded, .loadEnded:
            var read = outcome + .then(.picker(.rowsRead(id.pane)))
            // The rows came before what was read of them.
            if id.pane == .security {
                read += .then(.list(.security, .rowsReplaced(state.hub.rows.map(SectionRow.layout.row))))
            }
            // Rows that were read while the shares were edited must not hide the edits.
            guard state.lists[id.pane]?.isLoading == false, let rows = editedRows(of: id.pane, state) else {
                return read
            }
            return read + .then(.list(id.pane, .rowsEdited(rows)))
        default: return outcome
        }
    }

    /// The rows of a list with edits that are not saved; nil for one without.
    private func editedRows(of pane: PaneID, _ state: ConsoleState) -> [RowContent]? {
        switch pane {
        case .shares: state.shares.flatMap { $0.isChanged ? $0.rows.map(\.content) : nil }
        case .bulkShares: state.bulkShares.flatMap { $0.isChanged ? $0.rows.map(\.content) : nil }
        case .cors: state.cors.base == nil ? nil : state.cors.rows(on: state.session.purpose).map(OriginRow.layout.row)
        default: nil
        }
    }

    private func change(
        _ pane: PaneID, _ state: inout ConsoleState,
        _ reduce: (ListReducer, inout ListState) -> ConsoleOutcome
    ) -> ConsoleOutcome {
        guard let feature = state.feature(of: pane), var list = state.lists[pane] else { return ConsoleOutcome() }
        var context = WorkContext(dependencies, state)
        // Not for the lists of users and groups themselves: whose rows somebody else has are copied before they change.
        if [.dashboards, .shares, .bulkShares].contains(pane) {
            (context.knownUsers, context.knownGroups) = (state.lists[.users]?.table, state.lists[.groups]?.table)
        }
        // Taken out while it changes, so that its rows are not copied.
        state.lists[pane] = nil
        defer { state.lists[pane] = list }
        return reduce(ListReducer(feature: feature, context: context), &list)
    }
}
