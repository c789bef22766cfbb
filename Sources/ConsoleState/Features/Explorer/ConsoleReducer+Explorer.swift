import SisenseClient

/// What the explorer has to do with the rest of the console.
extension ConsoleReducer {
    /// Hands an action to the explorer, and does what follows from it elsewhere.
    func reduceExplorer(_ state: inout ConsoleState, _ action: ExplorerAction) -> [Effect<ConsoleAction>] {
        let outcome = ExplorerReducer(environment: connected(state)).reduce(&state.explorer, action)
        switch action {
        case .callMade(let call, _) where !call.operation.writes:
            state.form?.isBusy = true
            state.form?.progress = "Waiting for the server; Esc cancels"
        case .received(let bytes, let expected):
            let whole = expected.map { " of \($0 / 1024) kB" } ?? ""
            state.form?.progress = "\(bytes / 1024) kB\(whole) have come; Esc cancels"
        case .answered:
            state.form = nil
            state.pane = .api
        case .failed(let error):
            guard state.form?.isBusy == true else { return expiry(&state, error) + post(Message(error), &state) }
            state.form?.isBusy = false
            state.form?.failure = error
        default: break
        }
        var effects = outcome.effects + post(outcome.message, &state) + expiry(&state, action.failure)
        if let next = outcome.next { effects += reduce(&state, next) }
        if case .answered = action, case .notStarted? = state.list?.load { effects += openPane(&state) }
        return effects
    }

    // MARK: Ids that lead to records

    /// Opens the record whose id is under the cursor: in the list that has it, or else in the one its name speaks of.
    func openReference(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        guard let jsonTree = state.jsonTree, let place = jsonTree.cursorNode,
            case .value(_, .string(let text)) = jsonTree.jsonTree.nodes[place].content, !text.isEmpty
        else { return post(Message(.info, "There is no id here"), &state) }
        let id = RecordID(text)
        guard let pane = pane(of: id, named: jsonTree.jsonTree.path(of: place)?.lastMember ?? "", state) else {
            return post(Message(.info, "No list that was read has a record \(text.prefix(40))"), &state)
        }
        guard pane != state.pane || state.list?.detail?.id != id || state.shownAnswer != nil else { return [] }
        state.pane = pane
        let list = state.lists[pane]
        let title = list?.table.index(of: id).flatMap { list?.name(at: $0) } ?? text
        let effects = openPane(&state) + reduceList(&state, pane, .recordOpened(id, title: title))
        return [.cancel("form"), .cancel("plan")] + effects
    }

    private func pane(of id: RecordID, named name: String, _ state: ConsoleState) -> PaneID? {
        let isSureSign = id.description.utf8.count == 24 && id.description.utf8.allSatisfy { $0.isHexDigit }
        if isSureSign, let pane = RecordReference.pane(of: name) { return pane }
        let others = PaneID.allCases.sorted { $0.rawValue < $1.rawValue }
        if let pane = others.first(where: { state.lists[$0]?.table.contains(id) == true }) { return pane }
        guard isSureSign, ["_id", "oid", "id"].contains(name), let answer = state.shownAnswer else { return nil }
        return RecordReference.pane(of: answer.call.operation)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(UnicodeScalar(self)).isHexDigit }
}
