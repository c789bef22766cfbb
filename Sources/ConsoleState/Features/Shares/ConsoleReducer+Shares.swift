import SisenseClient

extension ConsoleReducer {
    /// Leads to the shares of a dashboard and back, and keeps their rows as their draft is.
    func reduceShares(_ state: inout ConsoleState, _ action: SharesAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .opened(let id, let title):
            return openShares(&state, of: id, title)
        case .refreshRequested where state.shares?.isChanged == true:
            let text = "Reading again would lose your changes: save them with Ctrl-S, or take them back with u"
            return post(Message(.warning, text), &state)
        case .added:
            // What was asked for in the form is in the list of shares now.
            state.form = nil
        default: break
        }
        let before = state.shares
        let outcome = SharesReducer(environment: connected(state), targets: state.lists[.shares]?.targets ?? [])
            .reduce(&state.shares, action)
        var effects = outcome.effects + post(outcome.message, &state)
        switch action {
        case .refreshRequested, .saved:
            effects += reduceList(&state, .shares, .refreshRequested)
        case .loaded: break
        case .closed where state.shares == nil:
            effects += leaveShares(&state)
        default:
            guard let shares = state.shares, let before, shares.draft != before.draft else { break }
            effects += reduceList(&state, .shares, .rowsEdited(shares.rows.map(\.content)))
            if case .added(let share, _) = action, let list = state.lists[.shares] {
                let place = list.table.index(of: RecordID(share.id)) ?? list.scroll.cursor
                effects += reduceList(&state, .shares, .cursorPlaced(place))
            }
        }
        return effects
    }

    /// Those that are not saved yet are never left for others unasked.
    private func openShares(
        _ state: inout ConsoleState, of id: RecordID, _ title: String
    ) -> [Effect<ConsoleAction>] {
        guard let shares = state.shares, shares.isChanged else {
            state.shares = nil
            return reduce(&state, .listOpened(.shares(of: id, title: title)))
        }
        let effects = reduce(&state, .paneOpened(.shares))
        guard shares.id != id else { return effects }
        let text = "These shares are not saved yet: Ctrl-S saves them, Esc leaves them"
        return effects + post(Message(.warning, text), &state)
    }

    /// Whoever comes back to them later reads them again.
    private func leaveShares(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        state.lists[.shares] = nil
        return reduce(&state, .paneOpened(.dashboards))
    }

    /// Reads the shares that are open again when their dashboard was changed, unless a draft would be lost.
    func refreshShares(_ state: inout ConsoleState, of records: [RecordID]) -> [Effect<ConsoleAction>] {
        guard let shares = state.shares, !shares.isChanged, records.contains(shares.id) else { return [] }
        return reduceList(&state, .shares, .refreshRequested)
    }
}
