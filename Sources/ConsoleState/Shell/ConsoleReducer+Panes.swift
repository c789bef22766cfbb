import SisenseClient

/// Panes that are opened, and what is in them.
extension ConsoleReducer {
    /// Loads the pane on the screen when nobody has looked at it yet, or when it was cut off.
    func openPane(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        guard state.session.isReady else { return [] }
        let pane = state.pane
        if pane == .home { return openHome(&state) }
        if state.feature(of: pane)?.isLocal == true { return reduceList(&state, pane, .refreshRequested) }
        switch state.list?.load {
        case .notStarted, .failed, .stopped: return reduceList(&state, pane, .refreshRequested)
        case .loading, .complete: return []
        case nil: break
        }
        switch state.security.load {
        case .notStarted, .failed:
            return security(state).reduce(&state.security, .refreshRequested).effects
        case .loading, .loaded: return []
        }
    }

    /// Reads what Home tells, and the panes it counts as far as nobody has.
    private func openHome(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        var effects = HomeReducer(environment: connected(state)).reduce(&state.home, .refreshRequested)
        for pane in HomeState.counted {
            switch state.lists[pane]?.load {
            case .notStarted, .failed: effects += reduceList(&state, pane, .refreshRequested)
            case .loading, .complete, .stopped, nil: break
            }
        }
        return effects
    }

    /// Hands an action to a list, when there is one of that pane.
    func reduceList(
        _ state: inout ConsoleState, _ pane: PaneID, _ action: ListAction
    ) -> [Effect<ConsoleAction>] {
        guard let feature = state.feature(of: pane), var list = state.lists[pane] else { return [] }
        // Taken out while it changes, so that its rows are not copied.
        state.lists[pane] = nil
        defer { state.lists[pane] = list }
        return ListReducer(feature: feature, environment: connected(state)).reduce(&list, action)
    }

    /// Hands an action to the lines that fold on the screen, when there are any.
    func reduceJSONTree(_ state: inout ConsoleState, _ action: JSONTreeAction) -> [Effect<ConsoleAction>] {
        guard var jsonTree = state.jsonTree else { return [] }
        // Taken out while it changes, so that its lines are not copied.
        state.jsonTree = nil
        defer { state.jsonTree = jsonTree }
        return JSONTreeReducer().reduce(&jsonTree, action)
    }

    /// The tree chooses in the place of the list's cursor.
    func reduceTree(_ state: inout ConsoleState, _ action: DashboardTreeAction) -> [Effect<ConsoleAction>] {
        let effects = DashboardTreeReducer(environment: connected(state)).reduce(&state.tree, action)
        let choice = state.tree?.choice
        state.lists[.dashboards]?.choice = choice
        return effects
    }

    /// What the security pane is reduced with.
    func security(_ state: ConsoleState) -> SecurityReducer {
        SecurityReducer(environment: connected(state), isProduction: state.session.isProduction)
    }

    /// Notes where we are now and how it looks there. Going back and forward comes here too and changes nothing.
    func visit(_ state: inout ConsoleState) {
        state.history.visit(History.Place(pane: state.pane, list: state.list))
    }

    /// Goes to a place that was visited before, and makes it look as it did.
    func open(_ place: History.Place, _ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        state.pane = place.pane
        let effects = openPane(&state)
        return effects + (place.view.map { reduceList(&state, place.pane, .restored($0)) } ?? [])
    }
}
