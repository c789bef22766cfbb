/// What a form has to do with the rest of the console: its fields are searched for in the lists.
extension ConsoleReducer {
    /// Hands an action to the form, and looks for what it needs from the lists.
    func reduceForm(_ state: inout ConsoleState, _ action: FormAction) -> [Effect<ConsoleAction>] {
        let before = state.form?.query
        let outcome = FormReducer(environment: connected(state)).reduce(&state.form, action)
        // Without a server there is nothing to go back to.
        if case .setup = state.session.phase, state.form == nil { state.quit = .yes }
        let effects = outcome.effects + post(outcome.message, &state) + expiry(&state, action.failure)
        if case .opened(let form) = action { return effects + loadSearched(&state, form) + [searching(state)] }
        return state.form?.query == before ? effects : effects + [searching(state)]
    }

    /// Looks for what is being typed in the rows that have come, where too little was found before.
    func searchAgain(_ state: ConsoleState, _ pane: PaneID) -> [Effect<ConsoleAction>] {
        guard let field = state.form?.field, field.search?.pane == pane,
            field.found.count < FormField.suggestionCount
        else { return [] }
        return [searching(state)]
    }

    private func searching(_ state: ConsoleState) -> Effect<ConsoleAction> {
        let id: EffectID = "form search"
        guard let query = state.form?.query, let search = state.form?.field?.search,
            let table = state.lists[search.pane]?.table
        else { return .cancel(id) }
        return .run(id, "") { send in
            await send(.form(.found(query, await search.find(table, query.text))))
        }
    }

    /// Reads the lists that are searched, as far as nobody has.
    private func loadSearched(_ state: inout ConsoleState, _ form: FormState) -> [Effect<ConsoleAction>] {
        Set(form.fields.compactMap(\.search?.pane)).flatMap { pane -> [Effect<ConsoleAction>] in
            switch state.lists[pane]?.load {
            case .notStarted, .stopped, .failed: reduceList(&state, pane, .refreshRequested)
            case .loading, .complete, nil: []
            }
        }
    }
}
