import SisenseClient

/// Sends each action to the feature it belongs to, and does what concerns the console as a whole.
package struct ConsoleReducer: Sendable {
    let dependencies: Dependencies

    package init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    /// Takes an action, and those that follow from it, and returns the work they start.
    package func reduce(_ state: inout ConsoleState, _ action: ConsoleAction) -> [ConsoleEffect] {
        // Where we are and how it looks is noted before an action that may leave. Moving the cursor cannot, and is the
        // one a held key repeats.
        if !action.isMove { state.history.visit(History.Place(pane: state.pane, list: state.list)) }
        return ConsoleOutcome.all(from: action, in: &state, by: reduceOne)
    }

    private func reduceOne(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        let wasPending = state.pendingOperation != nil
        var outcome = step(&state, action)
        // A token that stopped working asks for a new one, whoever noticed it, and leaves everything else as it is.
        if let failure = action.failure, failure.kind == .unauthorized {
            outcome.actions.append(.session(.expired(failure)))
        }
        let pending = pendingReducer(state)
        outcome.effects += pending.note(outcome.effects, wasPending: wasPending, &state.pendingOperation)
        if state.pendingOperation?.result != nil, pending.canDeliver(state.pendingOperation) {
            outcome.actions.append(.pendingOperation(.wayCleared))
        }
        // A preview that something else lies on has to be seen again before it can be answered.
        if state.writes.confirmation?.isShown == true, !state.isPreviewOnTop {
            state.writes.confirmation?.isShown = false
        }
        return outcome
    }

    private func step(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        let context = WorkContext(dependencies, state)
        switch action {
        case .session(let action):
            return reduceSession(&state, action)
        case .home(let action):
            return HomeReducer(context: context).reduce(&state.home, action)
        case .list(let pane, let action):
            return reduceList(&state, pane, action)
        case .jsonTree(let action):
            guard var tree = state.jsonTree else { return ConsoleOutcome() }
            // Taken out while it changes, so that its lines are not copied.
            state.jsonTree = nil
            defer { state.jsonTree = tree }
            return JSONTreeReducer().reduce(&tree, action)
        case .security(let action):
            return SecurityReducer(context: context, isProduction: state.session.isProduction)
                .reduce(&state.security, action)
        case .shares(let action):
            return SharesReducer(
                context: context, targets: state.lists[.shares]?.targets ?? [], isOnScreen: state.pane == .shares
            ).reduce(&state.shares, action)
        case .tree(let action):
            let outcome = DashboardTreeReducer(context: context).reduce(&state.tree, action)
            // The tree chooses in the place of the list's cursor.
            let choice = state.tree?.choice
            state.lists[.dashboards]?.choice = choice
            return outcome
        case .form(let action):
            let outcome = FormReducer(context: context, lists: state.lists).reduce(&state.form, action)
            // Without a server there is nothing to go back to.
            return state.session.isBeingSetUp && state.form == nil ? outcome + .then(.quitConfirmed) : outcome
        case .explorer(let action):
            let isFree = !state.isOccupied && state.form == nil
            return ExplorerReducer(context: context, place: isFree ? .pane(state.pane) : nil)
                .reduce(&state.explorer, action)
        case .write(let action):
            return WriteReducer(context: context, session: state.session, autoReverts: state.autoRevert != nil)
                .reduce(&state.writes, action)
        case .pendingOperation(let action):
            return pendingReducer(state).reduce(&state.pendingOperation, action)
        case .token(let action):
            return TokenReducer(context: context, session: state.session).reduce(&state.newToken, action)
        case .conflict(let action):
            return ConflictReducer(context: context).reduce(&state.conflict, action)
        case .autoRevert(let action):
            return AutoRevertReducer(context: context).reduce(&state.autoRevert, action)
        default:
            return ShellReducer(dependencies: dependencies).reduce(&state, action)
        }
    }

    private func reduceSession(_ state: inout ConsoleState, _ action: SessionAction) -> ConsoleOutcome {
        let outcome = SessionReducer(signIn: dependencies.signIn).reduce(&state.session, action)
        switch action {
        case .connected:
            return outcome + .then(.paneNeeded)
        case .tokenReplaced:
            return outcome + rereading(state)
        default:
            return outcome
        }
    }

    /// What is still read asks with the old token, and would seem to be signed out: it is asked for again.
    private func rereading(_ state: ConsoleState) -> ConsoleOutcome {
        var actions = state.lists.loading.flatMap { pane -> [ConsoleAction] in
            [.list(pane, .loadStopped), .list(pane, .refreshRequested)]
        }
        if state.security.load.isLoading { actions.append(.security(.refreshRequested)) }
        if state.home.isLoading { actions.append(.home(.refreshRequested)) }
        return ConsoleOutcome(actions: actions)
    }

    private func pendingReducer(_ state: ConsoleState) -> PendingOperationReducer {
        PendingOperationReducer(
            sleep: dependencies.sleep, isOccupied: state.isOccupied, hasForm: state.form != nil)
    }

    /// Hands an action to a list, when there is one of that pane.
    private func reduceList(_ state: inout ConsoleState, _ pane: PaneID, _ action: ListAction) -> ConsoleOutcome {
        if pane == .shares { state.shares?.isLeaving = false }
        guard let feature = state.feature(of: pane), var list = state.lists[pane] else { return ConsoleOutcome() }
        let context = WorkContext(dependencies, state)
        // Taken out while it changes, so that its rows are not copied.
        state.lists[pane] = nil
        defer { state.lists[pane] = list }
        let outcome = ListReducer(feature: feature, context: context).reduce(&list, action)
        switch action {
        // What a form asked for has come, or has begun.
        case .recordShown, .exportStarted: return outcome + .then(.form(.dismissed))
        case .pageLoaded, .loadEnded:
            let read = outcome + .then(.form(.rowsRead(pane)))
            // Rows that were read while the shares were edited must not hide the edits.
            guard pane == .shares, !list.isLoading, let shares = state.shares, shares.isChanged else { return read }
            return read + .then(.list(.shares, .rowsEdited(shares.rows.map(\.content))))
        default: return outcome
        }
    }
}
